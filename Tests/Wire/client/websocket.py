"""The methods of a canister that speaks WebSocket, as clients and gateways call them, and what they check."""

import hashlib
import time

import protocol_candid

from client import candid, cbor, hash_trees
from client.candid import BLOB, field, record

CLIENT_KEY = record(client_principal="principal", client_nonce="nat64")
MESSAGE = record(
    client_key=CLIENT_KEY, sequence_num="nat64", timestamp="nat64", is_service_message="bool", content=BLOB)
OPEN = record(client_nonce="nat64", gateway_principal="principal")


class Invalid(Exception):
    """A message that a client must not show."""


def need(condition, what):
    if not condition:
        raise Invalid(what)


def client_key(principal, nonce):
    return {"client_principal": principal, "client_nonce": nonce}


def open_arguments(nonce, gateway):
    return candid.encode((OPEN, {"client_nonce": nonce, "gateway_principal": gateway}))


def message_arguments(key, number, content, is_service=False):
    """With the second argument as released clients send it: an `opt null` that is null."""
    message = {
        "client_key": key, "sequence_num": number, "timestamp": time.time_ns(), "is_service_message": is_service,
        "content": content,
    }
    return candid.encode((record(msg=MESSAGE), {"msg": message}), (("opt", "null"), None))


def close_arguments(key):
    return candid.encode((record(client_key=CLIENT_KEY), {"client_key": key}))


def get_messages_arguments(nonce):
    return candid.encode((record(nonce="nat64"), {"nonce": nonce}))


def outcome(reply):
    """`None` for Ok, the text of an Err."""
    tag, value = candid.decode(reply)[0]
    return None if tag == candid.field_id("Ok") else value


class Page:
    """What `ws_get_messages` replied."""

    def __init__(self, reply):
        tag, value = candid.decode(reply)[0]
        need(tag == candid.field_id("Ok"), f"an Err: {value}")
        self.messages = [(field(one, "key"), field(one, "content")) for one in field(value, "messages")]
        self.recipients = [
            {name: field(field(one, "client_key"), name) for name in CLIENT_KEY[1]} for one in field(value, "messages")]
        self.certificate, self.tree = field(value, "cert"), field(value, "tree")
        self.is_end = bool(field(value, "is_end_of_queue"))

    def verified(self, replica, canister, at_once=False):
        """The messages, read: each proved by the certificate for the canister. Its signature is verified `at_once`, or
        else with the others that the replica made."""
        certificate = replica.certificate(self.certificate, canister, at_once=at_once)
        tree = cbor.decode(self.tree)
        need(self.tree[:3] == cbor.SELF_DESCRIBE_BYTES, "a tree without the tag 55799")
        certified = certificate.value([b"canister", canister, b"certified_data"])
        need(hash_trees.digest(tree) == certified, "the tree's root is not the certified data")
        for key, content in self.messages:
            proved = hash_trees.lookup(tree, [b"websocket", key.encode()])
            need(proved == (hash_trees.FOUND, hashlib.sha256(content).digest()), f"{key} is not proved")
        return [cbor.decode(content) for _, content in self.messages]


def open_message(key):
    """The content of the canister's first message to a client."""
    return protocol_candid.open_message((key["client_principal"], key["client_nonce"]))


def close_message(reason):
    return protocol_candid.close_message(reason)
