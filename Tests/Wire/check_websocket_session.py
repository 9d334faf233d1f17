"""Judges sessions with canisters that speak WebSocket, over HTTP: what a client gets is proved up to the signature.

    check_websocket_session.py URL CONFORMANCE PINGPONG    the modules of the two canisters
"""

import os
import pathlib
import sys
from functools import cached_property

from checks import Checks, expect
from client import candid, principals, websocket
from client.certificates import Refused
from client.identities import KINDS, Ed25519, Secp256k1
from scene import Scene, judge

checks = Checks()
APP_MESSAGE = candid.record(text="text", timestamp="nat64")


class Sessions(Scene):
    def __init__(self, url, conformance, ping_pong):
        super().__init__(url)
        self.modules = conformance, ping_pong

    @cached_property
    def conformance(self):
        settings = candid.encode(("nat64", 50), ("nat64", 300_000))
        return self.deploy(pathlib.Path(self.modules[0]).read_bytes(), settings)

    @cached_property
    def ping_pong(self):
        return self.deploy(pathlib.Path(self.modules[1]).read_bytes())


class Session:
    """A client with its gateway."""

    def __init__(self, scene, canister, client=None, gateway=None):
        self.replica, self.canister = scene.replica, canister
        self.client = client or Ed25519(os.urandom(8).hex())
        self.gateway = gateway or Ed25519(os.urandom(8).hex())
        self.key = websocket.client_key(self.client.sender, int.from_bytes(os.urandom(8), "big"))
        self.sent = self.next_nonce = 0

    def call(self, method, argument, identity):
        return websocket.outcome(self.replica.call(self.canister, method, argument, identity))

    def open(self):
        argument = websocket.open_arguments(self.key["client_nonce"], self.gateway.sender)
        return self.call("ws_open", argument, self.client)

    def send(self, content, number=None, is_service=False):
        self.sent += 1
        number = self.sent if number is None else number
        return self.call("ws_message", websocket.message_arguments(self.key, number, content, is_service), self.client)

    def close(self, gateway=None):
        return self.call("ws_close", websocket.close_arguments(self.key), gateway or self.gateway)

    def page(self, nonce=None, identity=None):
        nonce = self.next_nonce if nonce is None else nonce
        reply = self.replica.query(
            self.canister, "ws_get_messages", websocket.get_messages_arguments(nonce), identity or self.gateway)
        return websocket.Page(reply)

    def receive(self):
        """New messages, all verified."""
        page = self.page()
        if not page.messages:
            return []
        messages = page.verified(self.replica, self.canister)
        for (key, _), message in zip(page.messages, messages):
            expect(key, f"{principals.text_of(self.gateway.sender)}_{self.next_nonce:020}", "key")
            self.next_nonce += 1
        return messages


def check_message(message, session, number, content, is_service=False):
    expect(dict(message["client_key"]), session.key, "client key")
    expect(
        (message["sequence_num"], message["is_service_message"], message["content"]), (number, is_service, content),
        "sequence number, kind and content")


for name, Kind in KINDS.items():

    @checks(f"a client with a key of {name}: open, message, messages of the canister, close; all of it certified")
    def session(scene, Kind=Kind):
        session = Session(scene, scene.conformance, Kind(os.urandom(8).hex()))
        expect(session.open(), None, "outcome of ws_open")
        messages = session.receive()
        expect(len(messages), 1, "number of messages")
        check_message(messages[0], session, 1, websocket.open_message(session.key), True)
        expect(session.send(b"hello"), None, "outcome of ws_message")
        contents = [b"one", b"", os.urandom(1000)]
        sending = candid.encode(("principal", session.client.sender), (("vec", candid.BLOB), contents))
        expect(session.call("send", sending, scene.controller), None, "outcome of send")
        messages = session.receive()
        expect(len(messages), 3, "number of messages")
        for number, (message, content) in enumerate(zip(messages, contents), 2):
            check_message(message, session, number, content)
        expect(session.receive(), [], "messages when there is no new one")
        expect(session.close(), None, "outcome of ws_close")
        text = principals.text_of(session.client.sender)
        expect(session.send(b"late"), f"Client with principal {text} doesn't have an open connection", "outcome")


@checks("PingPong says ping to who connects, and answers what it is told")
def ping_pong(scene):
    session = Session(scene, scene.ping_pong, Secp256k1(os.urandom(8).hex()))
    expect(session.open(), None, "outcome of ws_open")
    said = candid.encode((APP_MESSAGE, {"text": "hello", "timestamp": 7}))
    expect(session.send(said), None, "outcome of ws_message")
    texts = [candid.field(candid.decode(message["content"])[0], "text")
             for message in session.receive() if not message["is_service_message"]]
    expect(texts, ["ping", "hello ping"], "texts")
    expect(session.close(), None, "outcome of ws_close")


@checks("several clients of one gateway: one page proves the messages of all, in the order of their keys")
def several(scene):
    gateway = Ed25519(os.urandom(8).hex())
    sessions = [Session(scene, scene.conformance, gateway=gateway) for _ in range(3)]
    for session in sessions:
        expect(session.open(), None, "outcome of ws_open")
    page = sessions[0].page(0)
    expect(page.recipients, [session.key for session in sessions], "recipients")
    for session, message in zip(sessions, page.verified(scene.replica, scene.conformance)):
        check_message(message, session, 1, websocket.open_message(session.key), True)


@checks("more messages than a page takes come in several, each of them proved")
def pages(scene):
    session = Session(scene, scene.conformance)
    session.open()
    contents = [number.to_bytes(2, "big") for number in range(70)]
    sending = candid.encode(("principal", session.client.sender), (("vec", candid.BLOB), contents))
    expect(session.call("send", sending, scene.controller), None, "outcome of send")
    expect((len(session.page().messages), session.page().is_end), (50, False), "the first page's length and end")
    received = session.receive()
    expect((len(session.page().messages), session.page().is_end), (21, True), "the second page's length and end")
    received += session.receive()
    expect([message["content"] for message in received[1:]], contents, "contents")
    expect([message["sequence_num"] for message in received], list(range(1, 72)), "sequence numbers")


@checks("a wrong sequence number closes the connection, and the close message is certified")
def wrong_number(scene):
    session = Session(scene, scene.conformance)
    session.open()
    expect(session.send(b"x", 2), "Expected incoming sequence number 1 but got 2", "outcome of ws_message")
    message = session.receive()[-1]
    check_message(message, session, 2, websocket.close_message("WrongSequenceNumber"), True)


@checks("everybody reads the interface of such a canister in its certified metadata")
def interface(scene):
    for canister, path in ((scene.conformance, scene.modules[0]), (scene.ping_pong, scene.modules[1])):
        name = [b"canister", canister, b"metadata", b"candid:service"]
        told = scene.replica.read_state(canister, [name]).value(name)
        expect(told, pathlib.Path(path).with_suffix(".did").read_bytes(), "candid:service")


@checks("nobody opens a connection, a stranger closes none, and gets no messages")
def strangers(scene):
    session = Session(scene, scene.conformance)
    argument = websocket.open_arguments(1, session.gateway.sender)
    expect(session.call("ws_open", argument, scene.anonymous), "Anonymous principal is not allowed", "outcome")
    session.open()
    text = principals.text_of(scene.stranger.sender)
    expect(session.close(scene.stranger), f"Gateway with principal {text} is not registered", "outcome")
    page = session.page(0, scene.stranger)
    expect((page.messages, page.certificate, page.tree, page.is_end), ([], b"", b"", True), "a stranger's page")


@checks("a page that is changed in its content, key, tree, certificate or canister is noticed")
def tampered(scene):
    session, other = Session(scene, scene.conformance), Session(scene, scene.ping_pong)
    session.open()
    other.open()

    def is_noticed(what, change):
        page = session.page(0)
        change(page)
        try:
            page.verified(scene.replica, scene.conformance, at_once=True)
        except (websocket.Invalid, Refused):
            return
        expect(True, False, f"a page with another {what}, accepted:")

    def flipped(data):
        return data[:-1] + bytes([data[-1] ^ 1])

    session.page(0).verified(scene.replica, scene.conformance, at_once=True)
    key, content = session.page(0).messages[0]
    is_noticed("content", lambda page: page.messages.__setitem__(0, (key, flipped(content))))
    is_noticed("key", lambda page: page.messages.__setitem__(0, (key[:-1] + "7", content)))
    is_noticed("tree", lambda page: setattr(page, "tree", flipped(page.tree)))
    is_noticed("signature", lambda page: setattr(page, "certificate", changed_signature(page.certificate)))
    is_noticed("certificate", lambda page: setattr(page, "certificate", other.page(0).certificate))


def changed_signature(certificate):
    """Another point's encoding, or none."""
    start = certificate.rindex(b"signature") + len("signature") + 2
    return certificate[: start + 40] + bytes([certificate[start + 40] ^ 1]) + certificate[start + 41 :]


if __name__ == "__main__":
    judge(checks, Sessions(*sys.argv[1:4]))
