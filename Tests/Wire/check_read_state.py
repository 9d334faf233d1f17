"""Judges readings of the state tree: what they show, to whom, and that what is not there is certainly absent.

    check_read_state.py URL
"""

import hashlib
import os

from checks import Checks, expect, expect_in, expect_that
from client import cbor, certificates, hash_trees, principals, request_ids, requests
from client.hash_trees import ABSENT, FOUND
from client.replica import answer
from scene import BAD_REQUEST, NOT_ALLOWED, judge, module, refused

checks = Checks()
EITHER = [("canister", 2), ("canister", 3), ("subnet", 2), ("subnet", 3)]


def address(scene, of):
    return scene.probe if of == "canister" else scene.replica.root_subnet


def asked(scene, paths, of="canister", version=3, identity=None, effective=None):
    identity = identity or scene.anonymous
    content = requests.read_state(paths, identity.sender)
    return scene.replica.post(
        version, "read_state", effective or address(scene, of), requests.envelope(content, identity), of)


def read(scene, paths, of="canister", version=3, identity=None, verify=False):
    fields = answer(asked(scene, paths, of, version, identity))
    return scene.replica.certificate(fields["certificate"], scene.probe if of == "canister" else None, verify)


for of, version in EITHER:

    @checks(f"{of} v{version}: 200, application/cbor, the tag 55799; the certificate verifies and shows the time alone")
    def time(scene, of=of, version=version):
        response = asked(scene, [[b"time"]], of, version)
        expect(response.status, 200, "status")
        expect(response.content_type, "application/cbor", "content type")
        expect(response.body[:3], cbor.SELF_DESCRIBE_BYTES, "the first bytes")
        expect(set(cbor.decode(response.body)), {"certificate"}, "fields")
        shown = read(scene, [[b"time"]], of, version, verify=True)
        expect([path for path, _ in hash_trees.paths(shown.tree)], [(b"time",)], "paths shown")

    @checks(f"{of} v{version}: the time is shown without being asked for")
    def time_always(scene, of=of, version=version):
        subnet = scene.replica.root_subnet
        for paths in ([], [[b"subnet", subnet, b"public_key"]]):
            expect_that(read(scene, paths, of, version).time > 0, "a time", None)

    @checks(f"{of} v{version}: the subnet's key is the root key, its type is told")
    def subnet_key(scene, of=of, version=version):
        base = [b"subnet", scene.replica.root_subnet]
        shown = read(scene, [base + [b"public_key"], base + [b"type"]], of, version)
        expect(shown.value(base + [b"public_key"]), scene.replica.root_key, "public key")
        expect_in(shown.value(base + [b"type"]), (b"application", b"system", b"verified_application"), "type one of")

    @checks(f"{of} v{version}: of [subnet] all is shown: ranges with the canister, each node's key, nothing left out")
    def subnet(scene, of=of, version=version):
        shown = read(scene, [[b"subnet"]], of, version, verify=True)
        base = [b"subnet", shown.subnet(scene.replica.root_key)]
        ranges = certificates.decode_ranges(shown.value(base + [b"canister_ranges"]))
        expect_that(certificates.is_in(ranges, scene.probe), "ranges with the canister", ranges)
        state, nodes = hash_trees.subtree(shown.tree, base + [b"node"])
        expect(state, FOUND, "nodes")
        expect_that(not hash_trees.has_pruned(nodes) and hash_trees.labels(nodes), "all nodes", nodes)
        for node in hash_trees.labels(nodes):
            key = shown.value(base + [b"node", node, b"public_key"])
            expect((len(key), key[:12].hex()), (44, "302a300506032b6570032100"), "a node's key in DER")


for version in (2, 3):

    @checks(f"v{version}: a canister's controllers, as CBOR, and its module's hash; both verify")
    def canister(scene, version=version):
        base = [b"canister", scene.probe]
        paths = [base + [b"controllers"], base + [b"module_hash"]]
        shown = read(scene, paths, version=version, verify=True)
        controllers = shown.value(paths[0])
        expect(controllers[:3], cbor.SELF_DESCRIBE_BYTES, "the first bytes of the controllers")
        expect(list(cbor.decode(controllers)), [scene.controller.sender], "controllers")
        expect(shown.value(paths[1]), hashlib.sha256(module("probe")).digest(), "module hash")

    @checks(f"v{version}: a canister without a module has no module hash, and that is certain")
    def no_module(scene, version=version):
        empty = scene.create()
        path = [b"canister", empty, b"module_hash"]
        shown = scene.replica.read_state(empty, [path], version=version, verify=False)
        expect(shown.lookup(path)[0], ABSENT, "module hash")

    @checks(f"v{version}: a canister that does not exist is absent, and that is certain")
    def no_canister(scene, version=version):
        nobody = bytes.fromhex("00000000001fffff0101")
        path = [b"canister", nobody, b"controllers"]
        shown = scene.replica.read_state(nobody, [path], version=version, verify=False)
        expect(shown.lookup(path)[0], ABSENT, "controllers")

    @checks(f"v{version}: public metadata is shown to all, private to controllers, and what is not there is absent")
    def metadata(scene, version=version):
        base = [b"canister", scene.probe, b"metadata"]
        note, secret, nothing = (base + [name] for name in (b"note", b"secret", b"nothing"))
        expect(read(scene, [note], version=version).value(note), b"for all to read", "note")
        expect(read(scene, [nothing], version=version, identity=scene.controller).lookup(nothing)[0], ABSENT, "nothing")
        shown = read(scene, [secret, note], version=version, identity=scene.controller)
        expect(shown.value(secret), b"for controllers alone", "secret")
        for identity in (scene.anonymous, scene.stranger):
            refused(asked(scene, [secret], version=version, identity=identity), NOT_ALLOWED)

    @checks(f"v{version}: a request's status is shown to its sender alone")
    def others_request(scene, version=version):
        content = requests.call(scene.probe, "add", b"", scene.controller.sender)
        scene.replica.submit(content, scene.controller)
        path = [b"request_status", request_ids.hash_of_map(content)]
        shown = read(scene, [path], version=version, identity=scene.controller)
        expect(shown.value(path + [b"status"]), b"replied", "status")
        for identity in (scene.anonymous, scene.stranger):
            refused(asked(scene, [path], version=version, identity=identity), NOT_ALLOWED)
            refused(asked(scene, [path + [b"reply"]], version=version, identity=identity), NOT_ALLOWED)

    @checks(f"v{version}: a request's status is shown at the address of its canister alone")
    def other_address(scene, version=version):
        content = requests.call(scene.probe, "add", b"", scene.controller.sender)
        scene.replica.submit(content, scene.controller)
        path, other = [b"request_status", request_ids.hash_of_map(content)], scene.create()
        response = asked(scene, [path], version=version, identity=scene.controller, effective=other)
        refused(response, NOT_ALLOWED)

    @checks(f"v{version}: two requests' statuses in one reading are refused")
    def two_requests(scene, version=version):
        paths = [[b"request_status", os.urandom(32)] for _ in range(2)]
        refused(asked(scene, paths, version=version), NOT_ALLOWED)

    @checks(f"v{version}: what no reading shows is refused: all requests, a whole canister, certified data, others'")
    def not_readable(scene, version=version):
        other = scene.create()
        probe = [b"canister", scene.probe]
        bad = [
            [b"request_status"], [b"canister"], probe, probe + [b"certified_data"],
            [b"canister", other, b"controllers"], [b"canister", other, b"module_hash"],
            [b"canister", b"no id", b"controllers"], [b"nonsense"], [b""], [],
            probe + [b"nonsense"], [b"request_status", b"too short"],
        ]
        for path in bad:
            response = asked(scene, [path], version=version, identity=scene.controller)
            # A path of no use may also be answered as absent.
            if path in ([b"nonsense"], [b""], probe + [b"nonsense"]) and response.status == 200:
                continue
            refused(response, NOT_ALLOWED)

    @checks(f"v{version}: at most 1000 paths, of at most 127 labels")
    def limits(scene, version=version):
        time = [b"time"]
        expect(asked(scene, [time] * 1000, version=version).status, 200, "status of 1000 paths")
        refused(asked(scene, [time] * 1001, version=version), BAD_REQUEST)
        refused(asked(scene, [[b"subnet"] + [b"x"] * 127], version=version), BAD_REQUEST)


for version in (2, 3):

    @checks(f"subnet v{version}: its metrics, at its own address")
    def metrics(scene, version=version):
        path = [b"subnet", scene.replica.root_subnet, b"metrics"]
        shown = cbor.decode(read(scene, [path], "subnet", version).value(path))
        names = {"num_canisters", "canister_state_bytes", "consumed_cycles_total", "update_transactions_total"}
        expect(set(shown), names, "fields")
        expect(set(shown["consumed_cycles_total"]) - {1}, {0}, "parts of the number of cycles, 64 bits each")
        expect_that(shown["num_canisters"] >= 1, "at least one canister", shown)
        expect_that(shown["update_transactions_total"] >= 1, "at least one update", shown)

    @checks(f"subnet v{version}: a canister's state is not read at the subnet's address, nor at another subnet's")
    def not_at_subnet(scene, version=version):
        refused(asked(scene, [[b"canister", scene.probe, b"controllers"]], "subnet", version), NOT_ALLOWED)
        other = principals.self_authenticating(b"another")
        refused(asked(scene, [[b"time"]], "subnet", version, effective=other), (400, 403, 404))


@checks("subnet v3: the ranges of canisters in one shard, whose label is its first id")
def shards(scene):
    path = [b"canister_ranges", scene.replica.root_subnet]
    shown = read(scene, [path], "subnet", 3, verify=True)
    state, node = hash_trees.subtree(shown.tree, path)
    expect(state, FOUND, "ranges")
    shards = hash_trees.labels(node)
    expect(len(shards), 1, "number of shards")
    ranges = certificates.decode_ranges(shown.value(path + shards))
    expect(shards[0], ranges[0][0], "the shard's label")
    expect_that(certificates.is_in(ranges, scene.probe), "ranges with the canister", ranges)


@checks("a state is certified anew: a later reading has a later time")
def later(scene):
    before = read(scene, [[b"time"]]).time
    scene.add()
    expect_that(read(scene, [[b"time"]]).time > before, f"a time after {before}", read(scene, [[b"time"]]).time)


@checks("the time of any address: what JavaScript's agent asks of a canister that it knows by heart")
def known_canister(scene):
    ledger = principals.from_text("ryjl3-tyaaa-aaaaa-aaaba-cai")
    response = asked(scene, [[b"time"]], version=2, effective=ledger)
    expect_in(response.status, (200, 400, 404), "status one of")
    if response.status == 200:
        scene.replica.certificate(answer(response)["certificate"])


if __name__ == "__main__":
    judge(checks)
