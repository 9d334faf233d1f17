"""Judges how update calls fail: reject codes, error codes, and what the messages name.

    check_failing_calls.py URL
"""

from checks import Checks, expect
from client import management, principals
from rejects import CANISTER_ERROR, DESTINATION_INVALID, NOBODY, rejected
from scene import judge

checks = Checks()


@checks("a trap: code 5, IC0503, the canister's own words; what it did before is undone")
def trap(scene):
    before = scene.count()
    call = lambda: scene.replica.call(scene.probe, "add_and_trap", b"")
    rejected(call, CANISTER_ERROR, "IC0503", "as asked", principals.text_of(scene.probe))
    expect(scene.count(), before, "count")


@checks("no answer: code 5, IC0506")
def silent(scene):
    rejected(lambda: scene.replica.call(scene.probe, "silent", b""), CANISTER_ERROR, "IC0506")


@checks("no such method: code 5, IC0536, and its name")
def no_method(scene):
    rejected(lambda: scene.replica.call(scene.probe, "nonsense", b""), CANISTER_ERROR, "IC0536", "nonsense")


@checks("no such canister: code 3, IC0301, and its id")
def no_canister(scene):
    call = lambda: scene.replica.call(NOBODY, "add", b"")
    rejected(call, DESTINATION_INVALID, "IC0301", principals.text_of(NOBODY))


@checks("a canister without a module: code 5, IC0537")
def empty_canister(scene):
    empty = scene.create()
    rejected(lambda: scene.replica.call(empty, "add", b""), CANISTER_ERROR, "IC0537")


@checks("a canister that was stopped: code 5, IC0508; started again it answers")
def stopped(scene):
    scene.manage("stop_canister", management.canister(scene.probe), scene.probe)
    rejected(lambda: scene.replica.call(scene.probe, "add", b""), CANISTER_ERROR, "IC0508")
    scene.manage("start_canister", management.canister(scene.probe), scene.probe)
    scene.add()


if __name__ == "__main__":
    judge(checks)
