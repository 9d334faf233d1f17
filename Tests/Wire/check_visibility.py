"""Judges what settings do: who reads the log and which lines of it, the memory limit, environment variables,
allocations; and cycles from nowhere.

    check_visibility.py URL
"""

from checks import Checks, expect
from client import candid, management
from client.candid import field, field_id
from managing import relay, status
from rejects import CANISTER_ERROR, CANISTER_REJECT, DESTINATION_INVALID, NOBODY, rejected
from scene import judge, module

checks = Checks()
PAGE = 65536


def lines(scene, canister, identity=None, **more):
    """The lines of a log, each with its number and time."""
    reply = scene.replica.query(
        management.ID, "fetch_canister_logs", management.logs(canister, **more), identity or scene.controller,
        effective=canister)
    return [
        (field(one, "idx"), field(one, "timestamp_nanos"), bytes(field(one, "content")))
        for one in field(candid.decode(reply)[0], "canister_log_records")]


def change(scene, canister, **settings):
    scene.manage("update_settings", management.update_settings(canister, **settings), canister)


@checks("the log has what was printed, and traps, in their order; a part of it by number or by time")
def log(scene):
    canister = scene.deploy(module("subject"))
    for text in (b"one", b"two", b"three"):
        scene.replica.call(canister, "print", text)
    told = lines(scene, canister)
    expect([text for *_, text in told], [b"one", b"two", b"three"], "lines")
    first = told[0][0]
    expect([number for number, *_ in told], [first, first + 1, first + 2], "numbers")
    expect(lines(scene, canister, by="by_idx", start=first + 1, end=first + 2), told[1:2], "lines")
    expect(lines(scene, canister, by="by_idx", start=first + 1, end=2**64 - 1), told[1:], "lines")
    expect(lines(scene, canister, by="by_timestamp_nanos", start=told[2][1], end=told[2][1] + 1), told[2:], "lines")
    expect(lines(scene, canister, by="by_timestamp_nanos", start=0, end=told[0][1]), [], "lines")
    scene.install(canister, module("subject"), mode="reinstall")
    expect(lines(scene, canister), [], "lines")


@checks("the log is for the controllers, for those who are named, or for everybody; nobody reads it by a call")
def log_visibility(scene):
    canister = scene.deploy(module("subject"))
    scene.replica.call(canister, "print", b"line")
    hidden = lambda: rejected(lambda: lines(scene, canister, scene.stranger), CANISTER_REJECT, "IC0406", "not allowed")
    hidden()
    change(scene, canister, log_visibility=("allowed_viewers", [scene.stranger.sender]))
    expect(len(lines(scene, canister, scene.stranger)), 1, "number of lines")
    expect(len(lines(scene, canister)), 1, "number of lines for the controller")
    rejected(lambda: lines(scene, canister, scene.anonymous), CANISTER_REJECT, "IC0406")
    change(scene, canister, log_visibility="public")
    expect(len(lines(scene, canister, scene.anonymous)), 1, "number of lines")
    change(scene, canister, log_visibility="controllers")
    hidden()
    rejected(
        lambda: scene.manage("fetch_canister_logs", management.logs(canister), canister), CANISTER_REJECT, "IC0406")
    rejected(lambda: lines(scene, NOBODY), DESTINATION_INVALID, "IC0301")
    eleven = [bytes([number]) for number in range(11)]
    rejected(
        lambda: change(scene, canister, log_visibility=("allowed_viewers", eleven)), CANISTER_REJECT, "IC0408",
        "allowed_viewers")


@checks("a canister reads a log by a call, where it may")
def log_for_canisters(scene):
    reader = scene.deploy(module("asker"))
    canister = scene.deploy(module("subject"))
    scene.replica.call(canister, "print", b"line")
    read = lambda: relay(scene, reader, management.ID, "fetch_canister_logs", management.logs(canister))
    rejected(read, CANISTER_REJECT, "IC0406", "not allowed")
    change(scene, canister, log_visibility=("allowed_viewers", [reader]))
    expect(len(field(candid.decode(read())[0], "canister_log_records")), 1, "number of lines")


@checks("the memory limit ends what makes the heap larger, which is undone; 0 is no limit")
def memory_limit(scene):
    canister = scene.deploy(module("subject"))
    change(scene, canister, wasm_memory_limit=12 * PAGE)
    expect(scene.replica.call(canister, "grow", b"\2"), b"\x0c", "pages")
    rejected(lambda: scene.replica.call(canister, "grow", b"\1"), CANISTER_ERROR, "IC0539", f"{12 * PAGE}")
    expect(scene.replica.call(canister, "grow", b"\0"), b"\x0c", "pages")
    expect(field(field(status(scene, canister), "settings"), "wasm_memory_limit"), 12 * PAGE, "limit")
    change(scene, canister, wasm_memory_limit=0)
    expect(scene.replica.call(canister, "grow", b"\1"), b"\x0d", "pages")
    rejected(lambda: change(scene, canister, wasm_memory_limit=2**48 + 1), CANISTER_REJECT, "IC0408")
    small = scene.create(wasm_memory_limit=PAGE)
    rejected(lambda: scene.install(small, module("subject")), CANISTER_ERROR, "IC0539")


@checks("environment variables are what the canister reads, from the beginning and when they are changed")
def environment(scene):
    canister = scene.create(environment_variables=[{"name": "colour", "value": "blue"}])
    scene.install(canister, module("subject"))
    read = lambda name: scene.replica.query(canister, "variable", name)
    expect(read(b"colour"), b"blue", "value")
    rejected(lambda: read(b"size"), CANISTER_ERROR, "IC0504")
    change(scene, canister, environment_variables=[
        {"name": "size", "value": "XL"}, {"name": "colour", "value": "grün"}])
    expect((read(b"colour"), read(b"size")), ("grün".encode(), b"XL"), "values")
    expect(scene.replica.query(canister, "variables", b""), b"\2", "number of variables")
    told = field(field(status(scene, canister), "settings"), "environment_variables")
    expect([(field(one, "name"), field(one, "value")) for one in told], [("colour", "grün"), ("size", "XL")], "told")
    for wrong in (
        [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}], [{"name": "n" * 129, "value": ""}],
        [{"name": "n", "value": "v" * 129}], [{"name": f"{number}", "value": ""} for number in range(21)],
    ):
        rejected(lambda: change(scene, canister, environment_variables=wrong), CANISTER_REJECT, "IC0408")
    expect(read(b"size"), b"XL", "value")


@checks("allocations and freezing threshold are taken and told")
def allocations(scene):
    canister = scene.create(compute_allocation=10, memory_allocation=2**30, freezing_threshold=5)
    told = field(status(scene, canister), "settings")
    names = ("compute_allocation", "memory_allocation", "freezing_threshold")
    expect([field(told, name) for name in names], [10, 2**30, 5], "settings")
    rejected(lambda: change(scene, canister, compute_allocation=101), CANISTER_REJECT, "IC0408", "compute_allocation")
    change(scene, canister, compute_allocation=0)
    expect(field(field(status(scene, canister), "settings"), "compute_allocation"), 0, "compute allocation")
    expect(field(told, "log_visibility"), (field_id("controllers"), None), "log visibility")


@checks("anybody tops up any canister, with cycles from nowhere; one that is not there cannot be")
def top_up(scene):
    canister = scene.create(amount=1000)
    scene.manage("provisional_top_up_canister", management.top_up(canister, 234), canister, scene.stranger)
    expect(field(status(scene, canister), "cycles"), 1234, "cycles")
    scene.manage("provisional_top_up_canister", management.top_up(canister, 2**128 - 1), canister, scene.anonymous)
    expect(field(status(scene, canister), "cycles"), 2**128 - 1, "cycles")
    rejected(
        lambda: scene.manage("provisional_top_up_canister", management.top_up(NOBODY, 1), NOBODY),
        DESTINATION_INVALID, "IC0301")
    rejected(
        lambda: scene.manage("provisional_top_up_canister", management.top_up(canister, 2**128), canister),
        CANISTER_REJECT, "IC0408", "amount")


if __name__ == "__main__":
    judge(checks)
