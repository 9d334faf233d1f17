"""Judges what a replica tells of itself.

    check_status.py URL
"""

import http.client
import urllib.parse

import verify_signatures

from checks import Checks, expect, expect_in, expect_that
from client import cbor, certificates, transport
from scene import judge

checks = Checks()
PATH = "/api/v2/status"


def get(scene, **headers):
    return transport.exchange(scene.replica.url, "GET", PATH, headers=headers)


@checks("GET /api/v2/status answers 200 with application/cbor, to a request without any header")
def answers(scene):
    response = get(scene)
    expect(response.status, 200, "status")
    expect(response.content_type, "application/cbor", "content type")


@checks("its body is one CBOR value with the tag 55799: a map")
def body(scene):
    data = get(scene).body
    expect(data[:3], cbor.SELF_DESCRIBE_BYTES, "the first bytes")
    expect_that(hasattr(cbor.decode(data), "items"), "a map", cbor.decode(data))


@checks("root_key is a byte string: 133 bytes of DER, with the prefix of BLS keys")
def root_key(scene):
    key = scene.replica.status().get("root_key")
    expect_that(isinstance(key, bytes), "a byte string", key)
    expect(len(key), 133, "length")
    expect(key[:37], certificates.BLS_DER_PREFIX, "prefix")


@checks("the root key is a point of the group of BLS keys")
def root_key_is_a_point(scene):
    verify_signatures.read_point(scene.replica.root_key[37:], 96)


@checks("the root key is the one that certificates are verified by")
def root_key_signs(scene):
    response = scene.replica.read_state(scene.replica.root_subnet, [[b"time"]], of="subnet")
    expect_that(response.time > 0, "a time", response.time)


@checks("the root key stays the same")
def root_key_stays(scene):
    expect(scene.replica.status()["root_key"], scene.replica.root_key, "root_key")


@checks("replica_health_status is 'healthy', which clients wait for")
def health(scene):
    expect(scene.replica.status().get("replica_health_status"), "healthy", "replica_health_status")


@checks("what else the status tells has the types that clients read")
def other_fields(scene):
    types = {"ic_api_version": str, "impl_version": str, "impl_hash": str, "certified_height": int}
    for name, value in scene.replica.status().items():
        if name in types:
            expect_that(isinstance(value, types[name]), f"{name} of type {types[name].__name__}", value)
        else:
            expect_in(name, ("root_key", "replica_health_status"), "a known field")


@checks("the status can be asked for many times on one connection")
def one_connection(scene):
    address = urllib.parse.urlsplit(scene.replica.url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=60)
    for _ in range(5):
        connection.request("GET", PATH)
        response = connection.getresponse()
        expect(response.status, 200, "status")
        expect(cbor.decode(response.read())["root_key"], scene.replica.root_key, "root_key")
    connection.close()


@checks("a browser of another origin may read the status")
def another_origin(scene):
    response = get(scene, Origin="http://example.org")
    expect(response.status, 200, "status")
    expect_in(response.header("access-control-allow-origin"), ("*", "http://example.org"), "Allow-Origin one of")


@checks("the status is not posted to")
def posted(scene):
    response = transport.post_cbor(scene.replica.url, PATH, b"")
    expect_in(response.status, (404, 405), "status one of")


if __name__ == "__main__":
    judge(checks)
