"""Judges how a replica refuses what is no request: by the status that the interface names, with text that tells why.

    check_errors.py URL
"""

import http.client
import os
import socket
import urllib.parse

import cbor2

from checks import Checks, expect, expect_in, expect_that
from client import cbor, management, principals, requests, transport
from scene import BAD_REQUEST, judge, refused

checks = Checks()
KINDS = [("call", 2), ("call", 3), ("call", 4), ("query", 2), ("query", 3), ("read_state", 2), ("read_state", 3)]
MEGABYTE = 1 << 20


def envelope(scene, kind, **more):
    contents = {
        "call": requests.call(scene.probe, "add", b"", b"\x04"),
        "query": requests.query(scene.probe, "count", b"", b"\x04"),
        "read_state": requests.read_state([[b"time"]], b"\x04"),
    }
    return requests.envelope({**contents[kind], **more}, scene.anonymous)


@checks("an unknown path: 404")
def unknown_path(scene):
    for path in ("/api/v2/nonsense", "/api/v9/status", "/api/v2/canister/aaaaa-aa/nonsense", "/api/v1/canister/aaaaa-aa/call"):
        for method in ("GET", "POST"):
            response = transport.exchange(scene.replica.url, method, path, b"" if method == "POST" else None)
            expect(response.status, 404, f"status of {method} {path}")
            expect_that(response.text.strip(), "a text that tells why", response.body)


@checks("GET where one posts: 404 or 405")
def wrong_method(scene):
    for kind, version in KINDS:
        response = transport.exchange(scene.replica.url, "GET", scene.replica.path(version, kind, scene.probe))
        expect_in(response.status, (404, 405), f"status of {kind} v{version} one of")


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
        refused(scene.replica.post(version, kind, scene.probe, envelope(scene, kind, request_type="nonsense")), BAD_REQUEST)

    @checks(f"{kind} v{version}: an address that is no principal: 400")
    def no_principal(scene, kind=kind, version=version):
        good = principals.text_of(scene.probe)
        for text in ("nonsense", "aaaaa-ab", good[:-1] + ("a" if good[-1] != "a" else "b"), "%20", "2vxsx-fae-aaaaa"):
            refused(scene.replica.post(version, kind, text, envelope(scene, kind)), BAD_REQUEST)

    @checks(f"{kind} v{version}: a body of more than 5 MiB: 413, and the replica goes on")
    def too_large(scene, kind=kind, version=version):
        response = scene.replica.post(version, kind, scene.probe, b"\0" * (5 * MEGABYTE + 1))
        refused(response, (413,))
        scene.replica.wait_until_healthy()

    @checks(f"{kind} v{version}: another content type: 4xx")
    def other_content_type(scene, kind=kind, version=version):
        body = requests.encode(envelope(scene, kind))
        path = scene.replica.path(version, kind, scene.probe)
        response = transport.exchange(scene.replica.url, "POST", path, body, {"Content-Type": "text/html"})
        refused(response, (400, 415))


@checks("a body of unknown length, in chunks, that grows beyond 5 MiB: 413, and not read to its end")
def chunked(scene):
    address = urllib.parse.urlsplit(scene.replica.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    connection.putrequest("POST", scene.replica.path(3, "query", scene.probe))
    connection.putheader("Content-Type", "application/cbor")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b"10000\r\n" + b"\0" * 0x10000 + b"\r\n"
    try:
        for _ in range(64 * 16):
            connection.send(chunk)
    except OSError:
        pass
    try:
        expect(connection.getresponse().status, 413, "status")
    except (OSError, http.client.HTTPException):
        pass  # It may also hang up on who goes on sending.
    connection.close()
    scene.replica.wait_until_healthy()


@checks("a body in chunks is a body")
def chunked_body(scene):
    body = requests.encode(envelope(scene, "query"))
    parts = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:10], body[10:])) + b"0\r\n\r\n"
    response = transport.exchange(
        scene.replica.url, "POST", scene.replica.path(3, "query", scene.probe), parts,
        {"Content-Type": "application/cbor", "Transfer-Encoding": "chunked"})
    expect(response.status, 200, "status")


@checks("another effective canister than the call's: 400, and the text names both")
def wrong_effective(scene):
    other = scene.create()
    for kind, version in KINDS[:5]:
        response = scene.replica.post(version, kind, other, envelope(scene, kind))
        refused(response, BAD_REQUEST, principals.text_of(scene.probe), principals.text_of(other))


@checks("another effective canister than the one that a management call is about: 400")
def wrong_effective_of_management(scene):
    other = scene.create()
    content = requests.call(
        management.ID, "canister_status", management.canister(scene.probe), scene.controller.sender)
    for version in (2, 3, 4):
        refused(scene.replica.submit(content, scene.controller, other, version), BAD_REQUEST)
    question = requests.query(
        management.ID, "canister_status", management.canister(scene.probe), scene.controller.sender)
    for version in (2, 3):
        signed = requests.envelope(question, scene.controller)
        refused(scene.replica.post(version, "query", other, signed), BAD_REQUEST)


@checks("calls and queries at a subnet's address are for its administrators: 4xx")
def at_subnet(scene):
    for kind, version in (("call", 4), ("query", 3)):
        response = scene.replica.post(version, kind, scene.replica.root_subnet, envelope(scene, kind), of="subnet")
        refused(response, (400, 403, 404))


@checks("a content with a field for canisters' signatures, which is not for these keys: taken as it is signed, or 400")
def sender_info(scene):
    info = {"info": b"i", "signer": scene.probe, "sig": b"s"}
    for kind, version in KINDS[:5]:
        response = scene.replica.post(version, kind, scene.probe, envelope(scene, kind, sender_info=info))
        expect_in(response.status, (200, 202, 400), f"status of {kind} v{version} one of")


@checks("who begins requests and does not end them keeps nobody waiting")
def unfinished(scene):
    address = urllib.parse.urlsplit(scene.replica.url)
    head = f"POST {scene.replica.path(3, 'query', scene.probe)} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    waiting = [socket.create_connection((address.hostname, address.port), 60) for _ in range(64)]
    try:
        for number, connection in enumerate(waiting):
            connection.sendall(head.encode()[: 20 + number * 2] if number % 2 else head.encode() + b"\r\n\xd9\xd9")
        expect(scene.replica.query(scene.probe, "echo", b"served"), b"served", "reply")
        expect(scene.add() > 0, True, "a call")
    finally:
        for connection in waiting:
            connection.close()
    scene.replica.wait_until_healthy()


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
