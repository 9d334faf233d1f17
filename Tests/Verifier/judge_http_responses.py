"""Judges certified HTTP responses as a gateway does (see http_response.py).

    judge_http_responses.py certify SEED CANISTER DATA TIME

makes a certificate for a canister's certified data, signed by a key that follows from the seed, and prints it with the
key in DER as JSON, all in hexadecimal.

    judge_http_responses.py judge < CASES

reads one JSON object a line, each a response with what it answers, bytes in hexadecimal:

    {"name", "url", "method", "requestHeaders": [[name, value], …], "requestBody", "status", "headers", "body",
     "certifiedData": hex, "certified": {"canister", "key", "time"}, "valid": bool, "tamper": bool}

`certified`, if it is there, asks for the certificate to be verified, too. With `tamper` each change of a single byte must be refused: of
the status, of certified headers, of the body, of the tree, of expr_path, and some of the certificate. Prints a line for
each case, and ends with the counts (see checks.py).
"""

import base64
import hashlib
import json
import random
import sys
from dataclasses import replace

import cbor2
import verify_signatures
from checks import Checks, Failed, expect, main
from client import hash_trees, leb128, request_ids
from client.certificates import BLS_DER_PREFIX
from http_response import CERTIFICATE, EXPRESSION, Refused, Request, Response, verify, verify_in_tree
from py_ecc.bls import G2Basic
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.optimized_bls12_381 import G2, multiply

CERTIFICATE_CHANGES = 6


def certify(seed, canister, data, time):
    secret = G2Basic.KeyGen(hashlib.sha256(seed.encode()).digest())
    canisters = [2, b"canister", [2, bytes.fromhex(canister), [2, b"certified_data", [3, bytes.fromhex(data)]]]]
    tree = [1, canisters, [2, b"time", [3, leb128.encode(int(time))]]]
    message = request_ids.state_payload(hash_trees.digest(tree))
    point = multiply(hash_to_G1(message, verify_signatures.TAG, hashlib.sha256), secret)
    fields = {"tree": tree, "signature": verify_signatures.write_first(point)}
    key = BLS_DER_PREFIX + verify_signatures.write_second(multiply(G2, secret))
    certificate = cbor2.dumps(cbor2.CBORTag(55799, fields))
    print(json.dumps({"certificate": certificate.hex(), "key": key.hex()}))


class Case:
    def __init__(self, case):
        self.case = case
        self.request = Request(
            case["url"], case["method"], [tuple(pair) for pair in case["requestHeaders"]],
            bytes.fromhex(case["requestBody"]))
        self.response = Response(
            case["status"], [tuple(pair) for pair in case["headers"]], bytes.fromhex(case["body"]))

    def verify(self, response=None, request=None, with_certificate=True):
        response, request, certified = response or self.response, request or self.request, self.case.get("certified")
        if certified and with_certificate:
            return verify(
                request, response, bytes.fromhex(certified["canister"]), bytes.fromhex(certified["key"]),
                certified["time"])
        return verify_in_tree(request, response, bytes.fromhex(self.case["certifiedData"]))

    def judge(self):
        try:
            expression = self.verify()
        except Refused as refusal:
            expect(not self.case["valid"], True, f"a proven response, but it is refused: {refusal}; so valid is false:")
            return
        expect(True, self.case["valid"], "a verdict of")
        if self.case["tamper"]:
            for name, changed in self.changes(expression):
                self.expect_refused(name, changed)
            for changed in self.changed_certificates():
                self.expect_refused("the certificate", changed, with_certificate=True)

    def expect_refused(self, name, changed, with_certificate=False):
        try:
            self.verify(changed, with_certificate=with_certificate)
        except Refused:
            return
        raise Failed(f"a response with a change in {name} is believed")

    def changes(self, expression):
        """The response with one byte changed, for each byte that is certified."""
        response = self.response
        if not expression.certifies_nothing:
            for status in {response.status + 1, response.status - 1, 200, 404} - {response.status}:
                yield "the status", replace(response, status=status)
            for place in range(len(response.body)):
                yield f"byte {place} of the body", replace(response, body=changed_at(response.body, place))
            yield "the body's length", replace(response, body=response.body + b"\0")
        for index, (name, value) in enumerate(response.headers):
            is_certified = not expression.certifies_nothing and expression.certifies(name)
            if name.lower() == EXPRESSION or name.lower() != CERTIFICATE and is_certified:
                for other in changed_texts(value):
                    yield f"the header {name}", self.with_header(index, name, other)
                for other in changed_texts(name):
                    yield f"the name {name}", self.with_header(index, other, value)
                yield f"the header {name}, left out", self.with_header(index, None, None)
        for field in ("tree", "expr_path"):
            index, name, data = self.field(field)
            for place in range(len(data)):
                yield f"byte {place} of {field}", self.with_field(index, name, field, changed_at(data, place))

    def changed_certificates(self):
        if self.case.get("certified"):
            index, name, data = self.field("certificate")
            for place in random.Random(len(data)).sample(range(len(data)), CERTIFICATE_CHANGES):
                yield self.with_field(index, name, "certificate", changed_at(data, place))

    def field(self, field):
        index = next(i for i, (name, _) in enumerate(self.response.headers) if name.lower() == CERTIFICATE)
        name, value = self.response.headers[index]
        return index, name, base64.b64decode(value.split(f"{field}=:")[1].split(":")[0])

    def with_field(self, index, name, field, data):
        value = self.response.headers[index][1]
        old = value.split(f"{field}=:")[1].split(":")[0]
        return self.with_header(index, name, value.replace(f"=:{old}:", f"=:{base64.b64encode(data).decode()}:"))

    def with_header(self, index, name, value):
        headers = list(self.response.headers)
        headers[index:index + 1] = [(name, value)] if name is not None else []
        return replace(self.response, headers=headers)


def changed_at(data, place):
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1:]


def changed_texts(text):
    """A text with one character changed; the case of a letter is not one that names have."""
    for place, character in enumerate(text):
        yield text[:place] + chr(ord(character) ^ 1) + text[place + 1:]


def judge():
    checks = Checks()
    for line in sys.stdin:
        case = Case(json.loads(line))
        checks(case.case["name"])(case.judge)
    main(checks)


if __name__ == "__main__":
    if sys.argv[1:2] == ["certify"]:
        certify(*sys.argv[2:])
    else:
        judge()
