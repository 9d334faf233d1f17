"""Judges chunk stores, and the installation of modules in chunks.

    check_chunks.py URL
"""

import hashlib
import os

from checks import Checks, expect, expect_that
from client import candid, management, principals
from client.candid import field
from managing import hashes_of, module_hash, relay, status, stored_chunks, upload
from rejects import CANISTER_ERROR, CANISTER_REJECT, NOBODY, rejected
from scene import judge, module

checks = Checks()
MIB = 1 << 20


def sha256(data):
    return hashlib.sha256(data).digest()


def parts(data, size):
    return [data[at:at + size] for at in range(0, len(data), size)]


def padded(size):
    """The probe with a custom section of random bytes: a module as large as one likes, which does not compress."""
    name = b"\x03pad"
    content = name + os.urandom(size)
    length, number = b"", len(content)
    while number > 0x7F:
        length, number = length + bytes([number & 0x7F | 0x80]), number >> 7
    return module("probe") + b"\0" + length + bytes([number]) + content


def install(scene, canister, hashes, whole, **more):
    scene.manage("install_chunked_code", management.install_chunked(canister, hashes, whole, **more), canister)


@checks("a chunk is stored once and told of by its hash; clearing takes all")
def stored(scene):
    canister = scene.create()
    expect(stored_chunks(scene, canister), [], "hashes")
    chunks = [b"one", b"", os.urandom(MIB)]
    for chunk in chunks + chunks[:1]:
        expect(upload(scene, canister, chunk), sha256(chunk), "hash")
    expect(sorted(stored_chunks(scene, canister)), sorted(map(sha256, chunks)), "hashes")
    told = field(status(scene, canister), "memory_metrics")
    expect(field(told, "wasm_chunk_store_size"), 3 * MIB, "size of the chunk store")
    scene.manage("clear_chunk_store", management.canister(canister), canister)
    expect(stored_chunks(scene, canister), [], "hashes")
    expect(field(field(status(scene, canister), "memory_metrics"), "wasm_chunk_store_size"), 0, "size")


@checks("a chunk above 1 MiB is refused, and a 101st chunk; one that is there already is not one more")
def limits(scene):
    canister = scene.create()
    rejected(lambda: upload(scene, canister, bytes(MIB + 1)), CANISTER_ERROR, "IC0504", "1048576")
    for number in range(100):
        upload(scene, canister, bytes([number]))
    rejected(lambda: upload(scene, canister, b"too many"), CANISTER_ERROR, "IC0504", "100 chunks")
    expect(upload(scene, canister, b"\5"), sha256(b"\5"), "hash")
    expect(len(stored_chunks(scene, canister)), 100, "number of chunks")


@checks("a module of 3 MiB is installed from chunks, upgraded and installed anew; its hash is that of the whole")
def installed(scene):
    whole = padded(3 * MIB)
    canister = scene.create()
    hashes = [upload(scene, canister, part) for part in parts(whole, MIB)]
    install(scene, canister, hashes, sha256(whole))
    expect(module_hash(scene, canister), sha256(whole), "module hash")
    scene.replica.call(canister, "store", b"12345678")
    install(scene, canister, hashes, sha256(whole), mode=("upgrade", None))
    expect(scene.replica.query(canister, "stored", b""), b"12345678", "stable memory")
    expect(len(stored_chunks(scene, canister)), len(hashes), "number of chunks that stay")
    install(scene, canister, hashes, sha256(whole), mode="reinstall")
    expect(scene.replica.query(canister, "count", b""), bytes(8), "count")
    rejected(lambda: install(scene, canister, hashes, sha256(whole)), CANISTER_ERROR, "IC0538")


@checks("chunks of another canister serve too, for who may use them")
def other_store(scene):
    whole = module("probe")
    store, target = scene.create(), scene.create()
    hashes = [upload(scene, store, part) for part in parts(whole, 1000)]
    rejected(lambda: install(scene, target, hashes, sha256(whole)), CANISTER_ERROR, "IC0504", "not found")
    install(scene, target, hashes, sha256(whole), store=store)
    expect(module_hash(scene, target), sha256(whole), "module hash")
    theirs = scene.create(controllers=[scene.stranger.sender])
    upload(scene, theirs, whole, identity=scene.stranger)
    rejected(
        lambda: install(scene, target, [sha256(whole)], sha256(whole), store=theirs, mode="reinstall"),
        CANISTER_ERROR, "IC0512", principals.text_of(theirs))


@checks("what does not fit together is refused, and nothing changes")
def mismatches(scene):
    canister, whole = scene.create(), module("probe")
    halves = parts(whole, len(whole) // 2 + 1)
    hashes = [upload(scene, canister, half) for half in halves]
    wrong = [
        (hashes, sha256(b"else"), "IC0504", "does not match"), (hashes[::-1], sha256(whole), "IC0504", "does not match"),
        (hashes[:1], sha256(halves[0]), "IC0505", ""), ([], sha256(b""), "IC0505", ""),
        (hashes + [sha256(b"absent")], sha256(whole), "IC0504", "not found"),
        (hashes * 51, sha256(whole), "IC0504", "at most 100"),
    ]
    for chosen, hash_of_all, code, words in wrong:
        rejected(lambda: install(scene, canister, chosen, hash_of_all), CANISTER_ERROR, code, words)
        expect(module_hash(scene, canister), None, "module hash")
    rejected(lambda: install(scene, NOBODY, hashes, sha256(whole)), 3, "IC0301")


@checks("only controllers use a canister's chunk store; the canister itself can too")
def access(scene):
    canister = scene.deploy(module("asker"))
    argument = management.canister(canister)
    calls = {
        "upload_chunk": management.upload_chunk(canister, b"x"), "stored_chunks": argument,
        "clear_chunk_store": argument, "install_chunked_code": management.install_chunked(canister, [], bytes(32)),
    }
    for method, one in calls.items():
        rejected(lambda: scene.manage(method, one, canister, scene.stranger), CANISTER_ERROR, "IC0512")
    relay(scene, canister, management.ID, "upload_chunk", management.upload_chunk(canister, b"its own"))
    reply = relay(scene, canister, management.ID, "stored_chunks", argument)
    expect(hashes_of(reply), [sha256(b"its own")], "hashes")
    other = scene.create()
    rejected(
        lambda: relay(scene, canister, management.ID, "stored_chunks", management.canister(other)), CANISTER_REJECT,
        "IC0406", "Only controllers")


@checks("taking the code away takes the chunks too; deleting the canister takes all")
def taken_away(scene):
    canister = scene.deploy(module("probe"))
    upload(scene, canister, b"x")
    scene.manage("uninstall_code", management.canister(canister), canister)
    expect(stored_chunks(scene, canister), [], "hashes")


@checks("arguments that are none are refused")
def bad_arguments(scene):
    canister = scene.create()
    only = management.canister(canister)
    rejected(lambda: scene.manage("upload_chunk", only, canister), CANISTER_REJECT, "IC0408", "upload_chunk")
    expect_that(candid.decode(only), "an argument", only)


if __name__ == "__main__":
    judge(checks)
