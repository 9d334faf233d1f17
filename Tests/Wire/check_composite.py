"""Judges composite queries across canisters.

    check_composite.py URL
"""

from checks import Checks, expect
from client import candid, management
from client.candid import field
from managing import relay, relay_query
from rejects import CANISTER_ERROR, CANISTER_REJECT, NOBODY, rejected
from scene import judge, module

checks = Checks()


def asker(scene):
    return scene.deploy(module("asker"))


@checks("a composite query has what the query of another canister replies, as it is committed")
def across(scene):
    one = asker(scene)
    count = scene.add()
    expect(scene.replica.query(one, "ask", scene.probe), count.to_bytes(8, "little"), "count")
    expect(scene.add(), count + 1, "count")
    expect(scene.replica.query(one, "ask", scene.probe), (count + 1).to_bytes(8, "little"), "count")


@checks("composite queries ask composite queries of others, six canisters deep and no deeper")
def nested(scene):
    count = scene.add().to_bytes(8, "little")
    askers = [asker(scene) for _ in range(6)]
    expect(scene.replica.query(askers[0], "ask_first", b"".join(askers[1:5]) + scene.probe), count, "count")
    rejected(
        lambda: scene.replica.query(askers[0], "ask_first", b"".join(askers[1:]) + scene.probe), CANISTER_REJECT,
        "IC0406", "deeper than 6")


@checks("what leads back, what is not there, and updates cannot be asked: the callback hears why")
def refusals(scene):
    one, two = asker(scene), asker(scene)
    cases = {
        (one, "ask", one): "lead back", (one, "ask_first", two + one + scene.probe): "lead back",
        (one, "ask", NOBODY): "not found", (one, "ask_update", scene.probe): "no query method 'add'",
        (one, "ask", scene.create()): "no Wasm module",
    }
    for (canister, method, argument), words in cases.items():
        rejected(lambda: scene.replica.query(canister, method, argument), CANISTER_REJECT, "IC0406", words)


@checks("a composite query is no update and no query of an update: only queries reach it")
def replicated(scene):
    one = asker(scene)
    rejected(lambda: scene.replica.call(one, "ask", scene.probe), CANISTER_ERROR, "IC0527")
    two = asker(scene)
    rejected(lambda: relay(scene, two, one, "ask", scene.probe), CANISTER_REJECT, "IC0406", "replicated mode")


@checks("a composite query asks the management canister for status, history and log, and for nothing else")
def of_management(scene):
    one, other = asker(scene), scene.deploy(module("subject"))
    ask = lambda method, argument: candid.decode(relay_query(scene, one, management.ID, method, argument))[0]
    told = ask("canister_status", management.canister(one))
    expect(field(field(told, "settings"), "controllers"), [scene.controller.sender], "controllers")
    expect(field(ask("canister_info", management.info(other, 1)), "total_num_changes"), 2, "number of changes")
    scene.replica.call(other, "print", b"line")
    argument = management.update_settings(other, log_visibility=("allowed_viewers", [one]))
    scene.manage("update_settings", argument, other)
    told = ask("fetch_canister_logs", management.logs(other))
    expect([bytes(field(line, "content")) for line in field(told, "canister_log_records")], [b"line"], "lines")
    refusals = {
        ("canister_status", management.canister(other)): "Only controllers",
        ("canister_info", management.info(NOBODY)): "not found",
        ("stop_canister", management.canister(one)): "cannot be queried", ("nonsense", candid.NOTHING): "no method",
    }
    for (method, argument), words in refusals.items():
        rejected(lambda: ask(method, argument), CANISTER_REJECT, "IC0406", words)


if __name__ == "__main__":
    judge(checks)
