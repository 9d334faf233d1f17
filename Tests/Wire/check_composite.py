"""Judges composite queries across canisters.

    check_composite.py URL
"""

from checks import Checks, expect
from managing import relay
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


if __name__ == "__main__":
    judge(checks)
