"""Judges how a replica refuses bodies that are no requests: with 400 and text that tells why, whatever they are.

    check_malformed.py URL
"""

import os

import cbor2

from checks import Checks, expect, expect_in, expect_that
from client import requests
from plain_requests import KINDS, envelope
from scene import BAD_REQUEST, judge, refused

checks = Checks()
MEGABYTE = 1 << 20


for kind, version in KINDS:

    @checks(f"{kind} v{version}: a body that is not CBOR, none, a part of one, or with bytes behind it: 400")
    def not_cbor(scene, kind=kind, version=version):
        whole = requests.encode(envelope(scene, kind))
        for body in (b"no CBOR", b"", b"\xff", whole[: len(whole) // 2], whole + b"\0", whole[:-1], b"\xd9\xd9\xf7"):
            refused(scene.replica.post(version, kind, scene.probe, body), BAD_REQUEST)

    @checks(f"{kind} v{version}: CBOR that is no envelope: 400")
    def no_envelope(scene, kind=kind, version=version):
        good = envelope(scene, kind)
        without_content = {"sender_pubkey": b""}
        texts = {**good, "content": {**good["content"], "sender": "2vxsx-fae"}}
        for value in ([], 1, "text", {}, without_content, {"content": []}, {"content": {}}, texts):
            refused(scene.replica.post(version, kind, scene.probe, value), BAD_REQUEST)

    @checks(f"{kind} v{version}: each field is needed and has its type: 400")
    def fields(scene, kind=kind, version=version):
        content = envelope(scene, kind)["content"]
        for name, value in content.items():
            cases = [{**content, name: [value]}, {**content, name: None}, {**content, name: 1.5}]
            if name != "nonce":
                cases.append({key: other for key, other in content.items() if key != name})
            for case in cases:
                response = scene.replica.post(version, kind, scene.probe, {"content": case})
                # Whoever takes null for an optional field that is not there is lenient, and allowed to be.
                if name == "nonce" and case["nonce"] is None and response.status in (200, 202):
                    continue
                refused(response, BAD_REQUEST)

    @checks(f"{kind} v{version}: the request type of another: 400")
    def another_type(scene, kind=kind, version=version):
        for other in {"call", "query", "read_state"} - {kind}:
            value = requests.encode({"content": envelope(scene, other)["content"]})
            refused(scene.replica.post(version, kind, scene.probe, value), BAD_REQUEST)
        nonsense = envelope(scene, kind, request_type="nonsense")
        refused(scene.replica.post(version, kind, scene.probe, nonsense), BAD_REQUEST)


@checks("a content with a field for canisters' signatures, which is not for these keys: taken as it is signed, or 400")
def sender_info(scene):
    info = {"info": b"i", "signer": scene.probe, "sig": b"s"}
    for kind, version in KINDS[:5]:
        response = scene.replica.post(version, kind, scene.probe, envelope(scene, kind, sender_info=info))
        expect_in(response.status, (200, 202, 400), f"status of {kind} v{version} one of")


@checks("a method name whose length was counted in UTF-16, as one released encoder writes it: 400")
def malformed_text(scene):
    whole = requests.encode(envelope(scene, "call", method_name="grüße"))
    broken = whole.replace(b"\x67gr\xc3\xbc\xc3\x9fe", b"\x65gr\xc3\xbc\xc3\x9fe")
    expect_that(broken != whole, "the name in the encoded request", whole)
    refused(scene.replica.post(3, "call", scene.probe, broken), BAD_REQUEST)


@checks("text that is not UTF-8: 400")
def not_utf8(scene):
    whole = requests.encode(envelope(scene, "call", method_name="abcdefg"))
    refused(scene.replica.post(3, "call", scene.probe, whole.replace(b"abcdefg", b"abc\xff\xfefg")), BAD_REQUEST)


@checks("CBOR that promises more than it has, or nests without end: 400, and the replica goes on")
def bombs(scene):
    bombs = [
        b"\xd9\xd9\xf7\x5b" + b"\xff" * 8, b"\xd9\xd9\xf7\x9b" + b"\xff" * 8, b"\xd9\xd9\xf7\xbb\x7f" + b"\xff" * 7,
        b"\x81" * MEGABYTE, b"\xd9\xd9\xf7" * MEGABYTE, b"\x9f" * MEGABYTE, b"\xa1\x67content" * 100_000,
        b"\xa1\x67content\xa1\x65paths" + b"\x81" * 500_000,
    ]
    for bomb in bombs:
        for kind, version in (("call", 3), ("query", 2), ("read_state", 2)):
            refused(scene.replica.post(version, kind, scene.probe, bomb), BAD_REQUEST)
    scene.replica.wait_until_healthy()
    expect(scene.replica.query(scene.probe, "echo", b"still there"), b"still there", "reply")


@checks("a field that stands twice: 400")
def duplicates(scene):
    content = envelope(scene, "query")["content"]
    parts = b"".join(cbor2.dumps(name) + cbor2.dumps(value) for name, value in content.items())
    again = cbor2.dumps("method_name") + cbor2.dumps("echo")
    body = b"\xd9\xd9\xf7\xa1\x67content" + bytes([0xA0 + len(content) + 1]) + parts + again
    refused(scene.replica.post(3, "query", scene.probe, body), BAD_REQUEST)


@checks("random bytes, and requests with random bytes changed, are answered: never by 5xx")
def fuzz(scene):
    whole = bytearray(requests.encode(requests.envelope(
        requests.query(scene.probe, "echo", b"argument", scene.controller.sender), scene.controller)))
    for _ in range(200):
        changed = bytearray(whole)
        for byte in os.urandom(2):
            changed[byte * len(changed) // 256] ^= 1 << byte % 8
        response = scene.replica.post(3, "query", scene.probe, bytes(changed))
        expect_that(response.status in (200, 400, 403), f"200, 400 or 403 for {bytes(changed).hex()}", response.status)
        response = scene.replica.post(3, "query", scene.probe, os.urandom(64))
        expect(response.status, 400, "status of random bytes")


if __name__ == "__main__":
    judge(checks)
