"""Judges how sessions end that the canister closes, refuses, or never had: by a code that tells the client why.

    check_endings.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from checks import expect, expect_in
from peer import service_messages
from ping_pong import converse, said
from stage import Stage, closes_well, is_told, stranger
from trials import Trials, judge

trials = Trials()
OPEN_REFUSED, MESSAGE_REFUSED, PROTOCOL_ERROR, UNAVAILABLE, LOST = 4202, 4203, 4000, 4102, 4103


@trials("the canister closes: its close message comes, and the client closes with 4001")
async def canister_closes(stage):
    client, other = await stage.clients(2, stage.conformance)
    await stage.canister_sends(client.caller, b"last words")
    expect(await stage.canister_closes(client.caller), None, "outcome of close")
    expect(await client.message(), b"last words", "message")
    expect(tuple(await client.ended()), (4001, "ClosedByApplication", True), "ending")
    expect((client.close_reason, client.errors), ("ClosedByApplication", []), "reason and errors")
    expect(await stage.is_connected(client.caller), False, "whether it is connected")
    await stage.canister_sends(other.caller, b"still here")
    expect(await other.message(), b"still here", "the other's message")
    await closes_well(stage, other)


@trials("a second connection of a principal displaces the first, which is told at its next message")
async def second_connection(stage):
    identity = stranger()
    first = await stage.talker(identity=identity)
    second = await stage.talker(identity=identity)
    await converse(second, ["I am here"])
    await first.send(said("and I"))
    await is_told(first, LOST, MESSAGE_REFUSED)
    await converse(second, ["still here"])
    await closes_well(stage, second)


@trials("what a canister closed for a wrong number ends with its close message")
async def wrong_number(stage):
    client = await stage.talker()
    await converse(client, ["one"])
    client.sent += 1
    await client.send(said("a gap"))
    ending = await client.ended()
    expect(client.close_reason, "WrongSequenceNumber", "the reason in the close message")
    expect_in(ending[::2], ((PROTOCOL_ERROR, True), (MESSAGE_REFUSED, False)), "ending as one of")
    expect(await stage.is_connected(client.caller), False, "whether it is connected")


@trials("what a canister closed for a service message that it does not take ends with its error")
async def wrong_service_message(stage):
    client = await stage.talker()
    await client.send_numbered(service_messages.close("ClosedByApplication"), True)
    await is_told(client, MESSAGE_REFUSED)


@trials("two clients at once with one client key: the second is refused, the first goes on")
async def same_key(stage):
    identity = stranger()
    first = await stage.talker(identity=identity)
    second = stage.client(stage.ping_pong, identity)
    second.caller.nonce = first.caller.nonce
    await second.connect()
    await is_told(second, PROTOCOL_ERROR, OPEN_REFUSED)
    await converse(first, ["still here"])
    await closes_well(stage, first)


@trials("a canister that speaks no WebSocket, one without code, and one that is not there: a close code tells")
async def no_such_canister(stage):
    absent = bytes.fromhex("00000000001fffff0101")
    canisters = (stage.scene.probe, stage.scene.create(), absent)
    clients = [await stage.client(canister).connect() for canister in canisters]
    # Code may come in a moment, as when it is replaced: the gateway waits for it, but not for as long as the clients do.
    for client in clients:
        await is_told(client, OPEN_REFUSED, UNAVAILABLE)


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await asyncio.to_thread(stage.proofs.verify_signatures)


if __name__ == "__main__":
    judge(trials, Stage)
