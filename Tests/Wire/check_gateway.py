"""Judges how canisters answer requests over HTTP: `http_request`, `http_request_update`, bodies in pieces, and what is
passed on.

    check_gateway.py URL
"""

import http.client
import sys
import urllib.parse

import gateway
from checks import Checks, expect, expect_in, expect_that
from client import cbor, management, principals, transport
from client.identities import Anonymous
from gateway import Pages, decoded, piece, response, streaming
from rejects import NOBODY
from scene import Scene, judge, refused

checks = Checks()
LIMIT = 2 * 1024 * 1024


class GatewayScene(Scene):
    _pages = None

    @property
    def pages(self):
        if self._pages is None:
            self._pages = Pages(self)
        return self._pages


def show(pages, path="/", **more):
    return transport.exchange(pages.url, more.pop("method", "GET"), path, more.pop("body", None), more)


@checks("a canister's page is at its name before .localhost, in whatever letters, and at ?canisterId=")
def places(scene):
    pages = scene.pages
    pages.prepare(0, response(b"hello", fields=[("content-type", "text/plain")]))
    port = pages.url.rpartition(":")[2]
    for host in (pages.host(), f"{pages.id}.localhost", f"{pages.id.upper()}.LocalHost:{port}"):
        got = show(pages, "/some/page?a=b", Host=host)
        expect((got.status, got.body, got.header("content-type")), (200, b"hello", "text/plain"), "the page")
    for path in (f"/?canisterId={pages.id}", f"/page?a=b&canisterId={pages.id}&c"):
        expect(show(pages, path).body, b"hello", "the page")
    # A page that was reached by the parameter finds what it needs; one of elsewhere does not.
    host = pages.url.removeprefix("http://")
    expect(show(pages, "/style.css", Referer=f"http://{host}/?canisterId={pages.id}").body, b"hello", "the page")
    expect(show(pages, "/style.css", Referer=f"http://else.where/?canisterId={pages.id}").status, 404, "status")


@checks("a replica's addresses are its own at every host, others under /api the canister's; else there is nothing")
def api(scene):
    pages = scene.pages
    pages.prepare(0, response(b"hello"))
    got = pages.ask("/api/v2/status")
    expect(got.content_type, "application/cbor", "content type")
    expect_that("root_key" in cbor.decode(got.body), "the replica's status", got.body)
    for path in ("/api/v2/canister/aaaaa-aa/nothing", "/api/v9/subnet/", "/api/v9/status"):
        refused(pages.ask(path), (404,), "/api/v2/status")
    for path in ("/api", "/api/items", "/api/v2", "/api/v2/items/7", "/api/v2/status/all", "/api/v2/canister"):
        expect(pages.ask(path).body, b"hello", f"the page at {path}")
    expect(show(pages, f"/api/items?canisterId={pages.id}").body, b"hello", "the page")
    refused(show(pages, "/api/items"), (404,), "/api/v2/status")
    refused(show(pages, "/"), (404,), "canisterId", ".localhost")


@checks("a host or parameter that is no canister's is refused with words")
def no_canisters(scene):
    pages = scene.pages
    refused(show(pages, Host="hello.localhost"), (400,), "hello", "no canister")
    wrong = pages.id[:-1] + ("a" if pages.id[-1] != "a" else "b")
    refused(show(pages, f"/?canisterId={wrong}"), (400,), wrong)
    refused(show(pages, "/?canisterId="), (400,), "no canister")
    for nobody in (NOBODY, b"", Anonymous().sender, scene.controller.sender):
        refused(show(pages, Host=f"{principals.text_of(nobody)}.localhost"), (404,), "no canister")


@checks("a canister without http_request, without code, or stopped tells so")
def no_pages(scene):
    probe = principals.text_of(scene.probe)
    refused(show(scene.pages, Host=f"{probe}.localhost"), (404,), probe, "http_request")
    empty = principals.text_of(scene.create())
    refused(show(scene.pages, Host=f"{empty}.localhost"), (404,), empty, "no code")
    pages = Pages(scene)
    pages.prepare(0, response(b"hello"))
    scene.manage("stop_canister", management.canister(pages.canister), pages.canister)
    refused(pages.ask(), (503,), pages.id, "stopped")


@checks("a canister that traps, or replies what is no response, is told of with 502")
def failures(scene):
    pages = Pages(scene)
    refused(pages.ask(), (502,), "nothing was prepared")
    for message in (b"nonsense", b"DIDL\0\0", gateway.encode(("nat", 7))):
        pages.prepare(0, message)
        refused(pages.ask(), (502,), "http_request")


@checks("the canister gets method, URL, headers, body and version as they were sent")
def request(scene):
    pages = Pages(scene)
    body = bytes(range(256)) * 20

    def ask():
        return pages.ask(
            "/a%20b/c?d=e&f=%C3%BC", "POST", body, X_One="1", X_two="zwei; drei", Cookie="a=b; c=d")

    # An update keeps what it was asked with; the query's message has the version beside, and that tells its size.
    pages.prepare(0, response(upgrade=True))
    pages.prepare(1, response(b"updated"))
    expect(ask().body, b"updated", "body")
    seen = decoded(scene.replica.query(pages.canister, "asked", b""))
    expect(seen["version"], "absent", "certificate version of an update")
    pages.echo(len(gateway.query_request(seen)))
    got = ask()
    expect(got.status, 200, f"status ({cbor.shown(got.body, 200)})")
    seen = decoded(got.body)
    expect((seen["method"], seen["url"], seen["body"]), ("POST", "/a%20b/c?d=e&f=%C3%BC", body), "request")
    expect(seen["version"], [2], "certificate version")
    told = [(name.lower(), value) for name, value in seen["headers"]]
    for pair in (("host", pages.host()), ("x-one", "1"), ("x-two", "zwei; drei"), ("cookie", "a=b; c=d")):
        expect_in(pair, told, "a header among those told")
    expect(len(told), 5, "number of headers")  # Content-Length too.


@checks("status, headers and body are passed on, also of what is not certified")
def passed_on(scene):
    pages = scene.pages
    expression = "default_certification(ValidationArgs{})"
    fields = [
        ("IC-CertificateExpression", expression),
        ("Set-Cookie", "a=b"), ("Set-Cookie", "c=d"), ("X-Odd", "ä \t~"), ("ETag", '"x"'),
    ]
    for status in (200, 201, 302, 404, 418, 500, 599):
        pages.prepare(0, response(b"body of it", status, fields))
        got = pages.ask()
        expect((got.status, got.body), (status, b"body of it"), "response")
        expect(got.header("ic-certificateexpression"), expression, "expression")
        expect(got.header("etag"), '"x"', "ETag")
    address = urllib.parse.urlsplit(pages.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    connection.request("GET", "/", headers={"Host": pages.host()})
    cookies = [value for name, value in connection.getresponse().getheaders() if name.lower() == "set-cookie"]
    connection.close()
    expect(cookies, ["a=b", "c=d"], "cookies")


@checks("what says that it is certified and is not, is refused with the reason, as gateways of the network do")
def not_certified(scene):
    pages = scene.pages
    for certificate, reason in (
        ("", "members such as"),
        ("certificate=:2dn3:, tree=:2dn3:, version=2", "has no 'expr_path'"),
        ("certificate=:2dn3:, tree=:2dn3:, version=2, expr_path=:2dn3:", "no array of texts"),
        ("certificate=:2dn3o2R0cmVl:, tree=:2dn3gwGDAYMB:, version=2, expr_path=:2dn3gWlodHRwX2V4cHI=:", "certificate"),
    ):
        pages.prepare(0, response(b"body of it", 200, [("IC-Certificate", certificate)]))
        got = pages.ask()
        expect(got.status, 502, "status")
        expect_in(reason, got.body.decode(), "reason")
    # By the rules of version 1 the network verifies it; here it is passed on.
    pages.prepare(0, response(b"body of it", 200, [("IC-Certificate", "certificate=:2dn3:, tree=:2dn3:")]))
    got = pages.ask()
    expect((got.status, got.body), (200, b"body of it"), "response of version 1")


@checks("headers of one connection are the server's; what HTTP does not allow is refused with 502")
def sanitised(scene):
    pages = scene.pages
    fields = [
        ("Connection", "close"), ("Transfer-Encoding", "chunked"), ("Content-Length", "3"), ("Keep-Alive", "1"),
        ("Upgrade", "websocket"), ("Trailer", "x"), ("X-Kept", "yes"),
    ]
    pages.prepare(0, response(b"seven b", fields=fields))
    got = pages.ask()
    expect((got.status, got.body, got.header("x-kept")), (200, b"seven b", "yes"), "response")
    expect(got.header("content-length"), "7", "Content-Length")
    for name in ("transfer-encoding", "keep-alive", "upgrade", "trailer"):
        expect(got.header(name), None, name)
    for bad in (("X-Split", "a\r\nSet-Cookie: evil=1"), ("X Space", "a"), ("", "a"), ("X-Nul", "a\0b"), ("X:Colon", "a")):
        pages.prepare(0, response(b"x", fields=[bad]))
        got = pages.ask()
        refused(got, (502,), "header")
        expect(got.header("set-cookie"), None, "cookie")
    for status in (0, 99, 100, 101, 199, 600, 65535):
        pages.prepare(0, response(b"x", status))
        refused(pages.ask(), (502,), f"{status}")
    pages.prepare(0, response(b"x", fields=[("X-Long", "y" * 70_000)]))
    refused(pages.ask(), (502,), "headers")


@checks("HEAD has the headers and no body; 204 and 304 have none either")
def without_bodies(scene):
    pages = scene.pages
    pages.prepare(0, response(b"hello", fields=[("content-type", "text/plain")]))
    got = pages.ask(method="HEAD")
    expect((got.status, got.body), (200, b""), "response")
    expect((got.header("content-length"), got.header("content-type")), ("5", "text/plain"), "headers")
    pages.prepare(0, response(b"", fields=[("content-length", "12345")]))
    expect(pages.ask(method="HEAD").header("content-length"), "12345", "Content-Length")
    for status in (204, 304):
        pages.prepare(0, response(b"ignored", status))
        got = pages.ask()
        expect((got.status, got.body), (status, b""), "response")


@checks("browsers of other origins are let in, unless the canister says itself whom it lets in")
def cross_origin(scene):
    pages = scene.pages
    pages.prepare(0, response(b"hello"))
    expect(pages.ask(Origin="http://a.test").header("access-control-allow-origin"), "*", "allowed origin")
    pages.prepare(0, response(b"hello", fields=[("Access-Control-Allow-Origin", "http://b.test")]))
    expect(pages.ask(Origin="http://b.test").header("access-control-allow-origin"), "http://b.test", "allowed origin")
    asked = {"Origin": "http://a.test", "Access-Control-Request-Method": "PUT"}
    got = pages.ask(method="OPTIONS", **asked)
    expect((got.status, got.header("access-control-allow-origin")), (204, "*"), "preflight")
    expect_in("PUT", got.header("access-control-allow-methods").split(", "), "a method among those allowed")
    # Other requests by this method are the canister's.
    expect(pages.ask(method="OPTIONS").body, b"hello", "body")


@checks("upgrade = true sends the request again as an update, in nobody's name, and its response counts")
def upgraded(scene):
    pages = Pages(scene)
    pages.prepare(0, response(b"ignored", 404, [("X-Ignored", "1")], upgrade=True))
    # What it says of an upgrade is not looked at.
    pages.prepare(1, response(b"from the update", 201, [("X-From", "update")], upgrade=True))
    got = pages.ask("/form?x=1", "PUT", b"sent")
    expect((got.status, got.body, got.header("x-from")), (201, b"from the update", "update"), "response")
    expect(got.header("x-ignored"), None, "header of the query")
    seen = decoded(scene.replica.query(pages.canister, "asked", b""))
    expect((seen["method"], seen["url"], seen["body"]), ("PUT", "/form?x=1", b"sent"), "request")
    expect(scene.replica.query(pages.canister, "asker", b""), Anonymous().sender, "caller")
    pages.prepare(0, response(b"not", upgrade=False))
    expect(pages.ask().body, b"not", "body without an upgrade")


@checks("an update that is not there or fails is told of")
def failing_updates(scene):
    pages = Pages(scene)
    pages.prepare(0, response(upgrade=True))
    refused(pages.ask(), (502,), "nothing was prepared")
    pages.prepare(1, b"nonsense")
    refused(pages.ask(), (502,), "http_request_update")


@checks("a body comes in pieces until there is no token, with tokens of whatever type")
def streamed(scene):
    pages = Pages(scene)
    pages.prepare(0, streaming(pages.canister, 4, b"one "))
    pages.prepare(4, piece(b"two ", 5))
    pages.prepare(5, piece(b"", 6))
    pages.prepare(6, piece(b"three"))
    got = pages.ask()
    expect((got.status, got.body), (200, b"one two three"), "response")
    expect(got.header("content-length"), "13", "Content-Length")
    large = bytes(1_900_000)
    pages.prepare(5, piece(large, 6))
    expect(len(pages.ask().body), 4 + 4 + len(large) + 5, "size of a large body")
    expect(pages.ask(method="HEAD").body, b"", "body with HEAD")


@checks("pieces are records or, as the specification has them, opt records: null is the end, a misfit is not")
def optional_pieces(scene):
    pages = Pages(scene)
    optional = ("opt", gateway.PIECE)
    pages.prepare(0, streaming(pages.canister, 4, b"one "))
    pages.prepare(4, piece(b"two ", 5, optional))
    pages.prepare(5, piece(b"three", kind=optional))
    expect(pages.ask().body, b"one two three", "body")
    pages.prepare(5, gateway.encode((optional, None)))
    expect(pages.ask().body, b"one two ", "body")
    pages.prepare(5, gateway.encode((("opt", gateway.record(body="nat")), {"body": 7})))
    refused(pages.ask(), (502,), "more")


@checks("the response of an update comes in pieces too")
def streamed_update(scene):
    pages = Pages(scene)
    pages.prepare(0, response(upgrade=True))
    pages.prepare(1, streaming(pages.canister, 4, b"up"))
    pages.prepare(4, piece(b"dated"))
    expect(pages.ask().body, b"updated", "body")


@checks("pieces of another canister, of a method that is no query, that fail or never end are refused with 502")
def bad_streams(scene):
    pages = Pages(scene)
    pages.prepare(0, streaming(pages.canister, 4, callee=scene.probe))
    refused(pages.ask(), (502,), principals.text_of(scene.probe))
    pages.prepare(0, streaming(pages.canister, 4, method="prepare"))
    refused(pages.ask(), (404, 502), "prepare")
    pages.prepare(0, streaming(pages.canister, 9))
    refused(pages.ask(), (502,), "more", "nothing was prepared")
    pages.prepare(9, b"nonsense")
    refused(pages.ask(), (502,), "more")
    pages.prepare(9, piece(b"again", 9))
    refused(pages.ask(), (502,), "pieces")


@checks("a body of 2 MiB is taken for a query, a larger one refused with 413; as an update too")
def body_limit(scene):
    pages = Pages(scene)
    pages.prepare(0, response(b"taken"))
    expect(pages.ask(method="POST", body=bytes(LIMIT)).body, b"taken", "body")
    refused(pages.ask(method="POST", body=bytes(LIMIT + 1)), (413,), f"{LIMIT}")
    pages.prepare(0, response(upgrade=True))
    pages.prepare(1, response(b"updated"))
    expect(pages.ask(method="POST", body=bytes(LIMIT - 4096)).body, b"updated", "body")
    refused(pages.ask(method="POST", body=bytes(LIMIT)), (413,), "bytes")


if __name__ == "__main__":
    judge(checks, GatewayScene(sys.argv[1]))
