"""Judges update calls: the three ways to send them, and what their certificates show.

    check_calls.py URL
"""

import os
from concurrent.futures import ThreadPoolExecutor

from checks import Checks, expect, expect_in, expect_that
from client import candid, cbor, hash_trees, principals, request_ids, requests
from client.identities import KINDS
from client.replica import answer
from rejects import CANISTER_ERROR, CANISTER_REJECT, rejected
from scene import judge

checks = Checks()


def sent(scene, method="add", argument=b"", version=4, canister=None, identity=None, **more):
    identity = identity or scene.controller
    content = requests.call(canister or scene.probe, method, argument, identity.sender, **more)
    return content, scene.replica.submit(content, identity, version=version)


def certified(scene, response, canister):
    return scene.replica.certificate(answer(response)["certificate"], canister)


for version in (3, 4):

    @checks(f"v{version}: a call is answered with 200, application/cbor, the tag 55799, 'replied' and a certificate")
    def replied(scene, version=version):
        _, response = sent(scene, version=version)
        expect(response.status, 200, "status")
        expect(response.content_type, "application/cbor", "content type")
        expect(response.body[:3], cbor.SELF_DESCRIBE_BYTES, "the first bytes")
        fields = cbor.decode(response.body)
        expect(set(fields), {"status", "certificate"}, "fields")
        expect(fields["status"], "replied", "status in the answer")
        expect(fields["certificate"][:3], cbor.SELF_DESCRIBE_BYTES, "the certificate's first bytes")

    @checks(f"v{version}: the certificate verifies for the called canister, and shows the reply, the time and no more")
    def certificate(scene, version=version):
        argument = os.urandom(100)
        content, response = sent(scene, "echo_update", argument, version)
        shown = certified(scene, response, scene.probe)
        request_id = request_ids.hash_of_map(content)
        found = dict(hash_trees.paths(shown.tree))
        base = (b"request_status", request_id)
        expect(found.pop(base + (b"status",)), b"replied", "status")
        expect(found.pop(base + (b"reply",)), argument, "reply")
        found.pop((b"time",))
        expect(found, {}, "anything else in the certificate")
        state, node = hash_trees.subtree(shown.tree, list(base))
        expect_that(not hash_trees.has_pruned(node), "the whole of the request's status", node)

    @checks(f"v{version}: a call that the canister rejects is certified: code, message and error code")
    def rejection(scene, version=version):
        content, response = sent(scene, "reject", "because".encode(), version)
        fields = answer(response)
        expect(set(fields), {"status", "certificate"}, "fields")
        expect(fields["status"], "replied", "status in the answer")
        shown = certified(scene, response, scene.probe)
        base = [b"request_status", request_ids.hash_of_map(content)]
        expect(shown.value(base + [b"status"]), b"rejected", "status")
        expect(shown.value(base + [b"reject_code"]), b"\x04", "reject code")
        expect(shown.value(base + [b"reject_message"]).decode(), "because", "message")
        expect(shown.value(base + [b"error_code"]), b"IC0406", "error code")
        expect(shown.lookup(base + [b"reply"]), (hash_trees.ABSENT, None), "a reply")


@checks("v2: a call is answered with 202 and nothing more; its status can be polled until the reply is there")
def asynchronous(scene):
    content, response = sent(scene, "echo_update", b"later", 2)
    expect(response.status, 202, "status")
    expect(response.body, b"", "body")
    reply = scene.replica.poll(request_ids.hash_of_map(content), scene.controller, scene.probe, verify=True)
    expect(reply, b"later", "reply")


@checks("v2: a reject is polled as a reply is")
def asynchronous_reject(scene):
    content, response = sent(scene, "add_and_trap", version=2)
    expect(response.status, 202, "status")
    request_id = request_ids.hash_of_map(content)
    poll = lambda: scene.replica.poll(request_id, scene.controller, scene.probe)
    rejected(poll, CANISTER_ERROR, "IC0503", "as asked")


for version in (2, 3, 4):

    @checks(f"v{version}: a request that comes again is not executed again, and gets the same answer")
    def repeated(scene, version=version):
        before = scene.count()
        content = requests.call(scene.probe, "add", b"", scene.controller.sender)
        body = requests.encode(requests.envelope(content, scene.controller))
        for _ in range(4):
            response = scene.replica.post(version, "call", scene.probe, body)
            reply = scene.replica.outcome(response, content, scene.controller, scene.probe)
            expect(int.from_bytes(reply, "little"), before + 1, "count replied")
        expect(scene.count(), before + 1, "count")

    @checks(f"v{version}: inspect_message refuses: 200 with reject code, message and error code, not certified")
    def inspected(scene, version=version):
        _, response = sent(scene, "refused", version=version)
        fields = answer(response)
        expected = {"reject_code", "reject_message", "error_code"} | ({"status"} if version > 2 else set())
        expect(set(fields), expected, "fields")
        expect(fields.get("status", "non_replicated_rejection"), "non_replicated_rejection", "status in the answer")
        expect((fields["reject_code"], fields["error_code"]), (CANISTER_REJECT, "IC0406"), "codes")
        expect_that(fields["reject_message"], "a message", fields["reject_message"])


@checks("a request that came by one version is known to the others")
def repeated_elsewhere(scene):
    before = scene.count()
    content = requests.call(scene.probe, "add", b"", scene.controller.sender)
    for version in (2, 3, 4, 2):
        response = scene.replica.submit(content, scene.controller, version=version)
        reply = scene.replica.outcome(response, content, scene.controller, scene.probe)
        expect(int.from_bytes(reply, "little"), before + 1, "count replied")


@checks("a request that comes eight times at once is executed once, and answered eight times")
def at_once(scene):
    before = scene.count()
    content = requests.call(scene.probe, "add", b"", scene.controller.sender)

    def submit(number):
        response = scene.replica.submit(content, scene.controller, version=3 + number % 2)
        return int.from_bytes(scene.replica.outcome(response, content, scene.controller, scene.probe), "little")

    with ThreadPoolExecutor(8) as threads:
        expect(list(threads.map(submit, range(8))), [before + 1] * 8, "counts")
    expect(scene.count(), before + 1, "count")


@checks("v3 and v4: a call that takes longer than 10 seconds is answered with 202 and no body, then polled to its end")
def long(scene):
    before = scene.count()
    seconds = (14 * 10**9).to_bytes(8, "little")

    def wait(version):
        content, response = sent(scene, "wait", seconds, version)
        expect((response.status, response.body), (202, b""), f"v{version}: status and body")
        request_id = request_ids.hash_of_map(content)
        path = [b"request_status", request_id]
        shown = scene.replica.read_state(scene.probe, [path], scene.controller, verify=False)
        status = scene.replica.request_status(shown, request_id)
        again = scene.replica.submit(content, scene.controller, version=2)
        expect(again.status, 202, "status of the same request while it is processed")
        reply = scene.replica.poll(request_id, scene.controller, scene.probe)
        return status, int.from_bytes(reply, "little")

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(wait, (3, 4)))
    for status, _ in outcomes:
        # On a slow machine the end may come before the reading.
        expect_in(status, ("processing", "replied"), "status after the answer one of")
    expect(sorted(count for _, count in outcomes), [before + 1, before + 2], "counts")


@checks("calls that differ in their nonce alone are two; one without a nonce is one too")
def nonces(scene):
    before, moment = scene.count(), requests.expiry()
    for nonce in (b"", b"\1", b"\1" * 32):
        sent(scene, ingress_expiry=moment, nonce=nonce)
    content = {**requests.call(scene.probe, "add", b"", scene.controller.sender)}
    content.pop("nonce")
    reply = scene.replica.outcome(
        scene.replica.submit(content, scene.controller), content, scene.controller, scene.probe)
    expect(int.from_bytes(reply, "little"), before + 4, "count")


@checks("one signed reading of a request's status can be sent any number of times")
def identical_polls(scene):
    content, _ = sent(scene)
    paths = [[b"request_status", request_ids.hash_of_map(content)]]
    poll = requests.encode(requests.envelope(
        requests.read_state(paths, scene.controller.sender), scene.controller))
    for _ in range(5):
        response = scene.replica.post(2, "read_state", scene.probe, poll)
        shown = scene.replica.certificate(answer(response)["certificate"], scene.probe, verify=False)
        expect(shown.value(paths[0] + [b"status"]), b"replied", "status")


@checks("a request nobody sent is absent, and certainly so")
def unknown_request(scene):
    request_id = os.urandom(32)
    shown = scene.replica.read_state(scene.probe, [[b"request_status", request_id]], scene.controller)
    expect(shown.lookup([b"request_status", request_id, b"status"])[0], hash_trees.ABSENT, "look-up")


@checks("the canister sees who calls: nobody, and the holder of each kind of key")
def callers(scene):
    for identity in [scene.anonymous] + [kind(os.urandom(8).hex()) for kind in KINDS.values()]:
        reply = scene.replica.call(scene.probe, "caller_update", b"", identity)
        expect(principals.text_of(reply), principals.text_of(identity.sender), "caller")


@checks("arguments and replies of 0 bytes to more than a megabyte come through unchanged")
def sizes(scene):
    for size in (0, 1, 1000, 1_500_000):
        argument = os.urandom(size)
        reply = scene.replica.call(scene.probe, "echo_update", argument)
        expect_that(reply == argument, f"the argument of {size} bytes", len(reply))


@checks("a query method can be called as an update")
def replicated_query(scene):
    expect(scene.replica.call(scene.probe, "echo", b"replicated"), b"replicated", "reply")


@checks("a canister calls another, here the management canister for random bytes, and replies later")
def later(scene):
    first, second = (candid.decode(scene.replica.call(scene.probe, "random", b""))[0] for _ in range(2))
    expect((len(first), len(second)), (32, 32), "lengths")
    expect_that(first != second, "other bytes each time", first)


if __name__ == "__main__":
    judge(checks)
