"""Judges whether pages of other origins can use a replica (fetch standard, "CORS protocol").

    check_cors.py URL
"""

from checks import Checks, expect, expect_in, expect_that
from client import management, principals, requests, transport
from client.replica import Replica
from scene import judge

checks = Checks()
ORIGIN = "http://example.org"
PREFLIGHT = {
    "Origin": ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type",
}
POSTS = [
    ("canister", version, kind)
    for kind, versions in (("call", (2, 3, 4)), ("query", (2, 3)), ("read_state", (2, 3))) for version in versions
] + [("subnet", version, "read_state") for version in (2, 3)]


def values(header):
    return {part.strip().lower() for part in (header or "").split(",")}


def effective(scene, of):
    return scene.probe if of == "canister" else scene.replica.root_subnet


for of, version, kind in POSTS:

    @checks(f"a preflight for {kind} of a {of}, v{version}, is answered: POST with a content type is allowed to all")
    def preflight(scene, of=of, version=version, kind=kind):
        path = Replica.path(version, kind, effective(scene, of), of)
        response = transport.exchange(scene.replica.url, "OPTIONS", path, headers=PREFLIGHT)
        expect_in(response.status, (200, 204), "status one of")
        expect(response.body, b"", "body")
        expect_in(response.header("access-control-allow-origin"), ("*", ORIGIN), "Allow-Origin one of")
        methods = values(response.header("access-control-allow-methods"))
        expect_that("post" in methods or "*" in methods, "POST among the allowed methods", methods)
        headers = values(response.header("access-control-allow-headers"))
        expect_that("content-type" in headers or "*" in headers, "content-type among the allowed headers", headers)

    @checks(f"what {kind} of a {of}, v{version}, answers may be read by all, a refusal too")
    def readable(scene, of=of, version=version, kind=kind):
        contents = {
            "call": requests.call(scene.probe, "add", b"", b"\x04"),
            "query": requests.query(scene.probe, "count", b"", b"\x04"),
            "read_state": requests.read_state([[b"time"]], b"\x04"),
        }
        good = requests.envelope(contents[kind], scene.anonymous)
        for body, statuses in ((good, (200, 202)), (b"no CBOR", (400,))):
            response = scene.replica.post(version, kind, effective(scene, of), body, of, Origin=ORIGIN)
            expect_in(response.status, statuses, "status one of")
            expect_in(response.header("access-control-allow-origin"), ("*", ORIGIN), "Allow-Origin one of")


@checks("a preflight for the management canister's address is answered too")
def management_preflight(scene):
    path = Replica.path(3, "call", principals.text_of(management.ID))
    response = transport.exchange(scene.replica.url, "OPTIONS", path, headers=PREFLIGHT)
    expect_in(response.status, (200, 204), "status one of")
    expect_in(response.header("access-control-allow-origin"), ("*", ORIGIN), "Allow-Origin one of")


if __name__ == "__main__":
    judge(checks)
