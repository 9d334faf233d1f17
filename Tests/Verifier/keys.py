"""Judges keys and signatures of the tests, and makes some for the tests to judge, with Python's `cryptography`: it
shares no code with this package.

    keys.py judge < cases.json     what the package made: says what is wrong, or how many it found right
    keys.py make SEED COUNT        makes keys, files and signatures, as JSON
"""

import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

CURVES = {"p256": ec.SECP256R1(), "secp256k1": ec.SECP256K1()}
ORDERS = {
    "p256": 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
    "secp256k1": 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141,
}


def public_der(key):
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def check(case):
    """One case of the package's: a public key in DER, a message, a signature, and the private key's files."""
    key = serialization.load_der_public_key(bytes.fromhex(case["publicKey"]))
    message = bytes.fromhex(case["message"])
    signature = bytes.fromhex(case["signature"])
    if case["algorithm"] == "ed25519":
        assert isinstance(key, ed25519.Ed25519PublicKey), "not a key of Ed25519"
        key.verify(signature, message)
    else:
        assert key.curve.name == CURVES[case["algorithm"]].name, "a key on another curve"
        r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
        assert len(signature) == 64 and 2 * s < ORDERS[case["algorithm"]], "not the lesser s"
        key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(hashes.SHA256()))
    for text in case["files"]:
        private = serialization.load_pem_private_key(text.encode(), password=None)
        assert public_der(private.public_key()) == public_der(key), "the file holds another key"
    principal = hashlib.sha224(bytes.fromhex(case["publicKey"])).digest() + b"\x02"
    assert principal.hex() == case["principal"], "another principal"


def judge():
    cases = json.load(sys.stdin)
    for index, case in enumerate(cases):
        try:
            check(case)
        except (AssertionError, InvalidSignature, ValueError) as error:
            sys.exit(f"case {index}, {case['algorithm']}: {error!r}")
    files = sum(len(case["files"]) for case in cases)
    print(json.dumps({"cases": len(cases), "files": files}))


def make(seed, count):
    cases = []
    for number in range(count):
        for algorithm in ("ed25519", "p256", "secp256k1"):
            material = hashlib.sha256(f"{seed} {number} {algorithm}".encode()).digest()
            message = hashlib.sha512(material).digest()[: number % 65]
            formats = [serialization.PrivateFormat.PKCS8]
            if algorithm == "ed25519":
                key = ed25519.Ed25519PrivateKey.from_private_bytes(material)
                signature = key.sign(message)
            else:
                formats.append(serialization.PrivateFormat.TraditionalOpenSSL)
                secret = int.from_bytes(material, "big") % (ORDERS[algorithm] - 1) + 1
                key = ec.derive_private_key(secret, CURVES[algorithm])
                r, s = utils.decode_dss_signature(key.sign(message, ec.ECDSA(hashes.SHA256())))
                signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
            files = [
                key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()
                for form in formats
            ]
            encrypted = key.private_bytes(
                serialization.Encoding.PEM, formats[-1], serialization.BestAvailableEncryption(b"secret")).decode()
            cases.append({
                "algorithm": algorithm, "publicKey": public_der(key.public_key()).hex(), "message": message.hex(),
                "signature": signature.hex(), "files": files, "encrypted": encrypted,
                "principal": (hashlib.sha224(public_der(key.public_key())).digest() + b"\x02").hex(),
            })
    print(json.dumps(cases))


if __name__ == "__main__":
    if sys.argv[1] == "judge":
        judge()
    else:
        make(sys.argv[2], int(sys.argv[3]))
