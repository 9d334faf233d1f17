"""Judges snapshots of canisters.

    check_snapshots.py URL
"""

import time

from checks import Checks, expect, expect_that
from client import candid, management, principals
from client.candid import field
from managing import load_snapshot, module_hash, snapshots, status, stored_chunks, take_snapshot, upload
from rejects import CANISTER_ERROR, CANISTER_REJECT, DESTINATION_INVALID, NOBODY, rejected
from scene import judge, module

checks = Checks()
EMPTY = b"\0asm\1\0\0\0"


def delete(scene, canister, snapshot_id, **more):
    scene.manage("delete_canister_snapshot", management.snapshot(canister, snapshot_id), canister, **more)


def fill(scene, canister, stable, certified, times):
    scene.replica.call(canister, "store", stable)
    scene.replica.call(canister, "certify", certified)
    for _ in range(times):
        scene.replica.call(canister, "add", b"")


def shown(scene, canister):
    """Heap, stable memory, certified data and chunks of a probe."""
    certificate = scene.replica.certificate(
        scene.replica.query(canister, "certificate", b""), canister, verify=False)
    return (
        int.from_bytes(scene.replica.query(canister, "count", b""), "little"),
        scene.replica.query(canister, "stored", b""), certificate.value([b"canister", canister, b"certified_data"]),
        len(stored_chunks(scene, canister)))


@checks("a snapshot brings back heap, stable memory, certified data, chunks and module")
def loaded(scene):
    canister = scene.deploy(module("probe"))
    upload(scene, canister, b"chunk")
    fill(scene, canister, b"12345678", b"before", 3)
    before, hash_before = shown(scene, canister), module_hash(scene, canister)
    expect(before, (3, b"12345678", b"before", 1), "state")
    taken = take_snapshot(scene, canister)
    fill(scene, canister, b"87654321", b"after", 2)
    scene.manage("clear_chunk_store", management.canister(canister), canister)
    expect(shown(scene, canister), (5, b"87654321", b"after", 0), "state")
    scene.install(canister, EMPTY, mode="reinstall")
    load_snapshot(scene, canister, field(taken, "id"))
    expect((shown(scene, canister), module_hash(scene, canister)), (before, hash_before), "state and module hash")
    # It goes on from there, and can be gone back to again.
    fill(scene, canister, b"abcdefgh", b"later", 1)
    expect(shown(scene, canister), (4, b"abcdefgh", b"later", 1), "state")
    load_snapshot(scene, canister, field(taken, "id"))
    expect(shown(scene, canister), before, "state")


@checks("what is told of a snapshot is so: id, time, size; the status counts it; a new load is a new version")
def told(scene):
    canister = scene.deploy(module("probe"))
    before = time.time_ns()
    taken = take_snapshot(scene, canister)
    expect_that(abs(field(taken, "taken_at_timestamp") - before) < 60 * 10**9, "the time now", taken)
    size = field(taken, "total_size")
    expect_that(size >= 80 * 65536 + len(module("probe")), "a size of heap and module", size)
    told = status(scene, canister)
    expect(field(field(told, "memory_metrics"), "snapshots_size"), size, "size of snapshots")
    expect(snapshots(scene, canister), [field(taken, "id")], "snapshots")
    version = field(told, "version")
    load_snapshot(scene, canister, field(taken, "id"))
    expect_that(field(status(scene, canister), "version") > version, f"a version above {version}", version)


@checks("ten snapshots are kept; the next replaces one that is named, or is refused")
def limit(scene):
    canister = scene.deploy(module("probe"))
    ids = [field(take_snapshot(scene, canister), "id") for _ in range(10)]
    expect(len(set(ids)), 10, "number of ids")
    rejected(lambda: take_snapshot(scene, canister), CANISTER_REJECT, "IC0408", "maximum", "10")
    new = field(take_snapshot(scene, canister, replace=ids[3]), "id")
    expect(snapshots(scene, canister), ids[:3] + ids[4:] + [new], "snapshots")
    rejected(lambda: take_snapshot(scene, canister, replace=ids[3]), DESTINATION_INVALID, "IC0305")
    delete(scene, canister, ids[0])
    expect_that(field(take_snapshot(scene, canister), "id") not in ids, "an id that was never used", ids)


@checks("a snapshot is deleted once; one that is not there cannot be loaded or deleted")
def deleted(scene):
    canister, other = scene.deploy(module("probe")), scene.deploy(module("probe"))
    taken = field(take_snapshot(scene, canister), "id")
    rejected(lambda: delete(scene, other, taken), DESTINATION_INVALID, "IC0305", principals.text_of(other))
    delete(scene, canister, taken)
    expect(snapshots(scene, canister), [], "snapshots")
    for action in (delete, load_snapshot):
        rejected(lambda: action(scene, canister, taken), DESTINATION_INVALID, "IC0305")
        rejected(lambda: action(scene, canister, bytes(8) + NOBODY), DESTINATION_INVALID, "IC0305")
        rejected(lambda: action(scene, canister, b"no id"), CANISTER_REJECT, "IC0408")


@checks("a snapshot of another canister is loaded by who controls both")
def transferred(scene):
    source, target = scene.deploy(module("probe")), scene.create()
    fill(scene, source, b"12345678", b"", 7)
    taken = field(take_snapshot(scene, source), "id")
    load_snapshot(scene, target, taken)
    expect(scene.replica.query(target, "count", b""), (7).to_bytes(8, "little"), "count")
    scene.replica.call(target, "add", b"")
    expect(scene.replica.query(source, "count", b""), (7).to_bytes(8, "little"), "count of the source")
    theirs = scene.create(controllers=[scene.stranger.sender])
    call = lambda: load_snapshot(scene, theirs, taken, identity=scene.stranger)
    rejected(call, CANISTER_ERROR, "IC0512", principals.text_of(source))


@checks("uninstall_code takes the code away when the snapshot is there, and it can be brought back")
def uninstalled(scene):
    canister = scene.deploy(module("probe"))
    fill(scene, canister, b"12345678", b"", 2)
    taken = field(take_snapshot(scene, canister, uninstall=True), "id")
    expect(module_hash(scene, canister), None, "module hash")
    rejected(lambda: take_snapshot(scene, canister), CANISTER_ERROR, "IC0537", "no Wasm module")
    load_snapshot(scene, canister, taken)
    expect(scene.replica.query(canister, "count", b""), (2).to_bytes(8, "little"), "count")


@checks("only controllers take, list, load and delete")
def access(scene):
    canister = scene.deploy(module("probe"))
    taken = field(take_snapshot(scene, canister), "id")
    calls = {
        "take_canister_snapshot": management.take_snapshot(canister),
        "list_canister_snapshots": management.canister(canister),
        "load_canister_snapshot": management.snapshot(canister, taken),
        "delete_canister_snapshot": management.snapshot(canister, taken),
    }
    for method, argument in calls.items():
        call = lambda: scene.manage(method, argument, canister, scene.stranger)
        rejected(call, CANISTER_ERROR, "IC0512", principals.text_of(canister))
    expect(snapshots(scene, canister), [taken], "snapshots")


@checks("a canister that is deleted takes its snapshots along")
def with_canister(scene):
    source, target = scene.deploy(module("probe")), scene.create()
    taken = field(take_snapshot(scene, source), "id")
    scene.manage("stop_canister", management.canister(source), source)
    scene.manage("delete_canister", management.canister(source), source)
    rejected(lambda: load_snapshot(scene, target, taken), DESTINATION_INVALID, "IC0305")


if __name__ == "__main__":
    judge(checks)
