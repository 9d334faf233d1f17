"""A canister that speaks WebSocket, as the client `pocket-ic` of PyPI reaches it: Candid is coded by `ic-py`, and what
clients get is proved up to the root key that the server told."""

import base64
import re

import ic
from client import certificates, websocket
from ic.candid import Types

CLIENT_KEY = Types.Record({"client_principal": Types.Principal, "client_nonce": Types.Nat64})
# What a canister says to the library of the client.
SERVICE_MESSAGE = Types.Variant({
    "OpenMessage": Types.Record({"client_key": CLIENT_KEY}),
    "CloseMessage": Types.Record({"reason": Types.Variant({
        name: Types.Null for name in (
            "WrongSequenceNumber", "InvalidServiceMessage", "KeepAliveTimeout", "ClosedByApplication")})}),
    "AckMessage": Types.Record({"last_incoming_sequence_num": Types.Nat64}),
    "KeepAliveMessage": Types.Record({"last_incoming_sequence_num": Types.Nat64}),
})


def nat64(value):
    return {"type": Types.Nat64, "value": value}


def service_message(content):
    """The name of a service message and what is in it."""
    value = ic.decode(content, SERVICE_MESSAGE)[0]["value"]
    return next(iter(value.items()))


def keep_alive(number):
    return ic.encode([
        {"type": SERVICE_MESSAGE, "value": {"KeepAliveMessage": {"last_incoming_sequence_num": number}}}])


def readable(interface):
    """The interface as `ic-py` can read it: it knows no names of arguments, no arguments of a service, and no field
    that is named as a type."""
    types, _, service = interface.replace("text : text", '"text" : text').partition("service : ")
    methods = re.sub(r"^\(.*?\) -> ", "", service)
    return types + "service : " + re.sub(r"(?<=[(,])( ?)[a-z_]+ : ", r"\1", methods)


class Conformance:
    """The sample canister, installed on an instance."""

    def __init__(self, pic, module, interface, acknowledgement_ms=300_000):
        self.pic = pic
        self.id = pic.create_canister()
        pic.add_cycles(self.id, 2_000_000_000_000)
        pic.install_code(self.id, module, [nat64(50), nat64(acknowledgement_ms)])
        self.methods = ic.Canister(pic, self.id, readable(interface))

    def of(self, user):
        """Its methods, called by a user."""
        self.pic.set_sender(user)
        return self.methods


class RootOfTrust:
    """Verifies certificates by the root key that the server told."""

    def __init__(self, pic):
        self.pic, self.root_key = pic, pic.get_root_key()

    def certificate(self, data, canister, at_once):
        certificate = certificates.Certificate(data)
        certificate.verify(self.root_key, canister, now=self.pic.get_time()["nanos_since_epoch"])
        return certificate


class Session:
    """A client and its gateway."""

    def __init__(self, canister, client, gateway, nonce=7):
        self.canister, self.client, self.gateway = canister, client, gateway
        self.key = {"client_principal": client.to_str(), "client_nonce": nonce}
        self.nonce, self.sent, self.next = nonce, 0, 0

    def open(self):
        argument = {"client_nonce": self.nonce, "gateway_principal": self.gateway.to_str()}
        return self.canister.of(self.client).ws_open(argument)[0]

    def send(self, content, is_service=False):
        self.sent += 1
        message = {
            "sequence_num": self.sent, "content": content, "client_key": self.key, "timestamp": 1,
            "is_service_message": is_service,
        }
        return self.canister.of(self.client).ws_message({"msg": message}, [])[0]

    def page(self, method="ws_get_messages"):
        pic = self.canister.pic
        pic.set_sender(self.gateway)
        reply = pic.query_call(self.canister.id, method, websocket.get_messages_arguments(self.next))
        return websocket.Page(bytes(reply))

    def receive(self):
        """New messages of the canister, each verified."""
        page = self.page()
        if not page.messages:
            return []
        messages = page.verified(RootOfTrust(self.canister.pic), self.canister.id.bytes)
        self.next += len(messages)
        return messages


def base64_of(data):
    return base64.b64encode(data).decode()
