"""Judges a replica by what the released JavaScript agent demands of one: the requests are those that it sends, the
answers are read as it reads them.

    check_javascript_agent.py URL
"""

import hashlib
import os

from cryptography.hazmat.primitives import serialization

from check_management import QUERY_STATS
from checks import Checks, expect, expect_in, expect_that
from client import (
    candid, cbor, certificates, hash_trees, javascript, leb128, management, principals, request_ids, requests, transport)
from client.identities import KINDS, Secp256k1
from client.javascript import lookup, verified
from client.replica import answer
from scene import judge, module

checks = Checks()


def post(scene, path, content, identity):
    """With the only header that it sets."""
    envelope = requests.envelope(content, identity)
    expect_that(
        set(envelope) == ({"content"} if identity is scene.anonymous else {"content", "sender_pubkey", "sender_sig"}),
        "the envelope's fields", set(envelope))
    return transport.post_cbor(scene.replica.url, path, javascript.encode(envelope))


def canister_path(version, kind, canister):
    return f"/api/v{version}/canister/{principals.text_of(canister)}/{kind}"


def call(scene, method, argument, canister=None, effective=None, version=3, identity=None):
    """A call as an actor makes it; its request id and the answer."""
    identity = identity or scene.controller
    canister = scene.probe if canister is None else canister
    content = javascript.call(canister, method, argument, identity.sender)
    effective = canister if effective is None else effective
    return request_ids.hash_of_map(content), post(scene, canister_path(version, "call", effective), content, identity)


def final(scene, request_id, response, canister):
    """The certificate of a call that is done."""
    return verified(scene.replica, answer(response)["certificate"], canister)


def reply_of(scene, request_id, response, canister):
    certificate = final(scene, request_id, response, canister)
    expect(lookup(certificate, [b"request_status", request_id, b"status"]), b"replied", "status")
    return lookup(certificate, [b"request_status", request_id, b"reply"])


# The root key.


@checks("fetchRootKey: status answers 200 with a map whose root_key is 133 bytes of DER with the BLS prefix")
def root_key(scene):
    response = transport.exchange(scene.replica.url, "GET", "/api/v2/status")
    key = answer(response)["root_key"]
    expect_that(isinstance(key, bytes) and len(key) == 133, "133 bytes", key)
    expect(key[:37], certificates.BLS_DER_PREFIX, "prefix")
    expect(response.header("access-control-allow-origin"), "*", "Allow-Origin for pages of any origin")


@checks("syncTime: the time that a canister's address shows is the clock's, within 5 minutes")
def sync_time(scene):
    content = javascript.read_state([[b"time"]], b"\x04")
    response = post(scene, canister_path(2, "read_state", scene.probe), content, scene.anonymous)
    verified(scene.replica, answer(response)["certificate"], scene.probe)


# Updates.

for name, Kind in KINDS.items():

    @checks(f"call by a holder of {name}: v3 answers 200 with a certificate that shows the reply to its look-ups")
    def called(scene, Kind=Kind):
        argument = os.urandom(40)
        one = call(scene, "echo_update", argument, identity=Kind(os.urandom(8).hex()))
        expect(reply_of(scene, *one, scene.probe), argument, "reply")


@checks("call by nobody: an envelope of the content alone is taken")
def anonymous_call(scene):
    expect(reply_of(scene, *call(scene, "echo_update", b"x", identity=scene.anonymous), scene.probe), b"x", "reply")


@checks("v3 calls are not answered with 404, or it would turn to v2 for each")
def version_3(scene):
    expect(call(scene, "nonsense", b"")[1].status, 200, "status")


@checks("call rejected: the certificate shows code (its first byte counts), message and error code")
def certified_reject(scene):
    request_id, response = call(scene, "reject", b"because")
    certificate = final(scene, request_id, response, scene.probe)
    base = [b"request_status", request_id]
    found = [lookup(certificate, base + [name]) for name in (b"status", b"reject_code", b"reject_message", b"error_code")]
    expect([found[0], found[1][0], found[2], found[3]], [b"rejected", 4, b"because", b"IC0406"], "reject")


@checks("call refused before it is taken: 200 without certificate, with reject_code, reject_message, error_code")
def uncertified_reject(scene):
    for version in (2, 3):
        fields = answer(call(scene, "refused", b"", version=version)[1])
        expect_that("certificate" not in fields, "no certificate", fields)
        expect_that(isinstance(fields["reject_message"], str) and fields["reject_message"], "a message", fields)
        expect((fields["reject_code"], fields.get("error_code")), (4, "IC0406"), "codes")


@checks("call with callSync false: v2 answers 202; the first poll comes at once, and the same signed one is repeated")
def polled(scene):
    request_id, response = call(scene, "echo_update", b"polled", version=2)
    expect((response.status, response.body), (202, b""), "status and body")
    content = javascript.read_state([[b"request_status", request_id]], scene.controller.sender)
    body = javascript.encode(requests.envelope(content, scene.controller))
    for attempt in range(600):
        response = transport.post_cbor(scene.replica.url, canister_path(2, "read_state", scene.probe), body)
        certificate = verified(scene.replica, answer(response)["certificate"], scene.probe) if attempt == 0 else (
            scene.replica.certificate(answer(response)["certificate"], verify=False))
        status = lookup(certificate, [b"request_status", request_id, b"status"])
        expect_in(status, (None, b"received", b"processing", b"replied"), "status one of")
        if status == b"replied":
            break
    expect(lookup(certificate, [b"request_status", request_id, b"reply"]), b"polled", "reply")


@checks("any request may come again, body and all, up to three times: as if it had not been answered")
def retried(scene):
    before = scene.count()
    content = javascript.call(scene.probe, "add", b"", scene.controller.sender)
    request_id = request_ids.hash_of_map(content)
    for version in (3, 3, 3, 3, 2):
        response = post(scene, canister_path(version, "call", scene.probe), content, scene.controller)
        if version == 3:
            count = int.from_bytes(reply_of(scene, request_id, response, scene.probe), "little")
            expect(count, before + 1, "count")
        else:
            expect(response.status, 202, "status of v2")
    expect(scene.count(), before + 1, "count")


@checks("calls within one minute have the same expiry, and are told apart by their nonces")
def same_expiry(scene):
    before = scene.count()
    for number in range(3):
        count = reply_of(scene, *call(scene, "add", b""), scene.probe)
        expect(int.from_bytes(count, "little"), before + number + 1, "count")


# The management canister.


@checks("provisional_create_canister_with_cycles goes to /api/v3/canister/aaaaa-aa/call")
def creation(scene):
    expect(canister_path(3, "call", management.ID), "/api/v3/canister/aaaaa-aa/call", "path")
    one = call(scene, "provisional_create_canister_with_cycles", management.create(), management.ID)
    created = management.created(reply_of(scene, *one, management.ID))
    expect(len(created), 10, "length of the id")


@checks("install_code and canister_status go to the canister's own address")
def management_calls(scene):
    canister, code = scene.create(), module("probe")
    install = management.install(canister, code)
    one = call(scene, "install_code", install, management.ID, canister)
    expect(candid.decode(reply_of(scene, *one, management.ID)), [], "reply of install_code")
    one = call(scene, "canister_status", management.canister(canister), management.ID, canister)
    status = candid.decode(reply_of(scene, *one, management.ID))[0]
    expect(candid.field(status, "module_hash"), [hashlib.sha256(code).digest()], "module hash")


@checks("canister_status has every field of its interface: one that is missing is an error there")
def status_fields(scene):
    one = call(scene, "canister_status", management.canister(scene.probe), management.ID, scene.probe)
    status = candid.decode(reply_of(scene, *one, management.ID))[0]
    for name in ("status", "memory_size", "cycles", "settings", "query_stats", "idle_cycles_burned_per_day",
                 "module_hash", "reserved_cycles"):
        candid.field(status, name)
    for name in ("freezing_threshold", "controllers", "reserved_cycles_limit", "log_visibility", "wasm_memory_limit",
                 "memory_allocation", "compute_allocation"):
        candid.field(candid.field(status, "settings"), name)
    for name in QUERY_STATS:
        candid.field(candid.field(status, "query_stats"), name)


# Queries.


def query(scene, method, argument, identity=None):
    identity = identity or scene.controller
    content = javascript.query(scene.probe, method, argument, identity.sender)
    response = post(scene, canister_path(2, "query", scene.probe), content, identity)
    expect(response.status, 200, "status (any other is tried again)")
    return request_ids.hash_of_map(content), answer(response)


def subnet_certificate(scene):
    content = javascript.read_state([[b"subnet"]], scene.controller.sender)
    response = post(scene, canister_path(2, "read_state", scene.probe), content, scene.controller)
    return verified(scene.replica, answer(response)["certificate"], scene.probe)


def check_signature(scene, request_id, fields, keys):
    """Of the first signature, over the fields that it knows and that are there."""
    signature = fields["signatures"][0]
    signed = {"status": fields["status"], "timestamp": signature["timestamp"], "request_id": request_id}
    names = ("reply",) if fields["status"] == "replied" else ("reject_code", "reject_message", "error_code")
    signed |= {name: fields[name] for name in names if name in fields}
    expect_in(signature["identity"], keys, "the node's id one of")
    key = serialization.load_der_public_key(keys[signature["identity"]])
    key.verify(signature["signature"], request_ids.response_payload(signed))


@checks("query: a reading of [subnet] at the canister's address gives it ranges and all nodes' keys")
def node_keys(scene):
    keys = javascript.node_keys(scene.replica, subnet_certificate(scene), scene.probe)
    expect_that(keys, "at least one key", keys)


@checks("query: without a delegation the subnet's id is that of the root key")
def subnet_id(scene):
    certificate = subnet_certificate(scene)
    if "delegation" not in certificate.fields:
        subnet = principals.self_authenticating(scene.replica.root_key)
        expect(lookup(certificate, [b"subnet", subnet, b"public_key"]), scene.replica.root_key, "the subnet's key")


@checks("query replied: the first signature has a time and is the node's, over status, reply, time and request id")
def query_replied(scene):
    keys = javascript.node_keys(scene.replica, subnet_certificate(scene), scene.probe)
    for identity in (scene.controller, scene.anonymous, Secp256k1("query")):
        request_id, fields = query(scene, "echo", b"question", identity)
        expect((fields["status"], fields["reply"]["arg"]), ("replied", b"question"), "answer")
        check_signature(scene, request_id, fields, keys)


@checks("query rejected: it is signed too, with code, message and error code")
def query_rejected(scene):
    keys = javascript.node_keys(scene.replica, subnet_certificate(scene), scene.probe)
    for method, code, error_code in (("reject_query", 4, "IC0406"), ("trap", 5, "IC0503"), ("nonsense", 5, "IC0536")):
        request_id, fields = query(scene, method, b"because")
        expect((fields["status"], fields["reject_code"], fields.get("error_code")), ("rejected", code, error_code), "reject")
        check_signature(scene, request_id, fields, keys)


@checks("query: the signature's time is never before the last certificate's, in milliseconds")
def watermark(scene):
    for _ in range(5):
        request_id, response = call(scene, "add", b"")
        certificate = scene.replica.certificate(answer(response)["certificate"], verify=False)
        moment = query(scene, "count", b"")[1]["signatures"][0]["timestamp"]
        expect_that(moment // 10**6 >= certificate.time // 10**6, f"a time from {certificate.time} on", moment)
        content = javascript.read_state([[b"time"]], scene.controller.sender)
        response = post(scene, canister_path(2, "read_state", scene.probe), content, scene.controller)
        certified = scene.replica.certificate(answer(response)["certificate"], verify=False).time
        moment = query(scene, "count", b"")[1]["signatures"][0]["timestamp"]
        expect_that(moment // 10**6 >= certified // 10**6, f"a time from {certified} on", moment)


@checks("query: equal ones within a minute are the same bytes, and answered each time")
def equal_queries(scene):
    first, second = query(scene, "count", b""), query(scene, "count", b"")
    expect(first[1]["reply"]["arg"], second[1]["reply"]["arg"], "answer")


# Readings.


def canister_status(scene, path, identity=None):
    """CanisterStatus.request: one request a path, its certificate read without a look at its time."""
    content = javascript.read_state([path], (identity or scene.controller).sender)
    response = post(scene, canister_path(2, "read_state", scene.probe), content, identity or scene.controller)
    fields = answer(response)
    expect(set(fields), {"certificate"}, "fields")
    certificate = scene.replica.certificate(fields["certificate"], scene.probe, verify=False)
    expect_that(lookup(certificate, [b"time"]) is not None, "/time, or it gives up", None)
    return lookup(certificate, path)


@checks("CanisterStatus time: LEB128 of nanoseconds")
def status_time(scene):
    expect_that(leb128.decode(canister_status(scene, [b"time"])) > 1_700_000_000 * 10**9, "nanoseconds", None)


@checks("CanisterStatus controllers: CBOR, an array of byte strings")
def status_controllers(scene):
    value = cbor.decode(canister_status(scene, [b"canister", scene.probe, b"controllers"]))
    expect(list(value), [scene.controller.sender], "controllers")


@checks("CanisterStatus module_hash: 32 bytes as they are")
def status_module_hash(scene):
    value = canister_status(scene, [b"canister", scene.probe, b"module_hash"])
    expect(value, hashlib.sha256(module("probe")).digest(), "module hash")


@checks("CanisterStatus metadata: the section's bytes; for nobody too where it is public")
def status_metadata(scene):
    path = [b"canister", scene.probe, b"metadata"]
    expect(canister_status(scene, path + [b"note"], scene.anonymous), b"for all to read", "note")
    expect(canister_status(scene, path + [b"secret"]), b"for controllers alone", "secret")
    expect(canister_status(scene, path + [b"nothing"]), None, "nothing")


@checks("CanisterStatus subnet: what its query verification reads")
def status_subnet(scene):
    expect_that(canister_status(scene, [b"subnet"]) is None, "a tree and no value", None)
    javascript.node_keys(scene.replica, subnet_certificate(scene), scene.probe)


# Certificates.


@checks("certificates: a map of tree and a signature of 48 bytes; BLS over the root hash; time within 5 minutes")
def certificate_form(scene):
    certificate = subnet_certificate(scene)
    expect_in(set(certificate.fields), ({"tree", "signature"}, {"tree", "signature", "delegation"}), "fields one of")
    certificate.verify(scene.replica.root_key, scene.probe)


@checks("certificates: it finds each path that is there, in spite of how it compares labels")
def all_found(scene):
    content = javascript.call(scene.probe, "add", b"", scene.controller.sender)
    scene.replica.submit(content, scene.controller)
    paths = [
        [b"subnet"], [b"time"], [b"request_status", request_ids.hash_of_map(content)],
        [b"canister", scene.probe, b"controllers"], [b"canister", scene.probe, b"module_hash"],
        [b"canister", scene.probe, b"metadata", b"note"], [b"canister", scene.probe, b"metadata", b"secret"],
    ]
    certificate = scene.replica.read_state(scene.probe, paths, scene.controller, version=2)
    shown = dict(hash_trees.paths(certificate.tree))
    expect_that(len(shown) >= 9, "at least nine values", list(shown))
    for path, value in shown.items():
        expect(lookup(certificate, list(path)), value, f"value at {certificates.shown(path)}")


@checks("certificates of queries: certified data is found, for gateways and clients of canisters' own protocols")
def data_certificate(scene):
    scene.replica.call(scene.probe, "certify", b"certified by the probe")
    certificate = verified(scene.replica, query(scene, "certificate", b"")[1]["reply"]["arg"], scene.probe)
    found = lookup(certificate, [b"canister", scene.probe, b"certified_data"])
    expect(found, b"certified by the probe", "certified data")


if __name__ == "__main__":
    judge(checks)
