"""What the checks of the management canister ask of canisters."""

from checks import expect_in
from client import candid, hash_trees, management
from client.candid import field

QUERY_STATS = (
    "num_calls_total", "num_instructions_total", "request_payload_bytes_total", "response_payload_bytes_total")


def status(scene, canister, **more):
    reply = scene.manage("canister_status", management.canister(canister), canister, **more)
    return candid.decode(reply)[0]


def module_hash(scene, canister):
    """As it is certified; `None` where it is certain that there is none."""
    path = [b"canister", canister, b"module_hash"]
    state, value = scene.replica.read_state(canister, [path], verify=False).lookup(path)
    expect_in(state, (hash_trees.FOUND, hash_trees.ABSENT), "module hash one of")
    return value


def hashes_of(reply):
    """What `stored_chunks` tells."""
    return [field(one, "hash") for one in candid.decode(reply)[0]]


def upload(scene, canister, chunk, **more):
    """Stores a chunk, and gives its hash."""
    reply = scene.manage("upload_chunk", management.upload_chunk(canister, chunk), canister, **more)
    return field(candid.decode(reply)[0], "hash")


def stored_chunks(scene, canister, **more):
    return hashes_of(scene.manage("stored_chunks", management.canister(canister), canister, **more))


def take_snapshot(scene, canister, **more):
    """Takes a snapshot, and gives what is told of it."""
    return candid.decode(scene.manage(
        "take_canister_snapshot", management.take_snapshot(canister, **more), canister))[0]


def snapshots(scene, canister, **more):
    """The ids of a canister's snapshots."""
    reply = scene.manage("list_canister_snapshots", management.canister(canister), canister, **more)
    return [field(one, "id") for one in candid.decode(reply)[0]]


def load_snapshot(scene, canister, snapshot_id, **more):
    scene.manage("load_canister_snapshot", management.snapshot(canister, snapshot_id), canister, **more)


def info(scene, canister, changes=None, **more):
    """What `canister_info` tells, asked as a query."""
    argument = management.info(canister, changes)
    return candid.decode(scene.replica.query(management.ID, "canister_info", argument, effective=canister, **more))[0]


def relayed(callee, method, argument):
    return bytes([len(callee)]) + callee + bytes([len(method)]) + method.encode() + argument


def relay(scene, through, callee, method, argument):
    """Has a canister of `asker.wat` make a call."""
    return scene.replica.call(through, "relay", relayed(callee, method, argument))


def relay_query(scene, through, callee, method, argument):
    """Has a canister of `asker.wat` ask a query, in a composite query."""
    return scene.replica.query(through, "relay_query", relayed(callee, method, argument))
