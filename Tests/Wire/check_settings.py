"""Judges the management canister's creation of canisters, their settings, and what their status tells.

    check_settings.py URL
"""

import hashlib

from checks import Checks, expect, expect_in, expect_that
from client import candid, cbor, management, principals, requests
from client.candid import BLOB, field, field_id, record
from client.replica import Rejected
from managing import QUERY_STATS, status
from rejects import CANISTER_ERROR, rejected
from scene import judge, module

checks = Checks()


for version in (2, 3, 4):

    @checks(f"v{version}: a canister is created at the management canister's own address, for the caller")
    def created(scene, version=version):
        canister = management.created(scene.manage(
            "provisional_create_canister_with_cycles", management.create(), version=version))
        path = [b"canister", canister, b"controllers"]
        shown = scene.replica.read_state(canister, [path], verify=False)
        expect(list(cbor.decode(shown.value(path))), [scene.controller.sender], "controllers")
        expect(canister[-2:], b"\1\1", "the end of the id")


@checks("a canister is created at the address of any id of the subnet's ranges")
def created_elsewhere(scene):
    reply = scene.manage("provisional_create_canister_with_cycles", management.create(), scene.probe)
    expect_that(management.created(reply) != scene.probe, "a new canister", management.created(reply))


@checks("each creation makes another canister")
def distinct(scene):
    made = {scene.create() for _ in range(4)}
    expect(len(made), 4, "number of canisters")


@checks("a canister is created with the cycles, controllers and id that were asked for; the id only once")
def chosen(scene):
    wanted = principals.from_text("rdmx6-jaaaa-aaaaa-aaadq-cai")
    try:
        made = scene.create(controllers=[scene.stranger.sender], specified_id=wanted, amount=10**12)
        expect(made, wanted, "id")
        cycles = field(status(scene, made, identity=scene.stranger), "cycles")
        expect_that(0 < cycles <= 10**12, "cycles up to those asked for", cycles)
    except Rejected as reject:
        # The check may have run before on this replica.
        expect(reject.error_code, "IC0205", "error code")
    rejected(lambda: scene.create(specified_id=wanted), 2, "IC0205")


@checks("more than 10 controllers are refused")
def many_controllers(scene):
    one = [principals.self_authenticating(bytes([number])) for number in range(11)]
    expect(len(scene.create(controllers=one[:10])), 10, "length of the id")
    try:
        scene.create(controllers=one)
    except Rejected as reject:
        expect_in(reject.code, (4, 5), "reject code one of")
        return
    expect(True, False, "a canister of 11 controllers:")


STATUS_FIELDS = {
    "status": tuple, "settings": dict, "module_hash": list, "memory_size": int, "cycles": int, "reserved_cycles": int,
    "idle_cycles_burned_per_day": int, "query_stats": dict, "version": int, "ready_for_migration": int,
    "memory_metrics": dict,
}
SETTINGS_FIELDS = {
    "controllers": list, "compute_allocation": int, "memory_allocation": int, "freezing_threshold": int,
    "reserved_cycles_limit": int, "log_visibility": tuple, "wasm_memory_limit": int, "wasm_memory_threshold": int,
    "environment_variables": list,
}
MEMORY_METRICS = (
    "wasm_memory_size", "stable_memory_size", "global_memory_size", "wasm_binary_size", "custom_sections_size",
    "canister_history_size", "wasm_chunk_store_size", "snapshots_size")


@checks("canister_status has every field that current clients decode, with its type")
def status_fields(scene):
    told = status(scene, scene.probe)
    for name, kind in STATUS_FIELDS.items():
        expect_that(isinstance(field(told, name), kind), f"{name} as {kind.__name__}", field(told, name))
    for name, kind in SETTINGS_FIELDS.items():
        value = field(field(told, "settings"), name)
        expect_that(isinstance(value, kind), f"{name} as {kind.__name__}", value)
    for name in QUERY_STATS:
        expect_that(isinstance(field(field(told, "query_stats"), name), int), f"{name} as a number", told)
    for name in MEMORY_METRICS:
        expect_that(isinstance(field(field(told, "memory_metrics"), name), int), f"{name} as a number", told)


@checks("canister_status tells what is so: status, controllers, module, defaults")
def status_values(scene):
    told = status(scene, scene.probe)
    expect(field(told, "status"), (field_id("running"), None), "status")
    expect(field(told, "module_hash"), [hashlib.sha256(module("probe")).digest()], "module hash")
    settings = field(told, "settings")
    expect(field(settings, "controllers"), [scene.controller.sender], "controllers")
    expect(field(settings, "freezing_threshold"), 2_592_000, "freezing threshold")
    expect((field(settings, "compute_allocation"), field(settings, "memory_allocation")), (0, 0), "allocations")
    expect(field(settings, "log_visibility"), (field_id("controllers"), None), "log visibility")
    empty = scene.create()
    expect(field(status(scene, empty), "module_hash"), None, "module hash")
    expect(field(status(scene, empty), "cycles"), 100 * 10**12, "cycles")


@checks("settings are changed; a controller who leaves has no more to say")
def settings(scene):
    canister = scene.create()
    scene.manage("update_settings", management.update_settings(canister, freezing_threshold=1000), canister)
    expect(field(field(status(scene, canister), "settings"), "freezing_threshold"), 1000, "freezing threshold")
    argument = management.update_settings(canister, controllers=[scene.stranger.sender])
    scene.manage("update_settings", argument, canister)
    rejected(lambda: status(scene, canister), CANISTER_ERROR, "IC0512")
    told = status(scene, canister, identity=scene.stranger)
    expect(field(field(told, "settings"), "controllers"), [scene.stranger.sender], "controllers")
    expect(field(field(told, "settings"), "freezing_threshold"), 1000, "freezing threshold")


def is_refused(scene, method, argument=candid.NOTHING, effective=management.ID):
    """By a status of 4xx, or by a reject."""
    content = requests.call(management.ID, method, argument, scene.controller.sender)
    response = scene.replica.submit(content, scene.controller, effective)
    if 400 <= response.status < 500:
        expect_that(response.text.strip(), "a text that tells why", response.body)
        return
    try:
        scene.replica.outcome(response, content, scene.controller, effective)
    except Rejected as reject:
        expect_that(reject.message, "a message", reject.message)
        return
    expect(True, False, f"{method} from outside, taken:")


@checks("what only canisters may ask for, and what nobody knows, is refused: raw_rand, create_canister, others")
def not_for_users(scene):
    arguments = {
        "raw_rand": candid.NOTHING, "nonsense": candid.NOTHING,
        "create_canister": candid.encode((record(settings=("opt", "null")), {"settings": None})),
        "deposit_cycles": management.canister(scene.probe),
    }
    for method, argument in arguments.items():
        is_refused(scene, method, argument, scene.probe)


@checks("arguments that are no Candid, or not of the method's type, are refused")
def bad_arguments(scene):
    for method in ("install_code", "canister_status", "update_settings", "provisional_create_canister_with_cycles"):
        for argument in (b"", b"nonsense", candid.encode(("nat", 7)), b"DIDL\1\x6c\1\0"):
            is_refused(scene, method, argument, scene.probe)


@checks("a field that is new to the replica is no fault")
def unknown_fields(scene):
    kind = record(canister_id="principal", something_new=("opt", BLOB))
    argument = candid.encode((kind, {"canister_id": scene.probe, "something_new": b"x"}))
    scene.manage("canister_status", argument, scene.probe)


if __name__ == "__main__":
    judge(checks)
