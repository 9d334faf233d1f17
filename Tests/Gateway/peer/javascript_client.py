"""A session as the released JavaScript client holds it."""

import asyncio
import collections
from typing import NamedTuple

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from client.replica import Replica

from peer import frames, service_messages
from peer.acknowledgements import Acknowledgements, TooHigh
from peer.caller import Caller

OPEN_TIMEOUT = 60
REFUSED = 4000
PATIENCE = 60


class Ending(NamedTuple):
    """How a connection ended: `by_client` tells who closed first."""

    code: int
    reason: str
    by_client: bool


class Refusal(Exception):
    """What makes the client close the socket. `told`: what its `onerror` is given, `None` where it is not called."""

    def __init__(self, code, reason, told):
        super().__init__(told or reason)
        self.code, self.reason, self.told = code, reason, told


class NotOpen(Exception):
    """The connection was lost where it had to be there, or said nothing."""


class JavaScriptClient:
    """One connection, from the constructor of the released client to its `onclose`.

    `network`: where the root key is asked for, at the same time at which the socket is opened. `root_key`: where it is
    not to be asked for. `reads`: refuses the content of a message for the application. Further `options` go to the
    socket.
    """

    def __init__(self, url, canister, network, proofs, identity=None, *, root_key=None, reads=bytes,
                 acknowledgement_interval=300, tagged=True, open_timeout=OPEN_TIMEOUT, **options):
        self.url, self.network, self.proofs, self.reads = url, network, proofs, reads
        self.caller, self.tagged, self.options = Caller(canister, identity), tagged, options
        self.open_timeout = open_timeout
        self.root_key, self.gateway, self.socket, self.ending = root_key, None, None, None
        self.sent = self.received = 0
        self.errors, self.close_reason = [], None
        self.acknowledgements = Acknowledgements(acknowledgement_interval, self.acknowledgement_expired)
        self.is_open, self.has_ended, self.has_message = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.incoming, self.tasks, self.open_timer = collections.deque(), set(), None
        self.handshake_began = self.first_message_at = None

    # What the application calls.

    async def connect(self):
        """Opens the socket; all that follows happens by itself."""
        if self.root_key is None:
            self.start(self.fetch_root_key())
        self.handshake_began = asyncio.get_running_loop().time()
        self.socket = await connect(
            self.url, proxy=None, user_agent_header=None, ping_interval=None, max_size=None, max_queue=None,
            open_timeout=PATIENCE, close_timeout=PATIENCE, **self.options)
        self.start(self.receive_all())
        return self

    async def open(self):
        """Opens the connection to the canister as well."""
        await self.connect()
        await self.opened()
        return self

    async def opened(self, seconds=PATIENCE):
        await self.first_of(self.is_open.wait(), seconds)
        if not self.is_open.is_set():
            raise NotOpen(f"the connection did not open in {seconds} s: {self.state}")

    async def send(self, content):
        if not self.is_open.is_set():
            raise NotOpen(f"a message before the connection is open: {self.state}")
        return await self.send_numbered(content, False)

    async def message(self, seconds=PATIENCE):
        """The content of the next message for the application."""
        if not self.incoming:
            self.has_message.clear()
            await self.first_of(self.has_message.wait(), seconds)
        if not self.incoming:
            raise NotOpen(f"no message in {seconds} s: {self.state}")
        return self.incoming.popleft()

    async def messages(self, count, seconds=PATIENCE):
        return [await self.message(seconds) for _ in range(count)]

    async def close(self):
        await self.end(1000, "")
        return await self.ended()

    async def ended(self, seconds=PATIENCE):
        """How the connection ends, which it has to."""
        try:
            async with asyncio.timeout(seconds):
                await self.has_ended.wait()
        except TimeoutError:
            raise NotOpen(f"the connection did not end in {seconds} s: {self.state}") from None
        return self.ending

    @property
    def state(self):
        opened = "open" if self.is_open.is_set() else "not open"
        return f"{opened}, {self.ending or 'not ended'}, sent {self.sent}, received {self.received}, {self.errors}"

    # Between the two.

    def start(self, work):
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def first_of(self, wanted, seconds):
        """Waits for something, or until the connection has ended."""
        tasks = [asyncio.ensure_future(wanted), asyncio.ensure_future(self.has_ended.wait())]
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()

    async def fetch_root_key(self):
        self.root_key = await asyncio.to_thread(lambda: Replica(self.network).root_key)

    async def send_numbered(self, content, is_service):
        self.sent += 1
        self.acknowledgements.sent(self.sent)
        await self.send_envelope(self.caller.saying(self.sent, content, is_service))
        return self.sent

    async def send_envelope(self, envelope):
        await self.socket.send(frames.of_envelope(envelope, self.tagged))

    async def end(self, code, reason):
        await self.socket.close(code, reason)

    def acknowledgement_expired(self, numbers):
        self.start(self.refuse(Refusal(
            REFUSED, "Ack message timeout", f"Ack message timeout. Not received ack for sequence numbers: {numbers}")))

    def open_expired(self):
        self.start(self.refuse(Refusal(
            REFUSED, "Open connection timeout", "Open timeout expired before receiving the open message")))

    async def refuse(self, refusal):
        if refusal.told is not None:
            self.errors.append(refusal.told)
        await self.end(refusal.code, refusal.reason)

    # What comes in, one after another.

    async def receive_all(self):
        try:
            async for frame in self.socket:
                await self.receive(frame)
        except Refusal as refusal:
            await self.refuse(refusal)
        except ConnectionClosed:
            pass
        await self.socket.wait_closed()
        protocol = self.socket.protocol
        by_client = protocol.close_sent is not None and not protocol.close_rcvd_then_sent
        code = protocol.close_sent.code if by_client else protocol.close_code
        reason = protocol.close_sent.reason if by_client else protocol.close_reason
        self.ending = Ending(code, reason, by_client)
        self.acknowledgements.stop()
        if self.open_timer:
            self.open_timer.cancel()
        self.has_ended.set()

    async def receive(self, frame):
        try:
            if self.gateway is None:
                self.gateway = frames.gateway_of(frame)
                await self.send_envelope(self.caller.opening(self.gateway))
                self.open_timer = asyncio.get_running_loop().call_later(self.open_timeout, self.open_expired)
                return
            if self.first_message_at is None:
                self.first_message_at = asyncio.get_running_loop().time()
            message = frames.Message(frame)
            self.proofs.check(message, self.root_key, self.caller.canister)
            frames.need(message.number == self.received + 1, f"number {message.number} after {self.received}")
        except frames.BadFrame as error:
            raise Refusal(REFUSED, "Error receiving message", f"Error receiving message: {error}") from error
        self.received += 1
        if message.is_service:
            await self.receive_service(message.content)
        else:
            self.receive_content(message.content)

    def receive_content(self, content):
        try:
            self.reads(content)
        except Exception as error:
            raise Refusal(REFUSED, "Error receiving message", f"Error receiving message: {error}") from error
        self.incoming.append(content)
        self.has_message.set()

    async def receive_service(self, content):
        try:
            name, value = service_messages.read(content)
        except service_messages.Unreadable as error:
            raise Refusal(REFUSED, "Service message error", None) from error
        if name == "OpenMessage" and value == self.caller.key:
            self.open_timer.cancel()
            self.is_open.set()
        elif name == "AckMessage":
            try:
                self.acknowledgements.acknowledged(value)
            except TooHigh as error:
                raise Refusal(REFUSED, "Ack message error", f"Ack message error: {error}") from error
            await self.send_numbered(service_messages.keep_alive(self.received), True)
        elif name == "CloseMessage":
            self.close_reason = value
            if value == "ClosedByApplication":
                raise Refusal(4001, "ClosedByApplication", None)
            raise Refusal(REFUSED, "Received close message from canister", "Reason: [object Object]")
        else:
            raise Refusal(REFUSED, "Service message error", None)
