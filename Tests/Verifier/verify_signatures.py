"""Judges BLS signatures and what they are made of with nothing of this project's own code: py_ecc only.

Reads one JSON object a line, bytes in hexadecimal, of these kinds:

    {"kind": "signature", "key", "signature", "message", "valid": bool}
    {"kind": "encoding", "group": "G1" or "G2", "bytes", "accepted": bool}
    {"kind": "hash", "message", "point"}
    {"kind": "secret", "seed", "secret", "key"}
    {"kind": "pairing", "first", "second", "value": 12 coefficients}

and demands that py_ecc comes to the same result. Signatures are points of G1 and keys of G2, the other way round than
in py_ecc's own schemes, so its primitives are put together here. A pairing's value is the cube of py_ecc's inverse, which
takes the curve's negative parameter for positive, with the coefficients of u^j·w^i in the order of i, then j.

With --make N it then writes N signatures of its own, seeded, to --output, in the form of the first kind with "seed"
besides: every second one has a change that makes it invalid.

Ends with the line "N passed, M failed" and a status to match.
"""

import argparse
import hashlib
import json
import random
import sys
from collections import Counter

from py_ecc.bls import G2Basic
from py_ecc.bls.g2_primitives import subgroup_check
from py_ecc.bls.hash_to_curve import hash_to_G1
from py_ecc.bls.point_compression import compress_G1, compress_G2, decompress_G1, decompress_G2
from py_ecc.optimized_bls12_381 import (
    G1, G2, FQ12, curve_order, field_modulus, final_exponentiate, is_inf, multiply, neg, pairing)

TAG = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"


class Refused(Exception):
    """The bytes are no point of the group."""


def read_point(data, size):
    """The point of G1 or G2 that 48 or 96 bytes are."""
    if len(data) != size:
        raise Refused(f"{len(data)} bytes")
    parts = [int.from_bytes(data[i : i + 48], "big") for i in range(0, size, 48)]
    try:
        point = decompress_G1(parts[0]) if size == 48 else decompress_G2(tuple(parts))
    except ValueError as error:
        raise Refused(str(error))
    if is_inf(point) or not subgroup_check(point):
        raise Refused("infinity, or outside of the group")
    return point


def write_first(point):
    return compress_G1(point).to_bytes(48, "big")


def write_second(point):
    return b"".join(part.to_bytes(48, "big") for part in compress_G2(point))


def is_valid(key, signature, message):
    try:
        key, signature = read_point(key, 96), read_point(signature, 48)
    except Refused:
        return False
    product = pairing(neg(G2), signature, final_exponentiate=False) * pairing(
        key, hash_to_G1(message, TAG, hashlib.sha256), final_exponentiate=False)
    return final_exponentiate(product) == FQ12.one()


def accepts(group, data):
    try:
        read_point(data, 48 if group == "G1" else 96)
        return True
    except Refused:
        return False


def pairing_cubed(first, second):
    """With u = w^6 - 1, c·w^i + d·w^(i + 6) is (c + d)·w^i + d·u·w^i."""
    value = pairing(second, neg(first)) ** 3
    coefficients = [int(c) for c in value.coeffs]
    return [
        part % field_modulus
        for i in range(6)
        for part in (coefficients[i] + coefficients[i + 6], coefficients[i + 6])
    ]


def judge(case):
    kind = case["kind"]

    def data(name):
        return bytes.fromhex(case[name])

    if kind == "signature":
        return is_valid(data("key"), data("signature"), data("message")) == case["valid"]
    if kind == "encoding":
        return accepts(case["group"], data("bytes")) == case["accepted"]
    if kind == "hash":
        return write_first(hash_to_G1(data("message"), TAG, hashlib.sha256)) == data("point")
    if kind == "secret":
        secret = G2Basic.KeyGen(data("seed"))
        return secret.to_bytes(32, "big") == data("secret") and write_second(multiply(G2, secret)) == data("key")
    if kind == "pairing":
        value = pairing_cubed(read_point(data("first"), 48), read_point(data("second"), 96))
        return value == [int(part, 16) for part in case["value"]]
    raise ValueError(f"no such kind of case: {kind}")


def make(count, seed):
    source = random.Random(seed)
    for number in range(count):
        key_seed, message = source.randbytes(32), source.randbytes(source.randrange(300))
        secret = G2Basic.KeyGen(key_seed)
        point = multiply(hash_to_G1(message, TAG, hashlib.sha256), secret)
        key, signature, valid = write_second(multiply(G2, secret)), write_first(point), number % 2 == 0
        if not valid:
            change = number // 2 % 4
            if change == 0:
                message += b"\0"
            elif change == 1:
                signature = write_first(neg(point))
            elif change == 2:
                key = write_second(multiply(G2, (secret + 1) % curve_order))
            else:
                changed = bytearray(signature)
                changed[source.randrange(1, 48)] ^= 1 << source.randrange(8)
                signature = bytes(changed)
        yield {
            "kind": "signature", "seed": key_seed.hex(), "key": key.hex(), "signature": signature.hex(),
            "message": message.hex(), "valid": valid,
        }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", help="a file with one JSON object a line")
    parser.add_argument("--make", type=int, metavar="N", default=0, help="also make N signatures")
    parser.add_argument("--seed", type=int, default=0, help="what they follow from")
    parser.add_argument("--output", help="the file for them")
    options = parser.parse_args()

    passed, failed = Counter(), 0
    with open(options.cases, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            case = json.loads(line)
            if judge(case):
                passed[case["kind"]] += 1
            else:
                failed += 1
                print(f"case {number} differs: {line.strip()}")
    if options.make:
        with open(options.output, "w", encoding="utf-8") as file:
            for case in make(options.make, options.seed):
                file.write(json.dumps(case) + "\n")
        print(f"{options.make} signatures made")
    print(", ".join(f"{count} of kind '{kind}'" for kind, count in sorted(passed.items())))
    print(f"{passed.total()} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
