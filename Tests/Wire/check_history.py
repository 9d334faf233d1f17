"""Judges what `canister_info` tells of a canister's history.

    check_history.py URL
"""

import hashlib
import time

from checks import Checks, expect, expect_that
from client import candid, management, request_ids
from client.candid import field, field_id
from managing import info, load_snapshot, relay, status, take_snapshot
from rejects import CANISTER_REJECT, DESTINATION_INVALID, NOBODY, rejected
from scene import judge, module

checks = Checks()
EMPTY = b"\0asm\1\0\0\0"


def details(told):
    """Kind and payload of each change that is told."""
    return [field(change, "details") for change in field(told, "recent_changes")]


def is_change(found, name):
    return found[0] == field_id(name)


@checks("each change is told of: creation, code, controllers, snapshots; with time, version and who made it")
def changes(scene):
    started = time.time_ns()
    canister = scene.create()
    scene.install(canister, module("probe"))
    scene.install(canister, module("probe"), mode=("upgrade", None))
    scene.install(canister, EMPTY, mode="reinstall")
    taken = take_snapshot(scene, canister)
    load_snapshot(scene, canister, field(taken, "id"))
    scene.manage("uninstall_code", management.canister(canister), canister)
    both = [scene.controller.sender, scene.stranger.sender]
    scene.manage("update_settings", management.update_settings(canister, controllers=both), canister)
    # What changes no controllers is no change of the history.
    scene.manage("update_settings", management.update_settings(canister, freezing_threshold=7), canister)
    told = info(scene, canister, 100)
    expect(field(told, "total_num_changes"), 7, "number of changes")
    expect((field(told, "module_hash"), field(told, "controllers")), (None, both), "module hash and controllers")
    found = details(told)
    names = ["creation"] + ["code_deployment"] * 3 + ["load_snapshot", "code_uninstall", "controllers_change"]
    expect([one[0] for one in found], [field_id(name) for name in names], "changes")
    expect(field(found[0][1], "controllers"), [scene.controller.sender], "first controllers")
    expect(field(found[0][1], "environment_variables_hash"), None, "hash of variables")
    probe, empty = hashlib.sha256(module("probe")).digest(), hashlib.sha256(EMPTY).digest()
    for one, mode, code in zip(found[1:4], ("install", "upgrade", "reinstall"), (probe, probe, empty)):
        expect((field(one[1], "mode")[0], field(one[1], "module_hash")), (field_id(mode), code), "deployment")
    loaded = found[4][1]
    expect(field(loaded, "snapshot_id"), field(taken, "id"), "snapshot id")
    expect(field(loaded, "taken_at_timestamp"), field(taken, "taken_at_timestamp"), "time of the snapshot")
    expect(field(loaded, "from_canister_id"), None, "source")
    expect(field(loaded, "source")[0], field_id("taken_from_canister"), "kind of source")
    expect(field(found[6][1], "controllers"), both, "controllers")
    recent = field(told, "recent_changes")
    times = [field(one, "timestamp_nanos") for one in recent]
    expect_that(times == sorted(times) and abs(times[0] - started) < 60 * 10**9, "times in order, from now", times)
    versions = [field(one, "canister_version") for one in recent]
    expect(versions, sorted(set(versions)), "versions that grow")
    for one in recent:
        user = {field_id("user_id"): scene.controller.sender}
        expect(field(one, "origin"), (field_id("from_user"), user), "origin")


@checks("as many changes are told as are asked for, the last ones; none where nothing is asked")
def number(scene):
    canister = scene.create()
    for mode in ("install", "reinstall", "reinstall"):
        scene.install(canister, EMPTY, mode=mode)
    for wanted, expected in ((None, 0), (0, 0), (1, 1), (2, 2), (4, 4), (2**64 - 1, 4)):
        told = info(scene, canister, wanted)
        expect((field(told, "total_num_changes"), len(details(told))), (4, expected), "changes")
    last = details(info(scene, canister, 1))[0]
    expect_that(is_change(last, "code_deployment"), "a deployment", last)


@checks("twenty changes are remembered, and all are counted")
def bounded(scene):
    canister = scene.create()
    for count in range(24):
        scene.install(canister, EMPTY, mode="install" if count == 0 else "reinstall")
    told = info(scene, canister, 100)
    expect((field(told, "total_num_changes"), len(details(told))), (25, 20), "changes")
    expect_that(field(field(status(scene, canister), "memory_metrics"), "canister_history_size") > 0, "a size", told)


@checks("environment variables at the creation are told of by their hash")
def variables(scene):
    wanted = [{"name": "one", "value": "1"}, {"name": "two", "value": "zwei"}]
    canister = scene.create(environment_variables=wanted)
    expected = request_ids.hash_of_map({"one": "1", "two": "zwei"})
    found = details(info(scene, canister, 1))[0][1]
    expect(field(found, "environment_variables_hash"), [expected], "hash of variables")


@checks("everybody may ask, as a query; as a call only canisters may, and a canister's changes tell of it")
def access(scene):
    canister = scene.deploy(module("asker"))
    expect(field(info(scene, canister, identity=scene.stranger), "total_num_changes"), 2, "number of changes")
    rejected(
        lambda: scene.manage("canister_info", management.info(canister), canister), CANISTER_REJECT, "IC0406",
        "canisters alone")
    child = scene.create(controllers=[scene.controller.sender, canister])
    kind = management.record(mode=management.MODE, canister_id="principal", wasm_module=management.BLOB,
                             arg=management.BLOB, sender_canister_version=("opt", "nat64"))
    argument = management.encode((kind, {
        "mode": "install", "canister_id": child, "wasm_module": EMPTY, "arg": b"", "sender_canister_version": 77}))
    relay(scene, canister, management.ID, "install_code", argument)
    reply = relay(scene, canister, management.ID, "canister_info", management.info(child, 1))
    change = field(candid.decode(reply)[0], "recent_changes")[0]
    origin = {field_id("canister_id"): canister, field_id("canister_version"): [77]}
    expect(field(change, "origin"), (field_id("from_canister"), origin), "origin")


@checks("a canister that is not there has no history")
def nobody(scene):
    rejected(lambda: info(scene, NOBODY), DESTINATION_INVALID, "IC0301")


if __name__ == "__main__":
    judge(checks)
