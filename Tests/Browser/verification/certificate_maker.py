"""Certificates as a network makes them, by other code than that which verifies them: py_ecc and cbor2. The keys are
good for tests alone."""

import hashlib

import cbor2
import verify_signatures
from py_ecc.bls import G2Basic
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.optimized_bls12_381 import G2, multiply

from client import hash_trees, leb128, request_ids
from client.certificates import BLS_DER_PREFIX
from client.hash_trees import EMPTY, FORK, LABELED, LEAF, PRUNED
from client.requests import SELF_DESCRIBE

# The time of all of them, in milliseconds and nanoseconds.
NOW = 1_800_000_000_000
TIME = NOW * 10**6
MINUTE = 60_000


def tagged(value):
    return cbor2.dumps(cbor2.CBORTag(SELF_DESCRIBE, value))


class Signer:
    """A subnet's key."""

    def __init__(self, seed):
        self.secret = G2Basic.KeyGen(hashlib.sha256(seed.encode()).digest())
        self.der = BLS_DER_PREFIX + verify_signatures.write_second(multiply(G2, self.secret))

    def sign(self, message):
        point = hash_to_G1(message, verify_signatures.TAG, hashlib.sha256)
        return verify_signatures.write_first(multiply(point, self.secret))

    def certificate(self, tree, delegation=None, instead=()):
        """A certificate of a tree in CBOR. `instead`: what stands in the place of its own fields."""
        fields = {"tree": tree, "signature": self.sign(request_ids.state_payload(hash_trees.digest(tree)))}
        if delegation is not None:
            fields["delegation"] = delegation
        return tagged({**fields, **dict(instead)})


def leaf(value):
    return [LEAF, value]


def pruned(tree):
    """The same tree as far as the digest goes, and no more of it."""
    return [PRUNED, hash_trees.digest(tree)]


def labeled(*entries):
    """A tree of labels, in order, with what is below each."""
    if not entries:
        return [EMPTY]
    if len(entries) == 1:
        label, below = entries[0]
        return [LABELED, label, below]
    middle = (len(entries) + 1) // 2
    return [FORK, labeled(*entries[:middle]), labeled(*entries[middle:])]


def time_leaf(time=TIME):
    return b"time", leaf(leb128.encode(time))


def state(canister, certified_data, time=TIME):
    """What a canister's data certificate shows."""
    return labeled(
        (b"canister", labeled((canister, labeled((b"certified_data", leaf(certified_data)))))), time_leaf(time))


def ranges(*pairs):
    return leaf(tagged([list(pair) for pair in pairs]))


def delegation_state(subnet, key, pairs, in_shards=True, time=TIME):
    """What the root says of a subnet: its key, and its canisters in the form of today or that of before."""
    of_subnet = [(b"public_key", leaf(key))]
    if in_shards:
        shards = labeled(*((pair[0], ranges(pair)) for pair in pairs))
        return labeled((b"canister_ranges", labeled((subnet, shards))),
                       (b"subnet", labeled((subnet, labeled(*of_subnet)))), time_leaf(time))
    of_subnet.insert(0, (b"canister_ranges", ranges(*pairs)))
    return labeled((b"subnet", labeled((subnet, labeled(*of_subnet)))), time_leaf(time))
