"""Where the checks of a gateway play: a replica with canisters, a gateway before it, and clients of both."""

import asyncio
import contextlib
import os
import pathlib

from checks import expect, expect_in, expect_that
from client import candid, websocket
from client.identities import Ed25519
from gateway_process import GatewayProcess
from peer import frames
from peer.caller import Caller
from peer.javascript_client import JavaScriptClient
from peer.proofs import Proofs
from peer.raw_socket import BINARY, RawSocket, frame
from ping_pong import converse, text_of
from replica_process import ReplicaProcess
from scene import Scene
from trials import eventually

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOT_CONNECTED = "doesn't have an open connection"
# What the gateway logs where it did what cannot be, and what the system says of one that broke.
FAULTS = ("a step that cannot be", "lost track", "Fatal error", "code=1011")
OTHER_KEY = "has a different key than the one used in the message"


def sample(name):
    return (ROOT / "build/canisters" / f"{name}.wasm").read_bytes()


def module_of_tests(name):
    return (ROOT / "build/test-canisters" / f"{name}.wasm").read_bytes()


def settings(acknowledgement_interval=300_000):
    """The arguments of Conformance: messages in a page, and milliseconds."""
    return candid.encode(("nat64", 50), ("nat64", acknowledgement_interval))


class Stage:
    """`flags`: of the gateway."""

    def __init__(self, icws, folder, *flags):
        self.icws, self.folder = icws, folder
        self.server = ReplicaProcess(icws, f"{folder}/state", f"{folder}/replica-output")
        self.gateway = GatewayProcess(icws, self.server.replica.url, folder, *flags)
        self.replica, self.proofs = self.server.replica, Proofs()
        # Sessions, pollers, and connections to canisters that stay from one check to the next.
        self.resting, self.others = (0, 0, 0), 0

    async def set_up(self):
        """Starts all, the gateway last."""
        self.server.start()
        self.scene = Scene(self.replica.url)
        self.scene.replica = self.replica
        self.root_key = self.replica.root_key
        self.deploy_all()
        self.gateway.start()

    def deploy_all(self):
        """The canisters that the script needs."""
        self.ping_pong = self.scene.deploy(sample("PingPong"))
        self.conformance = self.scene.deploy(sample("Conformance"), settings())

    def end(self):
        self.gateway.end()
        self.server.end()

    def told(self):
        return f"The gateway's last words: {self.gateway.told()}\nThe replica's last words: {self.server.told()}"

    @contextlib.asynccontextmanager
    async def other_gateway(self, *flags):
        """Another one before the same replica, with an identity of its own, for as long as it is needed."""
        self.others += 1
        gateway = GatewayProcess(self.icws, self.replica.url, f"{self.folder}/other-{self.others}", *flags)
        try:
            await asyncio.to_thread(gateway.start)
            yield gateway
        finally:
            gateway.end()

    # Clients.

    def client(self, canister, identity=None, url=None, **options):
        """A client that knows the root key before it connects."""
        options = {"root_key": self.root_key, **options}
        return JavaScriptClient(
            url or self.gateway.url, canister, self.replica.url, self.proofs, identity, **options)

    async def clients(self, count, canister, **options):
        """As many, all open."""
        clients = [self.client(canister, **options) for _ in range(count)]
        await asyncio.gather(*(client.open() for client in clients))
        return clients

    async def talker(self, canister=None, **options):
        """A client of PingPong that has got its first message."""
        client = await self.client(canister or self.ping_pong, reads=text_of, **options).open()
        expect(text_of(await client.message()), "ping", "the canister's first words")
        return client

    def raw(self, url=None, **options):
        return RawSocket(url or self.gateway.url, **options)

    async def open_raw(self, canister=None, identity=None, url=None, **options):
        """A raw socket, its handshake read, and who signs for it."""
        raw = await self.raw(url, **options).open()
        gateway = frames.gateway_of(await raw.binary())
        return raw, gateway, Caller(canister or self.ping_pong, identity or stranger())

    async def opened_raw(self, **more):
        """The same after `ws_open`, with both messages of PingPong."""
        raw, gateway, caller = await self.open_raw(**more)
        await raw.send(frame(BINARY, caller.opening_frame(gateway)))
        self.check(caller, await raw.binary(), 1)
        self.check(caller, await raw.binary(), 2)
        return raw, gateway, caller

    def check(self, caller, data, number):
        message = frames.Message(data)
        self.proofs.check(message, self.root_key, caller.canister)
        expect(message.number, number, "sequence number")

    # The canisters, asked directly.

    async def call(self, canister, method, argument, identity):
        return await asyncio.to_thread(self.replica.call, canister, method, argument, identity)

    async def canister_sends(self, caller, *contents):
        """Lets Conformance send messages to a client; what it answered."""
        sending = candid.encode(("principal", caller.identity.sender), (("vec", candid.BLOB), list(contents)))
        return websocket.outcome(await self.call(caller.canister, "send", sending, self.scene.controller))

    async def canister_closes(self, caller):
        closing = candid.encode(("principal", caller.identity.sender))
        return websocket.outcome(await self.call(caller.canister, "close", closing, self.scene.controller))

    async def is_connected(self, caller):
        """Whether the canister has a connection of that principal, found out by a message that changes nothing: it has
        another client key."""
        key = websocket.client_key(caller.identity.sender, caller.nonce ^ 1)
        argument = websocket.message_arguments(key, 1, b"")
        refusal = websocket.outcome(await self.call(caller.canister, "ws_message", argument, caller.identity))
        if OTHER_KEY in refusal:
            return True
        expect(NOT_CONNECTED in refusal, True, f"that {refusal!r} tells of no connection:")
        return False

    async def forgets(self, caller):
        """The canister hears that a client has gone."""
        async def look():
            return await self.is_connected(caller)

        await eventually(look, lambda connected: not connected, "no connection to the canister")

    # The gateway, at rest.

    async def gauges_are(self, sessions, pollers, connections, seconds=30, gateway=None):
        """They come to be so, of this gateway or another one."""
        await eventually(
            (gateway or self.gateway).gauges, lambda seen: seen == (sessions, pollers, connections),
            f"{sessions} sessions, {pollers} pollers, {connections} connections", seconds)

    async def at_rest(self):
        """The gauges are what they were, and the gateway found nothing wrong with itself."""
        await self.gauges_are(*self.resting)
        lines = self.gateway.told(all_of_it=True).splitlines()
        expect([line for line in lines if any(word in line for word in FAULTS)], [], "what it says of its own faults")


class WatchedStage(Stage):
    """One on which a client talks on, undisturbed by all that is checked."""

    async def set_up(self):
        await super().set_up()
        self.bystander = await self.talker()
        self.resting = (1, 1, 1)

    async def at_rest(self):
        await converse(self.bystander, ["undisturbed"])
        await super().at_rest()


def stranger():
    return Ed25519(os.urandom(16).hex())


async def closes_well(stage, client):
    """The client closes, and its canister hears of it."""
    ending = await client.close()
    expect(tuple(ending), (1000, "", True), "ending")
    expect(client.errors, [], "errors")
    await stage.forgets(client.caller)


async def is_told(client, *codes):
    """The gateway closes, with one of the codes and a reason in words."""
    ending = await client.ended()
    expected = [(code, False) for code in codes]
    expect_in((ending.code, ending.by_client), expected, f"ending ({ending.reason}) as one of")
    expect_that(ending.reason, "a reason for a reader", ending.reason)
