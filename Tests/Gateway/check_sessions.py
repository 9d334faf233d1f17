"""Judges whole sessions through a gateway, held as the released JavaScript client holds them: all that comes is proved up
to the signature.

    check_sessions.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import os

from chat import hears, news, saying
from checks import expect, expect_in, expect_that
from client import candid, principals, requests
from client.identities import KINDS, Ed25519, P256, Secp256k1, delegate
from gateway_process import GatewayProcess
from peer import service_messages
from peer.javascript_client import JavaScriptClient
from slow_status import SlowStatus
from stage import Stage, closes_well, converse, said, sample, settings, stranger, text_of
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
    expect(await stage.canister_sends(client, *sent), None, "outcome of send")
    expect(await client.messages(len(sent)), sent, "messages")
    await closes_well(stage, client)


@trials("the canister closes: its close message comes, and the client closes with 4001")
async def canister_closes(stage):
    client, other = await stage.clients(2, stage.conformance)
    await stage.canister_sends(client, b"last words")
    expect(await stage.canister_closes(client), None, "outcome of close")
    expect(await client.message(), b"last words", "message")
    expect(tuple(await client.ended()), (4001, "ClosedByApplication", True), "ending")
    expect((client.close_reason, client.errors), ("ClosedByApplication", []), "reason and errors")
    expect(await stage.is_connected(client.caller), False, "whether it is connected")
    await stage.canister_sends(other, b"still here")
    expect(await other.message(), b"still here", "the other's message")
    await closes_well(stage, other)


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
        expect(await stage.canister_sends(raw, content), None, "outcome of send")
        await converse(talker, [f"number {number}"])
        expect(await raw.message(), content, "message")
    await closes_well(stage, raw)
    await stage.gauges_are(2, 2, 2)
    await converse(talker, ["alone"])
    await closes_well(stage, talker)


@trials("a second connection of a principal displaces the first, which is told at its next message")
async def second_connection(stage):
    identity = stranger()
    first = await stage.talker(identity=identity)
    second = await stage.talker(identity=identity)
    await converse(second, ["I am here"])
    await first.send(said("and I"))
    ending = await first.ended()
    expect((ending.code in (4103, 4203), ending.by_client), (True, False), f"ending in {ending}")
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
    expect_in(ending[::2], ((4000, True), (4203, False)), "ending as one of")
    expect(await stage.is_connected(client.caller), False, "whether it is connected")


@trials("what a canister closed for a service message that it does not take ends with its error")
async def wrong_service_message(stage):
    client = await stage.talker()
    await client.send_numbered(service_messages.close("ClosedByApplication"), True)
    expect((await client.ended()).code, 4203, "close code")


@trials("two clients at once with one client key: the second is refused, the first goes on")
async def same_key(stage):
    identity = stranger()
    first = await stage.talker(identity=identity)
    second = stage.client(stage.ping_pong, identity)
    second.caller.nonce = first.caller.nonce
    await second.connect()
    ending = await second.ended()
    expect((ending.code, ending.by_client), (4202, False), f"ending ({ending.reason})")
    await converse(first, ["still here"])
    await closes_well(stage, first)


@trials("a canister that speaks no WebSocket, one without code, and one that is not there, are told by a close code")
async def no_such_canister(stage):
    absent = bytes.fromhex("00000000001fffff0101")
    for canister in (stage.scene.probe, stage.scene.create(), absent):
        client = await stage.client(canister).connect()
        ending = await client.ended()
        expect_in((ending.code, ending.by_client), ((4202, False), (4102, False)), f"ending ({ending.reason}) as one of")
        expect_that(ending.reason, "a reason for a reader", ending.reason)


@trials("a second gateway on the same identity is refused, and says why")
async def second_gateway(stage):
    other = GatewayProcess(stage.icws, stage.replica.url, f"{stage.folder}/other", identity=stage.gateway.identity)
    other.process = other.launch()
    try:
        status = await asyncio.to_thread(other.process.wait, 60)
    finally:
        other.end()
    expect_that(status not in (0, None), "an end with a failure", status)
    expect_that(stage.gateway.identity in other.told(), "a message with the file", other.told())
    expect(stage.gateway.get("/health").status, 200, "the first one's health")


@trials("what a page and a probe ask for is answered on the same port, and the identity is in a file for its owner only")
async def plain_requests(stage):
    page = stage.gateway.get("/")
    expect(page.status, 200, "status of the page")
    client = await stage.client(stage.ping_pong).open()
    expect(principals.text_of(client.gateway) in page.text, True, "whether the page tells the gateway's principal:")
    expect(os.stat(stage.gateway.identity).st_mode & 0o777, 0o600, "mode of the identity's file")
    expect((stage.gateway.get("/health").status, stage.gateway.get("/ready").status), (200, 200), "health and ready")
    await closes_well(stage, client)


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
    expect(await stage.canister_sends(patient, b"hello"), None, "outcome of send")
    expect(await patient.message(), b"hello", "message")
    # A keep-alive that was not taken would have made the number after it wrong.
    expect(await stage.is_connected(patient.caller), True, "whether it is connected")
    await closes_well(stage, patient)
    stage.resting = (0, 0, 0)


@trials("a gateway that is asked to end tells its clients, closes their connections, and ends", at_rest=False)
async def asked_to_end(stage):
    talkers, others = [await stage.talker() for _ in range(3)], await stage.clients(3, stage.conformance)
    clients = talkers + others
    stage.gateway.process.terminate()
    for client in clients:
        ending = await client.ended()
        expect_in((ending.code, ending.by_client), ((1001, False), (1012, False)), "ending as one of")
    expect(await asyncio.to_thread(stage.gateway.process.wait, 60), 0, "exit status")
    expect([await stage.is_connected(client.caller) for client in clients], [False] * 6, "who is connected")


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await asyncio.to_thread(stage.proofs.verify_signatures)


if __name__ == "__main__":
    judge(trials, Sessions)
