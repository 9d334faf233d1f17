"""What a client demands as the proof of a message, in the order in which the released one looks at it. Signatures are
verified together at a script's end: one by one they would take longer than all the rest.
"""

import hashlib
import random

from client import certificates, hash_trees, javascript
from client.hash_trees import FOUND

from peer import borc
from peer.frames import need

# As many signatures of one signer are verified in the end; of more, ones taken at random.
MOST_SIGNATURES = 30
KEPT = 64


class Proofs:
    """The proofs that all clients of a script saw. What several messages share is read once."""

    def __init__(self):
        self.signed, self.certificates, self.trees = {}, {}, {}
        self.messages = 0

    def check(self, message, root_key, canister):
        """Refuses a message that its proof does not prove, with what is known of the root key at this moment."""
        need(root_key is not None, "Certificate validation failed: the root key is not here yet, mainnet's is another")
        try:
            certificate = self.read(message.certificate, root_key, canister)
            certified = javascript.lookup(certificate, [b"canister", canister, b"certified_data"])
            need(certified is not None, "it finds no certified data")
            tree, digest = self.tree(message.tree)
            need(digest == certified, "the tree's root is not the certified data")
            state, leaf = javascript.subtree(tree, [b"websocket", message.key.encode()])
            need(state == FOUND and leaf[0] == hash_trees.LEAF, f"{message.key} is not in the tree")
            need(leaf[1] == hashlib.sha256(message.proved).digest(), f"{message.key} has another content")
        except (certificates.Refused, hash_trees.Malformed, borc.NotCBOR) as error:
            need(False, f"Certificate validation failed: {error}")
        self.messages += 1

    def read(self, data, root_key, canister):
        case = (data, root_key, canister)
        if case not in self.certificates:
            reader = _Reader(root_key)
            self.keep(self.certificates, case, javascript.verified(reader, data, canister))
            for certificate in reader.unverified:
                self.signed[root_key, certificate.signature, certificate.root_hash] = certificate
        certificate = self.certificates[case]
        certificate.check_age()
        return certificate

    def tree(self, data):
        if data not in self.trees:
            tree = borc.decode(data)
            self.keep(self.trees, data, (tree, hash_trees.digest(tree)))
        return self.trees[data]

    @staticmethod
    def keep(known, key, value):
        if len(known) >= KEPT:
            del known[next(iter(known))]
        known[key] = value

    def verify_signatures(self):
        """Refuses where one was not signed by the root key under which it was taken; also where there is none."""
        if not self.signed:
            raise certificates.Refused("there was no certificate to verify")
        for root_key in {key for key, _, _ in self.signed}:
            of_key = [certificate for (key, _, _), certificate in self.signed.items() if key == root_key]
            chosen = of_key if len(of_key) <= MOST_SIGNATURES else random.sample(of_key, MOST_SIGNATURES)
            certificates.verify_signatures_together(root_key, chosen)
        self.signed.clear()


class _Reader:
    """Reads certificates under a root key, and keeps them for when their signatures are verified."""

    def __init__(self, root_key):
        self.root_key, self.unverified = root_key, []

    def certificate(self, data, canister):
        certificate = certificates.Certificate(data)
        certificate.verify(self.root_key, canister, later=self.unverified)
        return certificate
