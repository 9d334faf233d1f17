"""BLS signatures: judged by py_ecc, with what it makes."""

import hashlib
import random

import verify_signatures
from checks import expect
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.optimized_bls12_381 import FQ2, G1, G2, b2, field_modulus, multiply

from encoding_checks import refusal


def define(checks):
    @checks("messages are hashed to the points that another implementation comes to")
    def points(page):
        source = random.Random(3)
        messages = [b"", b"abc", *(source.randbytes(size) for size in (1, 46, 64, 200))]
        expected = [verify_signatures.write_first(hash_to_G1(message, verify_signatures.TAG, hashlib.sha256)).hex()
                    for message in messages]
        expect(expected[:2], [
            "b2e0e662181bd9f8cd8ef246071357cd07a23c4391e879b49e32084dcc1a2aede123c8e8bfcde92edac229e28b719142",
            "8ab1bfed57bef131b205541860254dd546a592eaa86da31f3128792be5e0a7a823cb6e7f5e4b82e2e0cfc84ef82f5cdb"])
        expect(page("points", [message.hex() for message in messages]), expected, "points")

    @checks("signatures of another implementation are valid, and not after any change of key, message or signature")
    def signatures(page):
        cases = list(verify_signatures.make(16, seed=4))
        for case, answer in zip(cases, page("signatures", cases)):
            # Bytes that are no point are refused, which is as good as not valid.
            expect(answer if isinstance(answer, bool) else "refused" not in answer, case["valid"], "validity")

    @checks("points of both groups are read from their only encoding")
    def encodings(page):
        source = random.Random(5)
        first = [multiply(G1, source.randrange(1, 1 << 64)) for _ in range(4)]
        second = [multiply(G2, source.randrange(1, 1 << 64)) for _ in range(4)]
        good = [*map(verify_signatures.write_first, first), *map(verify_signatures.write_second, second)]
        expect(page("encodings", [one.hex() for one in good]), ["accepted"] * len(good), "answers")
        prime = field_modulus.to_bytes(48, "big")
        zero, one = bytes(48), (3).to_bytes(48, "big")
        infinity = bytes([0xC0]) + bytes(47)
        refused = [(point[:-1], "bytes") for point in (good[0], good[4])] + [
            (b"", "bytes"), (bytes([good[0][0] & 0x7F]) + good[0][1:], "compressed"), (infinity, "infinity"),
            (infinity + bytes(48), "infinity"), (bytes([0xE0]) + bytes(47), "infinity"), (marked(prime), "below"),
            (bytes([0x9F]) + b"\xff" * 47, "below"), (marked(zero) + prime, "below"), (marked(prime) + one, "below"),
            (marked(zero) + bytes([0x80]) + bytes(47), "below"),
        ]
        for data, word in refused:
            answer = page.one("encodings", data.hex())
            refusal(answer, word if len(data) in (48, 96) else "RangeError")
            expect(other_accepts(data), False, "that py_ecc accepts it")

    @checks("points beside the curves, or on them and not in the groups, are refused")
    def strangers(page):
        source, on_curve, beside = random.Random(6), [], []
        while min(len(on_curve), len(beside)) < 6:
            x = source.randrange(field_modulus)
            data = marked(x.to_bytes(48, "big"))
            (on_curve if is_square(x**3 + 4) else beside).append(data)
            data = marked(x.to_bytes(48, "big")) + source.randrange(field_modulus).to_bytes(48, "big")
            real = FQ2([int.from_bytes(data[48:], "big"), x])
            value = real**3 + b2
            norm = int(value.coeffs[0]) ** 2 + int(value.coeffs[1]) ** 2
            (on_curve if is_square(norm) else beside).append(data)
        # One of order three.
        on_curve.append(marked(bytes(48)))
        for cases, word in ((on_curve, "not in the group"), (beside, "no point of the curve")):
            for data, answer in zip(cases, page("encodings", [data.hex() for data in cases])):
                refusal(answer, word)
                expect(other_accepts(data), False, "that py_ecc accepts it")


def other_accepts(data):
    return verify_signatures.accepts("G1" if len(data) == 48 else "G2", data)


def marked(coordinate):
    """With the bit of the compressed form."""
    return bytes([coordinate[0] | 0x80]) + coordinate[1:]


def is_square(number):
    return pow(number % field_modulus, (field_modulus - 1) // 2, field_modulus) == 1
