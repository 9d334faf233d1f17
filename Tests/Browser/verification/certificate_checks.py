"""Certificates: real ones, and such as only a network could make that means ill."""

import json
import pathlib
import sys
from functools import cache

import cbor2
from checks import expect, expect_that

from certificate_maker import MINUTE, NOW, TIME, Signer, labeled, leaf, pruned, state, tagged
from client import cbor, hash_trees, leb128
from client.certificates import BLS_DER_PREFIX
from encoding_checks import refusal

VECTORS = pathlib.Path(__file__).resolve().parents[2] / "Vectors"
REAL = json.loads((VECTORS / "certificates.json").read_text())["certificates"]
CANISTER, OTHER = bytes.fromhex("00000000002000000101"), bytes.fromhex("00000000004000000101")
DATA = bytes(range(32))


@cache
def signers():
    return Signer("root"), Signer("subnet"), Signer("stranger")


def case(certificate, root_key=None, canister=CANISTER, now=NOW, **more):
    root_key = signers()[0].der if root_key is None else root_key
    return {"certificate": certificate.hex(), "rootKey": root_key.hex(), "canister": canister.hex(), "now": now,
            "paths": [["canister", f"0x{canister.hex()}", "certified_data"]], **more}


def real(number, **more):
    recorded = REAL[number]
    certificate = bytes.fromhex(recorded["certificate"])
    fields = cbor.decode(certificate)
    time = leb128.decode(hash_trees.lookup(fields["tree"], [b"time"])[1])
    root_key = BLS_DER_PREFIX + bytes.fromhex(recorded["root"])
    return case(certificate, root_key, **{"now": time // 10**6, **more}), time


def define(checks):
    @checks("real certificates are verified: of the network's root, of a subnet by its delegation, of a local replica")
    def real_ones(page):
        for number in range(3):
            given, time = real(number)
            # The root and a subnet that signed for one of its canisters.
            first, mean = page("milliseconds", {**given, "repetitions": 3})
            print(f"{REAL[number]['name']}: {first:.0f} ms at first, then {mean:.0f} ms", file=sys.stderr)
            expect(page.one("certificates", given)[0], str(time), "time")

    @checks("a real certificate is refused for another canister, by another root key, and at another time")
    def other_circumstances(page):
        given, _ = real(0)
        refusal(page.one("certificates", {**given, "canister": OTHER.hex()}), "does not hold")
        stranger = page.one("certificates", {**given, "rootKey": signers()[0].der.hex(), "now": given["now"] + 10**9})
        refusal(stranger, "not valid")
        expect(stranger["isStale"], False, "a refusal for its time alone")
        for distance in (5 * MINUTE + 1, -5 * MINUTE - 1):
            word = "old" if distance > 0 else "check this device’s clock"
            answer = page.one("certificates", {**given, "now": given["now"] + distance})
            refusal(answer, word)
            expect(answer["isStale"], True, "a refusal for its time alone")
        for distance in (5 * MINUTE - 1, 1 - 5 * MINUTE):
            expect_that("refused" not in page.one("certificates", {**given, "now": given["now"] + distance}),
                        "a certificate of less than five minutes", distance)
        hour = {**given, "maximumAge": 60 * MINUTE, "now": given["now"] + 59 * MINUTE}
        expect_that("refused" not in page.one("certificates", hour), "one that is not too old", hour["now"])

    @checks("a real certificate is refused after any change: of signature, tree, delegation or frame")
    def changes(page):
        given, _ = real(0, maximumAge=10**13)
        whole = bytes.fromhex(given["certificate"])
        # Bytes of every part, the signature's among them.
        at = whole.rindex(cbor2.dumps("signature")) + 12
        places = sorted({*range(0, len(whole), 37), *range(at, at + 48, 9)})
        answers = page("certificates", [{**given, "certificate": changed(whole, place).hex()} for place in places])
        for place, answer in zip(places, answers):
            refusal(answer, "VerificationError")
        for less in (1, len(whole) // 2, len(whole) - 3, len(whole)):
            refusal(page.one("certificates", {**given, "certificate": whole[:-less].hex()}), "cannot be read")
        refusal(page.one("certificates", {**given, "certificate": (whole + b"\0").hex()}), "left over")

    @checks("certificates are refused whose own fields are not what they have to be")
    def odd_fields(page):
        root = signers()[0]
        tree = state(CANISTER, DATA)
        data = labeled((b"canister", leaf(b"")))
        for certificate, word in [
            (root.certificate(data), "time (absent)"),
            (root.certificate(labeled((b"time", pruned(leaf(b""))))), "time (unknown)"),
            (root.certificate(labeled((b"time", leaf(b"\x80")))), "time"),
            (root.certificate(labeled((b"time", leaf(b"")))), "time"),
            (root.certificate(labeled((b"time", leaf(b"\x01\x01")))), "time"),
            (root.certificate(labeled((b"time", leaf(b"\x80" * 10 + b"\x01")))), "time"),
            (root.certificate(tree, instead={"signature": "text"}), "signature"),
            (root.certificate(tree, instead={"signature": b""}), "malformed"),
            (root.certificate(tree, instead={"tree": []}), "hash tree"), (tagged({"tree": tree}), "signature"),
            (tagged([]), "map"), (tagged({"signature": bytes(48)}), "hash tree"), (b"", "cannot be read"),
        ]:
            refusal(page.one("certificates", case(certificate)), "VerificationError", word)
        good = root.certificate(tree)
        is_believed(page, good)
        for key in (b"", root.der + b"\0", root.der[:-1], bytes(133)):
            refusal(page.one("certificates", case(good, root_key=key)), "not one of BLS12-381")
        refusal(page.one("certificates", case(good, root_key=root.der[:-1] + b"\1")), "VerificationError")


def is_believed(page, certificate):
    expect(page.one("certificates", case(certificate)), [str(TIME), "found"], "time, and what became of certified data")


def changed(data, place):
    return data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]
