"""Judges how a replica refuses what comes to a wrong address, by a wrong method, or is too large: by the status that
the interface names, with text that tells why.

    check_addresses.py URL
"""

import http.client
import socket
import urllib.parse

from checks import Checks, expect, expect_in, expect_that
from client import management, principals, requests, transport
from plain_requests import KINDS, envelope
from scene import BAD_REQUEST, judge, refused

checks = Checks()
MEGABYTE = 1 << 20


@checks("an unknown path: 404")
def unknown_path(scene):
    canister = "canister/aaaaa-aa"
    for path in ("/api/v2/nonsense", "/api/v9/status", f"/api/v2/{canister}/nonsense", f"/api/v1/{canister}/call"):
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


if __name__ == "__main__":
    judge(checks)
