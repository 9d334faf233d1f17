"""Judges queries: their answers, their nodes' signatures, and how they fail.

    check_queries.py URL
"""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from checks import Checks, expect, expect_in, expect_that
from client import candid, cbor, certificates, management, principals, requests
from client.identities import KINDS
from client.replica import Unexpected, answer
from rejects import CANISTER_ERROR, CANISTER_REJECT, DESTINATION_INVALID, NOBODY, rejected
from scene import judge

checks = Checks()
MILLISECOND = 10**6


def sent(scene, method="echo", argument=b"question", version=3, **more):
    content = requests.query(scene.probe, method, argument, scene.controller.sender, **more)
    response = scene.replica.post(version, "query", scene.probe, requests.envelope(content, scene.controller))
    return content, response


def check_signatures(fields):
    for signature in fields["signatures"]:
        expect(set(signature), {"timestamp", "signature", "identity"}, "fields of a signature")
        expect_that(type(signature["timestamp"]) is int, "a number", signature["timestamp"])
        expect(len(signature["signature"]), 64, "a signature's length")
        expect_in(len(signature["identity"]), range(1, 30), "length of the node's id one of")


for version in (2, 3):

    @checks(f"v{version}: a query is answered with 200, application/cbor, the tag 55799, reply and signatures")
    def replied(scene, version=version):
        _, response = sent(scene, version=version)
        expect(response.status, 200, "status")
        expect(response.content_type, "application/cbor", "content type")
        expect(response.body[:3], cbor.SELF_DESCRIBE_BYTES, "the first bytes")
        fields = cbor.decode(response.body)
        expect(set(fields), {"status", "reply", "signatures"}, "fields")
        expect((fields["status"], dict(fields["reply"])), ("replied", {"arg": b"question"}), "status and reply")
        check_signatures(fields)

    @checks(f"v{version}: a node of the subnet signed the answer, for this very request")
    def signed(scene, version=version):
        content, response = sent(scene, version=version)
        fields = answer(response)
        scene.replica.check_node_signature(fields, content, scene.probe)
        other = {**content, "arg": b"another question"}
        try:
            scene.replica.check_node_signature(fields, other, scene.probe)
        except Unexpected:
            return
        expect(True, False, "a signature that is good for another request too:")

    @checks(f"v{version}: a reject has code, message and error code, and is signed with them")
    def rejection(scene, version=version):
        content, response = sent(scene, "reject_query", b"because", version)
        fields = answer(response)
        expect(
            set(fields), {"status", "reject_code", "reject_message", "error_code", "signatures"}, "fields")
        expect(
            [fields[name] for name in ("status", "reject_code", "reject_message", "error_code")],
            ["rejected", CANISTER_REJECT, "because", "IC0406"], "reject")
        check_signatures(fields)
        scene.replica.check_node_signature(fields, content, scene.probe)


@checks("a signature's time is not before what a certificate showed to the same client before")
def watermark(scene):
    for _ in range(3):
        content = requests.call(scene.probe, "add", b"", scene.controller.sender)
        certificate = answer(scene.replica.submit(content, scene.controller))["certificate"]
        certified = scene.replica.certificate(certificate, scene.probe, verify=False).time
        _, response = sent(scene)
        moment = answer(response)["signatures"][0]["timestamp"]
        expect_that(moment // MILLISECOND >= certified // MILLISECOND, f"a time of at least {certified}", moment)


@checks("a signature's time and the canister's are within 5 minutes of the clock")
def timely(scene):
    _, response = sent(scene, "time")
    fields = answer(response)
    told = int.from_bytes(fields["reply"]["arg"], "little")
    for moment in (told, fields["signatures"][0]["timestamp"]):
        expect_that(abs(moment - time.time_ns()) < certificates.MAXIMUM_AGE, "a time near the clock's", moment)


@checks("a query sees what was answered to an update before")
def sees_updates(scene):
    for _ in range(5):
        added = scene.add()
        expect(scene.count(), added, "count")


@checks("what a query changes is forgotten")
def forgotten(scene):
    before = scene.count()
    for _ in range(2):
        counted = scene.replica.query(scene.probe, "add_in_vain", b"")
        expect(int.from_bytes(counted, "little"), before + 1, "count within the query")
    expect(scene.count(), before, "count")
    expect(scene.add(), before + 1, "count")


@checks("equal queries, byte for byte, are answered each time")
def equal_queries(scene):
    content = requests.query(scene.probe, "echo", b"again", b"\x04", ingress_expiry=requests.minute_expiry())
    body = requests.encode(requests.envelope(content, scene.anonymous))
    for _ in range(3):
        fields = answer(scene.replica.post(2, "query", scene.probe, body))
        expect(fields["reply"]["arg"], b"again", "reply")
        scene.replica.check_node_signature(fields, content, scene.probe)


@checks("a query with a nonce is signed with it")
def with_nonce(scene):
    expect(scene.replica.query(scene.probe, "echo", b"once", nonce=os.urandom(16)), b"once", "reply")


@checks("the canister sees who asks: nobody, and the holder of each kind of key")
def callers(scene):
    for identity in [scene.anonymous] + [kind(os.urandom(8).hex()) for kind in KINDS.values()]:
        expect(scene.replica.query(scene.probe, "caller", b"", identity), identity.sender, "caller")


@checks("arguments and replies of more than a megabyte come through unchanged")
def sizes(scene):
    argument = os.urandom(1_500_000)
    expect_that(scene.replica.query(scene.probe, "echo", argument) == argument, "the argument", "something else")


@checks("the certificate of a query shows the canister's certified data, and verifies")
def data_certificate(scene):
    for value in (b"first", os.urandom(32)):
        scene.replica.call(scene.probe, "certify", value)
        data = scene.replica.query(scene.probe, "certificate", b"")
        certificate = scene.replica.certificate(data, scene.probe)
        expect(certificate.value([b"canister", scene.probe, b"certified_data"]), value, "certified data")


@checks("many queries at once, beside updates, are all answered")
def many(scene):
    def ask(number):
        if number % 8 == 0:
            return scene.add() > 0
        argument = number.to_bytes(2, "big")
        content, response = sent(scene, argument=argument)
        return answer(response)["reply"]["arg"] == argument

    with ThreadPoolExecutor(8) as threads:
        expect(list(threads.map(ask, range(64))), [True] * 64, "answers")


# How queries fail.


@checks("a trap: code 5, IC0503, the canister's own words")
def trap(scene):
    rejected(lambda: scene.replica.query(scene.probe, "trap", b""), CANISTER_ERROR, "IC0503", "as asked")


@checks("no such method, or one for updates alone: code 5, IC0536, and its name")
def no_method(scene):
    for name in ("nonsense", "add"):
        rejected(lambda: scene.replica.query(scene.probe, name, b""), CANISTER_ERROR, "IC0536", name)


@checks("no such canister: code 3, IC0301")
def no_canister(scene):
    query = lambda: scene.replica.query(NOBODY, "echo", b"")
    rejected(query, DESTINATION_INVALID, "IC0301", principals.text_of(NOBODY))


@checks("a canister without a module: code 5, IC0537")
def empty_canister(scene):
    empty = scene.create()
    rejected(lambda: scene.replica.query(empty, "echo", b""), CANISTER_ERROR, "IC0537")


@checks("a canister that was stopped: code 5, IC0508")
def stopped(scene):
    canister = management.canister(scene.probe)
    scene.manage("stop_canister", canister, scene.probe)
    try:
        rejected(lambda: scene.replica.query(scene.probe, "echo", b""), CANISTER_ERROR, "IC0508")
    finally:
        scene.manage("start_canister", canister, scene.probe)


@checks("the management canister answers canister_status to a query of a controller")
def status_query(scene):
    argument = management.canister(scene.probe)
    reply = scene.replica.query(management.ID, "canister_status", argument, scene.controller, scene.probe)
    status = candid.field(candid.decode(reply)[0], "status")
    expect(status, (candid.field_id("running"), None), "status")


if __name__ == "__main__":
    judge(checks)
