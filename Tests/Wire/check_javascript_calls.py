"""Judges a replica by what the calls of the released JavaScript agent demand of one.

    check_javascript_calls.py URL
"""

import hashlib
import os

from checks import Checks, expect, expect_in, expect_that
from client import candid, certificates, javascript, management, request_ids, requests, transport
from client.identities import KINDS
from client.javascript import lookup, verified
from client.replica import answer
from javascript_agent import call, canister_path, final, post, reply_of
from managing import QUERY_STATS
from scene import judge, module

checks = Checks()


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
    certificate = final(scene, response, scene.probe)
    base = [b"request_status", request_id]
    names = (b"status", b"reject_code", b"reject_message", b"error_code")
    found = [lookup(certificate, base + [name]) for name in names]
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
    for _ in range(600):
        response = transport.post_cbor(scene.replica.url, canister_path(2, "read_state", scene.probe), body)
        certificate = verified(scene.replica, answer(response)["certificate"], scene.probe)
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


if __name__ == "__main__":
    judge(checks)
