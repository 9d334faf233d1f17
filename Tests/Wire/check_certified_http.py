"""Judges what a canister serves over HTTP: each response is verified as a gateway of the network does, by code of its own.

    check_certified_http.py URL PAGES PAGES_LATER    the modules of a canister with files, and of its later version
"""

import base64
import pathlib
import random
import sys
from functools import cached_property
from urllib.parse import quote

import http_response
from check_websocket_session import Session
from checks import Checks, expect, expect_in, expect_that
from client import candid, cbor, principals, transport
from http_response import CERTIFICATE, Refused, Request, Response
from scene import Scene, judge

checks = Checks()
SITES = pathlib.Path(__file__).parent.parent / "Canisters"
APP_MESSAGE = candid.record(text="text")
# What the replica's own HTTP server says of the connection.
OF_SERVER = {"content-length", "date", "server", "connection", "keep-alive", "access-control-allow-origin",
             "access-control-expose-headers"}


def files(name):
    """The files of a site by their paths."""
    folder = SITES / name / "Site"
    return {
        f"/{file.relative_to(folder).as_posix()}": file.read_bytes() for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.startswith(".")}


class Served(Scene):
    def __init__(self, url, pages, later):
        super().__init__(url)
        self.modules = [pathlib.Path(path).read_bytes() for path in (pages, later)]

    def new(self):
        return Site(self, self.deploy(self.modules[0]))

    @cached_property
    def site(self):
        return self.new()


class Site:
    """A canister that serves files, asked over HTTP."""

    def __init__(self, scene, canister):
        self.scene, self.replica, self.canister = scene, scene.replica, canister

    def ask(self, path="/", method="GET", body=None):
        """The response with what was asked, not verified."""
        port = self.replica.url.rpartition(":")[2]
        host = f"{principals.text_of(self.canister)}.localhost:{port}"
        got = transport.exchange(self.replica.url, method, path, body, {"Host": host})
        headers = [(name, value) for name, value in got.headers.items() if name not in OF_SERVER]
        return Request(path, method, [("host", host)], body or b""), Response(got.status, headers, got.body)

    def verified(self, path="/", method="GET", body=None, whole=None):
        """The same, verified; `whole` is the body where it is not passed on."""
        request, response = self.ask(path, method, body)
        if whole is not None:
            response.body = whole
        http_response.verify_in_tree(request, response, self.certified_data(response))
        return response

    def certified_data(self, response):
        """Of the response's own certificate, whose signature is verified with all others in the end."""
        header = http_response.CertificateHeader(response.only(CERTIFICATE))
        certificate = self.replica.certificate(header.certificate, self.canister)
        return certificate.value([b"canister", self.canister, b"certified_data"])

    def serve(self, path, kind, body):
        argument = candid.encode(("text", path), ("text", kind), (candid.BLOB, body))
        tag, value = candid.decode(self.replica.call(self.canister, "serve", argument))[0]
        return None if tag == candid.field_id("Ok") else value


def header(response, name):
    return dict(response.headers).get(name)


@checks("each file is served at its path, certified, with its bytes, its type and the site's headers")
def each_file(scene):
    for path, body in files("Pages").items():
        response = scene.site.verified(quote(path))
        expect((response.status, response.body), (200, body), f"response at {path}")
        expect(header(response, "x-content-type-options"), "nosniff", "x-content-type-options")
        policy = "default-src 'self'; connect-src ws: wss:" if path.endswith(".html") else None
        expect(header(response, "content-security-policy"), policy, f"content-security-policy of {path}")
    kinds = {"/": "text/html; charset=utf-8", "/style.css": "text/css; charset=utf-8", "/images/table.png": "image/png"}
    for path, kind in kinds.items():
        expect(header(scene.site.verified(path), "content-type"), kind, f"content-type of {path}")


@checks("a folder has its index.html, with or without a query; the folder without a slash leads there")
def folders(scene):
    index = files("Pages")["/index.html"]
    for path in ("/", "/?a=b&canisterId=x", "/index.html?"):
        expect(scene.site.verified(path).body, index, f"body at {path}")
    expect(scene.site.verified("/docs/").body, files("Pages")["/docs/index.html"], "body at /docs/")
    response = scene.site.verified("/docs")
    expect((response.status, header(response, "location")), (301, "/docs/"), "response at /docs")


@checks("paths with nothing get 404.html with status 404, certified to have nothing more specific")
def nothing(scene):
    page = files("Pages")["/404.html"]
    for path in ("/nothing", "/docs/nothing", "/docs/deep", "/docs/deep/", "/index.html/", "/a/b/c/d/e?f=g", "/.hidden",
                 "/%F0%9F%90%9A", "/docs/%C3%BCber%20uns"):
        response = scene.site.verified(path)
        expect((response.status, response.body), (404, page), f"response at {path}")


@checks("HEAD is verified with the body that it leaves out; other methods get 405, and 404 where nothing is")
def methods(scene):
    index = files("Pages")["/index.html"]
    response = scene.site.verified("/", "HEAD", whole=index)
    expect(response.status, 200, "status")
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        response = scene.site.verified("/", method, b"something")
        expect((response.status, header(response, "allow")), (405, "GET, HEAD"), f"response to {method}")
        expect(scene.site.verified("/nothing", method, b"something").status, 404, "status")


@checks("what is set at run time is certified at once, up to the limits; what is removed is gone")
def at_run_time(scene):
    site = scene.new()
    for number in range(3):
        expect(site.serve(f"/api/{number}.json", "application/json", b"[%d]" % number), None, "outcome")
    for number in range(3):
        response = site.verified(f"/api/{number}.json")
        expect((response.body, header(response, "content-type")), (b"[%d]" % number, "application/json"), "response")
    expect_in("3 responses already", site.serve("/api/3.json", "application/json", b"[]"), "an error with")
    for number in range(2):
        expect(site.serve(f"/api/{number}.json", "text/plain", bytes(2_000_000)), None, "outcome")
    expect(len(site.verified("/api/0.json").body), 2_000_000, "bytes of a large body")
    expect_in("4194304 bytes together", site.serve("/api/2.json", "text/plain", bytes(300_000)), "an error with")
    removal = site.replica.call(site.canister, "unserve", candid.encode(("text", "/api/0.json")))
    expect(bool(candid.decode(removal)[0]), True, "whether it was there")
    expect(site.verified("/api/0.json").status, 404, "status of what was removed")
    expect(site.verified("/api/2.json").body, b"[2]", "body of another")


@checks("files and messages of WebSockets are proven side by side, also after an upgrade to other files")
def upgraded(scene):
    site = scene.new()
    session = Session(scene, site.canister)
    expect(session.open(), None, "outcome of ws_open")

    def say(text):
        said = candid.encode((APP_MESSAGE, {"text": text}))
        expect(session.send(said), None, "outcome of ws_message")

    say("before")
    expect(site.verified("/").body, files("Pages")["/index.html"], "body while messages are queued")
    expect(len(session.page().verified(scene.replica, site.canister)), 2, "number of messages")
    scene.install(site.canister, scene.modules[1], mode="upgrade")
    # The messages that waited are proven by the new root, without a message in between.
    expect(len(session.receive()), 2, "number of messages after the upgrade")
    later = files("PagesLater")
    for path, body in later.items():
        expect(site.verified(path).body, body, f"body at {path} after the upgrade")
    for path in set(files("Pages")) - set(later):
        response = site.verified(quote(path))
        expect((response.status, response.body), (404, b"404: there is nothing here"), f"response at {path}")
    say("after")
    texts = [candid.field(candid.decode(one["content"])[0], "text") for one in session.receive()]
    expect(texts, ["after"], "texts")
    expect(site.verified("/").body, later["/index.html"], "body while messages are queued")
    expect(session.close(), None, "outcome of ws_close")


def changed(data, position):
    return data[:position] + bytes([data[position] ^ 1]) + data[position + 1:]


def positions(data, count=8):
    return sorted(random.Random(7).sample(range(len(data)), min(count, len(data))))


@checks("a response that is changed in a byte of its status, headers, body or proof is noticed")
def tampered(scene):
    for path in ("/", "/nothing/here", "/images/table.png"):
        request, response = scene.site.ask(path)
        root_key = scene.replica.root_key
        http_response.verify(request, response, scene.site.canister, root_key)
        certified = scene.site.certified_data(response)

        def is_noticed(what, other, asked=request):
            try:
                http_response.verify_in_tree(asked, other, certified)
            except Refused:
                return
            expect(True, False, f"a response with another {what}, accepted:")

        for status in (response.status ^ 1, 500):
            is_noticed("status", Response(status, response.headers, response.body))
        for position in positions(response.body):
            is_noticed("body", Response(response.status, response.headers, changed(response.body, position)))
        for index, (name, value) in enumerate(response.headers):
            if name == CERTIFICATE:
                continue
            rest = [pair for pair in response.headers if pair != (name, value)]
            is_noticed(f"set of headers, without {name}", Response(response.status, rest, response.body))
            for position in positions(value, 3):
                other = changed(value.encode(), position).decode("latin-1")
                headers = [*response.headers[:index], (name, other), *response.headers[index + 1:]]
                is_noticed(name, Response(response.status, headers, response.body))
        more = [*response.headers, ("set-cookie", "a=b")]
        is_noticed("header more", Response(response.status, more, response.body))
        for part in ("tree", "expr_path"):
            text = response.only(CERTIFICATE).split(f"{part}=:")[1].split(":")[0]
            data = base64.b64decode(text)
            for position in positions(data, 24):
                other = base64.b64encode(changed(data, position)).decode()
                headers = [(name, value.replace(text, other)) for name, value in response.headers]
                is_noticed(part, Response(response.status, headers, response.body))
        is_noticed("path", response, Request("/style.css"))
    text = response.only(CERTIFICATE).split("certificate=:")[1].split(":")[0]
    data = base64.b64decode(text)
    for position in positions(data, 6):
        other = base64.b64encode(changed(data, position)).decode()
        headers = [(name, value.replace(text, other)) for name, value in response.headers]
        try:
            http_response.verify(
                request, Response(response.status, headers, response.body), scene.site.canister, root_key)
        except Refused:
            continue
        expect(True, False, f"a certificate that is changed at {position}, accepted:")


@checks("a query that every node answers has no certificate to show, and the same body")
def replicated(scene):
    kind = candid.record(
        method="text", url="text", headers=("vec", ("record", {0: "text", 1: "text"})), body=candid.BLOB)
    argument = candid.encode((kind, {"method": "GET", "url": "/style.css", "headers": [], "body": b""}))
    reply = candid.decode(scene.replica.call(scene.site.canister, "http_request", argument))[0]
    names = [one[0].lower() for one in candid.field(reply, "headers")]
    expect(candid.field(reply, "body"), files("Pages")["/style.css"], "body")
    expect_that(CERTIFICATE not in names, "no certificate", names)


if __name__ == "__main__":
    judge(checks, Served(*sys.argv[1:4]))
