"""Judges whole sessions through a gateway, held as the released JavaScript client holds them: all that comes is proved
up to the signature.

    check_sessions.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import os

import cbor2

from chat import hears, news, saying
from checks import expect, expect_that
from client import candid, requests
from client.certificates import Refused
from client.identities import KINDS, Ed25519, P256, Secp256k1, delegate
from peer import borc, frames
from peer.javascript_client import JavaScriptClient
from peer.proofs import Proofs
from peer.raw_socket import BINARY, frame
from ping_pong import converse, text_of
from slow_status import SlowStatus
from stage import Stage, closes_well, sample, settings, stranger
from trials import Trials, judge

trials = Trials()

# The shortest that a canister may have: the time between two acknowledgements, in milliseconds.
SHORTEST_INTERVAL = 60_001


class Sessions(Stage):
    async def set_up(self):
        await super().set_up()
        # It waits for an acknowledgement while all else is judged.
        self.patient = await self.client(self.quick, acknowledgement_interval=SHORTEST_INTERVAL / 1000).open()
        self.since = asyncio.get_running_loop().time()
        await self.patient.send(b"first")
        self.resting = (1, 1, 1)

    def deploy_all(self):
        super().deploy_all()
        self.chat = self.scene.deploy(sample("Chat"))
        self.quick = self.scene.deploy(sample("Conformance"), settings(SHORTEST_INTERVAL))


def delegated(depth=2):
    """One to whom others delegated, as people who log in by a browser have it."""
    keys = [Ed25519(os.urandom(16).hex()), *(Secp256k1(os.urandom(16).hex()) for _ in range(depth - 1)),
            P256(os.urandom(16).hex())]
    return delegate(keys, requests.expiry(3600))


HOLDERS = {f"a key of {name}": lambda Kind=Kind: Kind(os.urandom(16).hex()) for name, Kind in KINDS.items()}
HOLDERS |= {"a delegation": lambda: delegated(1), "a delegation of a delegation": delegated}

for number, (name, holder) in enumerate(HOLDERS.items()):
    tagged = number % 2 == 0

    @trials(f"PingPong with {name}, frames {'with' if tagged else 'without'} tag: open, talk, close; ws_close follows")
    async def talk(stage, holder=holder, tagged=tagged):
        client = await stage.talker(identity=holder(), tagged=tagged)
        await converse(client, ["hello", "", "grüezi 👋", "x" * 50_000])
        expect(await stage.is_connected(client.caller), True, "whether it is connected before it closes")
        await closes_well(stage, client)


@trials("large messages that come all at once reach a client that reads")
async def large(stage):
    client = await stage.client(stage.conformance).open()
    contents = [os.urandom(380_000) for _ in range(5)]
    expect(await stage.canister_sends(client.caller, *contents), None, "outcome of send")
    expect(await client.messages(len(contents), 60), contents, "messages")
    await closes_well(stage, client)


@trials("the first message still verifies where the network takes 100 ms to tell its root key")
async def slow_root_key(stage):
    async with SlowStatus(stage.replica.url, 0.1) as network:
        clients = [
            JavaScriptClient(stage.gateway.url, stage.ping_pong, network.url, stage.proofs, reads=text_of)
            for _ in range(5)]
        for client in clients:
            await client.open()
            await converse_after_ping(client)
            # Not before the client can have asked for the key, however fast the canister was.
            passed = client.first_message_at - client.handshake_began
            expect_that(passed >= 0.15, "150 ms from the handshake to the first message at least", passed)
        expect(network.asked, len(clients), "requests for the root key")
        for client in clients:
            await closes_well(stage, client)


async def converse_after_ping(client):
    expect(text_of(await client.message()), "ping", "the canister's first words")
    await converse(client, ["one", "two"])


@trials("what Conformance sends comes as it was sent, in its order: nothing, little, much, and more than a page")
async def contents(stage):
    client = await stage.client(stage.conformance, stranger()).open()
    sent = [b"one", b"", os.urandom(1000), os.urandom(200_000)] + [bytes([number]) for number in range(80)]
    expect(await stage.canister_sends(client.caller, *sent), None, "outcome of send")
    expect(await client.messages(len(sent)), sent, "messages")
    await closes_well(stage, client)


@trials("Chat: all in a room hear each other, also that one has gone without a word")
async def room(stage):
    clients = [await stage.client(stage.chat, Kind(os.urandom(16).hex()), reads=news).open()
               for Kind in KINDS.values()]
    for count, client in enumerate(clients, 1):
        await client.send(saying("Join", "kitchen"))
        joined = await hears(clients[:count], "Joined")
        expect(candid.field(joined, "client"), client.caller.identity.sender, "who joined")
    for number, client in enumerate(clients, 1):
        await client.send(saying("Talk", {"room": "kitchen", "text": f"message {number}"}))
        message = candid.field(await hears(clients, "Said"), "message")
        expect(
            [candid.field(message, name) for name in ("sequence", "author", "text")],
            [number, client.caller.identity.sender, f"message {number}"], "message")
    gone, *left = clients
    gone.socket.transport.abort()
    expect(candid.field(await hears(left, "Left"), "client"), gone.caller.identity.sender, "who left")
    for client in left:
        await client.close()


@trials("several canisters on one gateway: each client hears its own, and one that leaves changes nothing for others")
async def several_canisters(stage):
    talker, raw = await stage.talker(), await stage.client(stage.conformance).open()
    await stage.gauges_are(3, 3, 3)
    for number in range(3):
        content = f"number {number}".encode()
        expect(await stage.canister_sends(raw.caller, content), None, "outcome of send")
        await converse(talker, [f"number {number}"])
        expect(await raw.message(), content, "message")
    await closes_well(stage, raw)
    await stage.gauges_are(2, 2, 2)
    await converse(talker, ["alone"])
    await closes_well(stage, talker)


def flipped(data):
    return data[:-1] + bytes([data[-1] ^ 1])


@trials("a relayed message that is changed in any part, or has another's proof, is noticed")
async def tampered(stage):
    received = []
    for canister in (stage.ping_pong, stage.chat):
        raw, gateway, caller = await stage.open_raw(canister=canister)
        await raw.send(frame(BINARY, caller.opening_frame(gateway)))
        received.append(borc.decode(await raw.binary()))
        raw.leave()
    genuine, other = received

    def is_taken(canister=stage.ping_pong, **changes):
        proofs = Proofs()
        try:
            proofs.check(frames.Message(cbor2.dumps(genuine | changes)), stage.root_key, canister)
            proofs.verify_signatures()
        except (frames.BadFrame, Refused):
            return False
        return True

    expect(is_taken(), True, "that the genuine one is taken:")
    signature = borc.decode(genuine["cert"])["signature"]
    changed = {
        "content": {"content": flipped(genuine["content"])},
        "key": {"key": genuine["key"][:-1] + "7"},
        "tree": {"tree": flipped(genuine["tree"])},
        "signature": {"cert": genuine["cert"].replace(signature, borc.decode(other["cert"])["signature"])},
        "certificate": {"cert": other["cert"]},
        "canister": {"canister": stage.chat},
        "whole proof": {"cert": other["cert"], "tree": other["tree"]},
    }
    for name, changes in changed.items():
        expect(is_taken(**changes), False, f"that one with another {name} is taken:")


@trials("an acknowledgement comes, a keep-alive answers it, and the session goes on with the next numbers", limit=120)
async def keep_alive(stage):
    patient = stage.patient
    remaining = SHORTEST_INTERVAL / 1000 + 30 - (asyncio.get_running_loop().time() - stage.since)
    while not patient.acknowledgements.count:
        expect_that(remaining > 0 and not patient.ending, "an acknowledgement in time", patient.state)
        await asyncio.sleep(0.25)
        remaining -= 0.25
    expect((patient.sent, patient.errors), (2, []), "numbers used, with the keep-alive's, and errors")
    await patient.send(b"second")
    expect(await stage.canister_sends(patient.caller, b"hello"), None, "outcome of send")
    expect(await patient.message(), b"hello", "message")
    # A keep-alive that was not taken would have made the number after it wrong.
    expect(await stage.is_connected(patient.caller), True, "whether it is connected")
    await closes_well(stage, patient)
    stage.resting = (0, 0, 0)


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await asyncio.to_thread(stage.proofs.verify_signatures)


if __name__ == "__main__":
    judge(trials, Sessions)
