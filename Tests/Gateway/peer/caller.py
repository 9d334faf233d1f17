"""Who signs the envelopes of one connection."""

import os

from client import javascript, requests, websocket
from client.identities import Secp256k1

from peer import frames


class Caller:
    """A client's identity, its canister, and its client key for one connection."""

    def __init__(self, canister, identity=None, nonce=None):
        self.canister = canister
        # What the released client makes for itself where it is given none.
        self.identity = identity or Secp256k1(os.urandom(16).hex())
        self.nonce = int.from_bytes(os.urandom(8), "big") if nonce is None else nonce

    @property
    def key(self):
        return websocket.client_key(self.identity.sender, self.nonce)

    def envelope(self, method, argument, canister=None, **more):
        """A signed call. `more`: fields of its content that are to be others."""
        content = javascript.call(canister or self.canister, method, argument, self.identity.sender) | more
        return requests.envelope(content, self.identity)

    def opening(self, gateway, **more):
        return self.envelope("ws_open", websocket.open_arguments(self.nonce, gateway), **more)

    def saying(self, number, content, is_service=False, **more):
        argument = websocket.message_arguments(self.key, number, content, is_service)
        return self.envelope("ws_message", argument, **more)

    def opening_frame(self, gateway, **more):
        return frames.of_envelope(self.opening(gateway, **more))

    def saying_frame(self, number, content, is_service=False, **more):
        return frames.of_envelope(self.saying(number, content, is_service, **more))
