"""Judges a replica by what the queries and readings of the released JavaScript agent demand of one.

    check_javascript_reads.py URL
"""

import hashlib

from checks import Checks, expect, expect_in, expect_that
from client import cbor, certificates, hash_trees, javascript, leb128, principals, request_ids
from client.identities import Secp256k1
from client.javascript import lookup, verified
from client.replica import answer
from javascript_agent import call, canister_path, check_signature, post, query, subnet_certificate
from scene import judge, module

checks = Checks()


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
        expect(fields["status"], "rejected", "status")
        expect((fields["reject_code"], fields.get("error_code")), (code, error_code), "codes")
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
