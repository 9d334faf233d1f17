"""Certificates: reading and verifying them ("Certification"), with BLS signatures checked by py_ecc."""

import hashlib
import secrets
import time
from collections.abc import Mapping

import verify_signatures
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.optimized_bls12_381 import FQ12, G2, Z1, add, final_exponentiate, multiply, neg, pairing

from client import cbor, hash_trees, leb128, principals, request_ids
from client.hash_trees import FOUND

BLS_DER_PREFIX = bytes.fromhex("308182301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c05030201036100")
MAXIMUM_AGE = 5 * 60 * 10**9


class Refused(Exception):
    """The certificate proves nothing."""


def need(condition, what):
    if not condition:
        raise Refused(what)


def bls_key(der):
    need(len(der) == 133 and der.startswith(BLS_DER_PREFIX), f"no BLS key in DER: {der.hex()}")
    return der[len(BLS_DER_PREFIX):]


class Certificate:
    def __init__(self, data):
        try:
            self.fields = cbor.decode(data)
            need(isinstance(self.fields, Mapping), "a certificate is no map")
            need(set(self.fields) <= {"tree", "signature", "delegation"}, f"unknown fields in {list(self.fields)}")
            need({"tree", "signature"} <= set(self.fields), f"fields are missing of {list(self.fields)}")
            self.tree = self.fields["tree"]
            self.root_hash = hash_trees.digest(self.tree)
            hash_trees.check_order(self.tree)
            self.signature = self.fields["signature"]
            need(isinstance(self.signature, bytes) and len(self.signature) == 48, "no signature of 48 bytes")
            self.time = leb128.decode(self.value([b"time"]))
        except (cbor.NotCBOR, hash_trees.Malformed, ValueError) as error:
            raise Refused(str(error)) from error

    def lookup(self, path):
        return hash_trees.lookup(self.tree, path)

    def value(self, path):
        """What is found at a path; refuses a certificate that does not show it."""
        state, value = self.lookup(path)
        need(state == FOUND, f"{shown(path)} is {state}")
        return value

    def check_age(self, now=None):
        now = time.time_ns() if now is None else now
        need(abs(now - self.time) <= MAXIMUM_AGE, f"its time {self.time} is more than 5 minutes from {now}")

    def verify(self, root_key, canister=None, now=None, later=None):
        """Refuses a certificate that its signature, its age or its subnet's ranges make worthless.

        `later` takes a certificate of the root itself whose signature is to be judged with others'."""
        self.check_age(now)
        key = root_key
        delegation = self.fields.get("delegation")
        if delegation is not None:
            need(set(delegation) == {"subnet_id", "certificate"}, f"a delegation with {list(delegation)}")
            subnet, parent = delegation["subnet_id"], Certificate(delegation["certificate"])
            need("delegation" not in parent.fields, "a delegation that is itself delegated")
            verify_signature(root_key, parent)
            is_there = canister is None or is_in(ranges(parent, subnet), canister)
            need(is_there, "the canister is not in the subnet's ranges")
            key = parent.value([b"subnet", subnet, b"public_key"])
        if later is None or delegation is not None:
            verify_signature(key, self)
        else:
            later.append(self)

    def subnet(self, root_key):
        """The subnet that signed: without a delegation the one whose key is the root key."""
        delegation = self.fields.get("delegation")
        return principals.self_authenticating(root_key) if delegation is None else delegation["subnet_id"]


verified = set()


def verify_signature(key, certificate):
    """Refuses a certificate that the holder of the key did not sign. A signature is judged once."""
    case = (key, certificate.signature, certificate.root_hash)
    if case not in verified:
        message = request_ids.state_payload(certificate.root_hash)
        need(verify_signatures.is_valid(bls_key(key), certificate.signature, message), "a wrong BLS signature")
        verified.add(case)


def verify_signatures_together(key, certificates):
    """The same for many of one signer, by two pairings in all. Each counts a random number of times, unknown to whoever
    signed: else a wrong signature could make up for another."""
    key_point = verify_signatures.read_point(bls_key(key), 96)
    signatures, hashes = Z1, Z1
    for certificate in certificates:
        times = secrets.randbelow(2**128 - 1) + 1
        try:
            signature = verify_signatures.read_point(certificate.signature, 48)
        except verify_signatures.Refused as refusal:
            raise Refused(f"a signature that is no point: {refusal}") from refusal
        message = request_ids.state_payload(certificate.root_hash)
        hashed = hash_to_G1(message, verify_signatures.TAG, hashlib.sha256)
        signatures = add(signatures, multiply(signature, times))
        hashes = add(hashes, multiply(hashed, times))
    product = pairing(neg(G2), signatures, final_exponentiate=False) * pairing(
        key_point, hashes, final_exponentiate=False)
    need(final_exponentiate(product) == FQ12.one(), "a wrong BLS signature among several")


def ranges(certificate, subnet):
    """The canister ranges of a subnet that a certificate shows: in shards, or in one value."""
    state, shards = hash_trees.subtree(certificate.tree, [b"canister_ranges", subnet])
    if state == FOUND:
        return [pair for _, value in hash_trees.paths(shards) for pair in decode_ranges(value)]
    return decode_ranges(certificate.value([b"subnet", subnet, b"canister_ranges"]))


def decode_ranges(value):
    pairs = [tuple(pair) for pair in cbor.decode(value)]
    need(all(len(pair) == 2 and all(isinstance(end, bytes) for end in pair) for pair in pairs), "no ranges")
    return pairs


def is_in(pairs, canister):
    return any(first <= canister <= last for first, last in pairs)


def shown(path):
    return "/" + "/".join(label.decode() if label.isascii() and label.decode().isprintable() else label.hex()
                          for label in path)
