"""Judges the peer that judges gateways: a server of a few lines sends it what the released client takes, and what that
one refuses, and it has to do the same. Proofs are another matter: here they all count as good.

    check_peer.py
"""

import asyncio
import os
import sys

import cbor2
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from checks import Checks, expect, expect_that
from client import candid, requests

from peer import borc, service_messages
from peer.javascript_client import JavaScriptClient

checks = Checks()
CANISTER, PRINCIPAL = bytes(9) + b"\1", os.urandom(28) + b"\2"
RECEIVING, SERVICE = "Error receiving message", "Service message error"


class AllProved:
    def check(self, message, root_key, canister):
        pass


def tagged(value):
    return requests.encode(value)


def handshake(principal=PRINCIPAL, **more):
    return tagged({"gateway_principal": principal, **more})


def message(recipient, number, content, is_service=False, changed={}):
    """A message of the canister, in the form in which gateways relay it. `changed`: fields that are to be others."""
    inner = {"client_key": recipient, "sequence_num": number, "timestamp": 7, "is_service_message": is_service}
    outer = {"key": "k", "content": tagged({**inner, "content": content}), "cert": b"c", "tree": b"t"}
    return cbor2.dumps(outer | changed)


def service(name, value):
    return candid.encode((service_messages.CONTENT, (name, value)))


def opened(key):
    return message(key, 1, service("OpenMessage", {"client_key": key}), True)


def acknowledged(key, number, last):
    return message(key, number, service("AckMessage", {"last_incoming_sequence_num": last}), True)


async def session(first, then=(), act=None, **options):
    """A session with a server that sends `first`, and after the client's first frame what `then` makes of its key. What
    became of the client, and the frames that it sent."""
    received, client = [], None

    async def answer(socket):
        try:
            await socket.send(first)
            received.append(await socket.recv())
            for make in then:
                await socket.send(make(client.caller.key))
            async for frame in socket:
                received.append(frame)
        except ConnectionClosed:
            pass

    async with serve(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        client = JavaScriptClient(
            f"ws://127.0.0.1:{port}", CANISTER, None, AllProved(), root_key=b"known", **options)
        await client.connect()
        if act is not None:
            await act(client)
        else:
            await client.ended(10)
        if client.ending is None:
            await client.close()
    return client, received


def refuses(reason, told, first, *then, **options):
    """The client closes with 4000 and this reason; `told`: whether its `onerror` is called."""
    client, _ = asyncio.run(session(first, then, **options))
    expect(tuple(client.ending), (4000, reason, True), "ending")
    expect(bool(client.errors), told, f"that there are errors ({client.errors}):")


@checks("handshakes: a principal in definite bytes is taken, with and without tag, with more beside it; no other is")
def handshakes(_):
    async def waits(client):
        while client.gateway is None and client.ending is None:
            await asyncio.sleep(0.01)

    for frame in (handshake(), handshake(more=1), cbor2.dumps({"gateway_principal": PRINCIPAL})):
        client, received = asyncio.run(session(frame, act=waits))
        expect((client.gateway, client.errors), (PRINCIPAL, []), "gateway and errors")
        expect(received[0][:3] + received[0][4:13], b"\xd9\xd9\xf7\x68envelope", "how the first frame begins")
    indefinite = b"\xa1\x71gateway_principal\x5f\x41\x01\x41\x02\xff"
    for frame in (
            handshake("text"), handshake(b""), handshake([1, 2]), tagged({"other": PRINCIPAL}), tagged([PRINCIPAL]),
            indefinite, b"", b"\xff", "text", handshake() + b"\0"):
        refuses(RECEIVING, True, frame)


@checks("an envelope has its fields in the alphabet's order, the expiry in 9 bytes, and a nonce of 16")
def envelope(_):
    async def opens(client):
        await client.opened(10)

    client, received = asyncio.run(session(handshake(), [opened], opens))
    content = borc.decode(received[0])["envelope"]["content"]
    expect(list(content), sorted(content), "order of the fields")
    expect(content["sender"], client.caller.identity.sender, "sender")
    expect(len(content["nonce"]), 16, "bytes of the nonce")
    expect_that(b"\x6eingress_expiry\x1b" in received[0], "an expiry in 9 bytes", received[0])
    expect(received[0][:13], b"\xd9\xd9\xf7\xa1\x68envelope"[:13], "beginning")


@checks("the first message is the opening with the client's own key and number 1; any other ends the session")
def opening(_):
    stranger = {"client_principal": PRINCIPAL, "client_nonce": 1}
    refuses(SERVICE, False, handshake(), lambda key: opened(stranger))
    refuses(RECEIVING, True, handshake(), lambda key: message(
        key, 2, service("OpenMessage", {"client_key": key}), True))
    refuses(SERVICE, False, handshake(), lambda key: message(key, 1, b"DIDL\0\0", True))


@checks("numbers that skip or come twice, other shapes, and bytes that are empty or of no definite length are refused")
def shapes(_):
    refuses(RECEIVING, True, handshake(), opened, lambda key: message(key, 3, b"x"))
    refuses(RECEIVING, True, handshake(), opened, lambda key: message(key, 1, b"x"))
    for changed in ({"key": 1}, {"key": b"k"}, {"cert": b""}, {"tree": b""}, {"tree": "t"}, {"content": b""},
                    {"cert": [1, 2]}, {"content": b"\xff"}):
        refuses(RECEIVING, True, handshake(), opened, lambda key: message(key, 2, b"x", changed=changed))
    refuses(RECEIVING, True, handshake(), opened, lambda key: b"\xa4" + message(key, 2, b"x")[1:].replace(
        b"\x64cert\x41c", b"\x64cert\x5f\x41c\xff"))
    refuses(RECEIVING, True, handshake(), opened, lambda key: message(key, 2, b"x").hex())


@checks("an acknowledgement is answered by a keep-alive with the next number; one that is too high ends the session")
def acknowledgements(_):
    async def talk(client):
        await client.opened(10)
        await client.send(b"hello")
        while not client.acknowledgements.count:
            await asyncio.sleep(0.01)
        await client.send(b"again")

    def numbers(received):
        found = []
        for frame in received[1:]:
            [argument, _] = candid.decode(borc.decode(frame)["envelope"]["content"]["arg"])
            inner = candid.field(argument, "msg")
            found.append((candid.field(inner, "sequence_num"), bool(candid.field(inner, "is_service_message"))))
        return found

    acknowledge = [opened, lambda key: acknowledged(key, 2, 0)]
    client, received = asyncio.run(session(handshake(), acknowledge, talk))
    expect(client.errors, [], "errors")
    expect([number for number, _ in numbers(received)], [1, 2, 3], "numbers")
    expect([is_service for _, is_service in numbers(received)].count(True), 1, "keep-alives among them")
    too_high = [opened, lambda key: acknowledged(key, 2, 0), lambda key: acknowledged(key, 3, 9)]
    refuses("Ack message error", True, handshake(), *too_high)


@checks("close messages end the session: 4001 for one of the application's, 4000 for all others")
def closes(_):
    def close(reason):
        return lambda key: message(key, 2, service("CloseMessage", {"reason": reason}), True)

    client, _ = asyncio.run(session(handshake(), [opened, close("ClosedByApplication")]))
    expect(tuple(client.ending) + (client.errors,), (4001, "ClosedByApplication", True, []), "ending and errors")
    refuses("Received close message from canister", True, handshake(), opened, close("WrongSequenceNumber"))
    refuses(SERVICE, False, handshake(), opened, lambda key: message(key, 2, service_messages.keep_alive(1), True))


@checks("no opening in time, and no acknowledgement in time, end the session")
def timeouts(_):
    refuses("Open connection timeout", True, handshake(), open_timeout=0.2)

    async def says(client):
        await client.opened(10)
        await client.send(b"hello")
        await client.ended(10)

    client, _ = asyncio.run(session(handshake(), [opened], says, acknowledgement_interval=-29.8))
    expect(tuple(client.ending), (4000, "Ack message timeout", True), "ending")


if __name__ == "__main__":
    sys.exit(checks.run(None))
