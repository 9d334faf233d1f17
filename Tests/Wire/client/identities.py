"""Who sends a request: nobody, the holder of a key, or one to whom others delegated ("Authentication")."""

import hashlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils

from client import principals, request_ids


class Anonymous:
    sender = principals.ANONYMOUS

    def authentication(self, request_id):
        return {}


class Key:
    """The holder of a private key. The same seed makes the same key."""

    def __init__(self, private):
        self.private = private
        self.der = private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.sender = principals.self_authenticating(self.der)

    def authentication(self, request_id):
        payload = request_ids.request_payload(request_id)
        return {"sender_pubkey": self.der, "sender_sig": self.sign(payload)}


class Ed25519(Key):
    def __init__(self, seed):
        material = seed if isinstance(seed, bytes) else hashlib.sha256(str(seed).encode()).digest()
        super().__init__(ed25519.Ed25519PrivateKey.from_private_bytes(material))

    def sign(self, payload):
        return self.private.sign(payload)


class ECDSA(Key):
    """Signatures are r and s, 32 bytes each, of the payload's SHA-256, with the lesser s."""

    def __init__(self, seed):
        secret = seed if isinstance(seed, int) else int.from_bytes(hashlib.sha256(str(seed).encode()).digest(), "big")
        super().__init__(ec.derive_private_key(secret % (self.order - 1) or 1, self.curve))

    def sign(self, payload):
        r, s = utils.decode_dss_signature(self.private.sign(payload, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32, "big") + min(s, self.order - s).to_bytes(32, "big")


class P256(ECDSA):
    curve = ec.SECP256R1()
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Secp256k1(ECDSA):
    curve = ec.SECP256K1()
    order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141


class Delegated:
    """One who signs for the holder of another key, through a chain of delegations."""

    def __init__(self, root, chain, signer):
        self.root, self.chain, self.signer = root, chain, signer
        self.sender = root.sender

    def authentication(self, request_id):
        own = self.signer.authentication(request_id)
        return {
            "sender_pubkey": self.root.der, "sender_delegation": self.chain, "sender_sig": own["sender_sig"],
        }


def delegation(signer, to, expiration, **more):
    """A delegation to the holder of another key. `more`: targets, permissions."""
    content = {"pubkey": to.der, "expiration": expiration, **more}
    return {"delegation": content, "signature": signer.sign(request_ids.delegation_payload(content))}


def delegate(keys, expiration, **more):
    """The last of the keys signs for the first, each having delegated to the next."""
    chain = [delegation(signer, to, expiration, **more) for signer, to in zip(keys, keys[1:])]
    return Delegated(keys[0], chain, keys[-1])


# How each kind of key is named in the checks.
KINDS = {"Ed25519": Ed25519, "P-256": P256, "secp256k1": Secp256k1}
