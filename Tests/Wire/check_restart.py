"""Kills a replica and starts it again on the same state, and demands that chunks, snapshots and histories are there.

    check_restart.py ICWS
"""

import hashlib
import pathlib
import sys
import tempfile

from checks import Checks, expect
from client import management
from client.candid import field
from managing import info, load_snapshot, snapshots, stored_chunks, take_snapshot, upload
from replica_process import ReplicaProcess
from scene import Scene, module

checks = Checks()


def state_of(scene, canister):
    """All that is told of a canister's history, chunks and snapshots."""
    return info(scene, canister, 100), sorted(stored_chunks(scene, canister)), snapshots(scene, canister)


@checks("chunks, snapshots and history are there after a kill, and a snapshot can be loaded")
def kept(scene, server):
    canister, other = scene.deploy(module("probe")), scene.create()
    chunk = upload(scene, canister, b"chunk")
    scene.replica.call(canister, "store", b"12345678")
    scene.replica.call(canister, "add", b"")
    first = field(take_snapshot(scene, canister), "id")
    second = field(take_snapshot(scene, canister), "id")
    scene.replica.call(canister, "store", b"87654321")
    upload(scene, canister, b"another chunk")
    before = [state_of(scene, one) for one in (canister, other)]
    for _ in range(2):
        server.kill()
        server.start()
        expect([state_of(scene, one) for one in (canister, other)], before, "state")
    load_snapshot(scene, canister, second)
    server.kill()
    server.start()
    expect(scene.replica.query(canister, "stored", b""), b"12345678", "stable memory")
    expect(int.from_bytes(scene.replica.call(canister, "add", b""), "little"), 2, "count")
    expect((stored_chunks(scene, canister), snapshots(scene, canister)), ([chunk], [first, second]), "chunks, snapshots")
    load_snapshot(scene, other, first)
    expect(scene.replica.query(other, "stored", b""), b"12345678", "stable memory")


@checks("what was cleared, replaced or deleted stays away")
def gone(scene, server):
    canister = scene.deploy(module("probe"))
    upload(scene, canister, b"chunk")
    old = field(take_snapshot(scene, canister), "id")
    server.kill()
    server.start()
    scene.manage("clear_chunk_store", management.canister(canister), canister)
    new = field(take_snapshot(scene, canister, replace=old), "id")
    server.kill()
    server.start()
    expect((stored_chunks(scene, canister), snapshots(scene, canister)), ([], [new]), "chunks, snapshots")
    scene.manage("delete_canister_snapshot", management.snapshot(canister, new), canister)
    expect(upload(scene, canister, b"chunk"), hashlib.sha256(b"chunk").digest(), "hash")
    server.kill()
    server.start()
    expect((len(stored_chunks(scene, canister)), snapshots(scene, canister)), (1, []), "chunks, snapshots")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="replica-") as folder:
        server = ReplicaProcess(sys.argv[1], f"{folder}/state", str(pathlib.Path(folder) / "output"))
        server.start()
        scene = Scene(server.replica.url)
        scene.replica = server.replica
        try:
            status = checks.run(scene, server)
        finally:
            server.end()
    sys.exit(status)
