"""A session as the released JavaScript client holds it."""

import asyncio
import collections

from websockets.asyncio.client import connect

from client.replica import Replica

from peer import frames
from peer.acknowledgements import Acknowledgements
from peer.caller import Caller
from peer.incoming import REFUSED, Incoming, Refusal

OPEN_TIMEOUT = 60
PATIENCE = 60


class NotOpen(Exception):
    """The connection was lost where it had to be there, or said nothing."""


class JavaScriptClient(Incoming):
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
