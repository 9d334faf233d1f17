"""Judges how modules are installed, upgraded and taken away, and canisters stopped and deleted.

    check_installation.py URL
"""

import gzip
import hashlib

from checks import Checks, expect
from client import management, principals
from client.candid import field, field_id
from managing import module_hash, status
from rejects import CANISTER_ERROR, DESTINATION_INVALID, rejected
from scene import judge, module

checks = Checks()
OTHER_MODULE = b"\0asm\1\0\0\0"


def stored(scene, canister):
    return scene.replica.query(canister, "stored", b"")


@checks("a module is installed and its hash certified, as it was sent: also when it was sent compressed")
def installed(scene):
    code = module("probe")
    packed = gzip.compress(code, mtime=0)
    for sent in (code, packed):
        canister = scene.deploy(sent)
        expect(module_hash(scene, canister), hashlib.sha256(sent).digest(), "module hash")
        expect(scene.replica.query(canister, "echo", b"hello"), b"hello", "reply")


@checks("an upgrade keeps stable memory and certified data and empties the heap; so does one as older clients write it")
def upgraded(scene):
    canister = scene.deploy(module("probe"))
    scene.replica.call(canister, "store", b"12345678")
    scene.replica.call(canister, "certify", b"certified")
    options = [None, [{"skip_pre_upgrade": None}], "old"]
    for option in options:
        scene.replica.call(canister, "add", b"")
        if option == "old":
            argument = management.install(canister, module("probe"), mode="upgrade", mode_type=management.PLAIN_MODE)
        else:
            mode = ("upgrade", None if option is None else option[0])
            argument = management.install(canister, module("probe"), mode=mode)
        scene.manage("install_code", argument, canister)
        expect(stored(scene, canister), b"12345678", "stable memory")
        expect(scene.replica.query(canister, "count", b""), bytes(8), "count")
        data = scene.replica.certificate(scene.replica.query(canister, "certificate", b""), canister, verify=False)
        expect(data.value([b"canister", canister, b"certified_data"]), b"certified", "certified data")


@checks("a new installation empties all; one over a module is refused, as is an upgrade of nothing")
def reinstalled(scene):
    canister = scene.deploy(module("probe"))
    scene.replica.call(canister, "store", b"12345678")
    rejected(lambda: scene.install(canister, module("probe")), CANISTER_ERROR, "IC0538")
    scene.install(canister, module("probe"), mode="reinstall")
    scene.replica.call(canister, "store", b"\0" * 8)
    expect(stored(scene, canister), bytes(8), "stable memory")
    empty = scene.create()
    rejected(lambda: scene.install(empty, module("probe"), mode=("upgrade", None)), CANISTER_ERROR, "IC0537")


@checks("what is no module is refused with IC0505, and nothing changes")
def no_module(scene):
    canister = scene.create()
    bad_import = b"\0asm\1\0\0\0\1\4\1\x60\0\0\2\x0b\1\3env\3foo\0\0"
    for code in (b"", b"nonsense", module("probe")[:-5], gzip.compress(b"nonsense"), b"\x1f\x8b\x08", bad_import):
        rejected(lambda: scene.install(canister, code), CANISTER_ERROR, "IC0505")
        expect(module_hash(scene, canister), None, "module hash")


@checks("only controllers install, stop, ask for the status, change settings, delete: IC0512")
def strangers(scene):
    canister = scene.probe
    calls = {
        "install_code": management.install(canister, OTHER_MODULE, mode="reinstall"),
        "canister_status": management.canister(canister), "stop_canister": management.canister(canister),
        "start_canister": management.canister(canister), "uninstall_code": management.canister(canister),
        "delete_canister": management.canister(canister),
        "update_settings": management.update_settings(canister, controllers=[scene.stranger.sender]),
    }
    for method, argument in calls.items():
        call = lambda: scene.manage(method, argument, canister, scene.stranger)
        rejected(call, CANISTER_ERROR, "IC0512", principals.text_of(canister))


@checks("a canister is stopped, deleted and gone; one that runs is not deleted")
def deleted(scene):
    canister = scene.deploy(module("probe"))
    argument = management.canister(canister)
    rejected(lambda: scene.manage("delete_canister", argument, canister), CANISTER_ERROR, "IC0510")
    scene.manage("stop_canister", argument, canister)
    expect(field(status(scene, canister), "status"), (field_id("stopped"), None), "status")
    scene.manage("delete_canister", argument, canister)
    rejected(lambda: scene.replica.call(canister, "add", b""), DESTINATION_INVALID, "IC0301")
    expect(module_hash(scene, canister), None, "module hash")


@checks("a module is taken away: its hash is gone, its memory too; the canister stays")
def uninstalled(scene):
    canister = scene.deploy(module("probe"))
    scene.manage("uninstall_code", management.canister(canister), canister)
    expect(module_hash(scene, canister), None, "module hash")
    rejected(lambda: scene.replica.call(canister, "add", b""), CANISTER_ERROR, "IC0537")
    scene.install(canister, module("probe"))
    expect(scene.replica.query(canister, "count", b""), bytes(8), "count")


if __name__ == "__main__":
    judge(checks)
