"""What the checks of the management canister ask of canisters."""

from checks import expect_in
from client import candid, hash_trees, management

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
