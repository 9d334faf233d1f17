"""What the released JavaScript client does with what comes in: one frame after another, each to its end."""

import asyncio
from typing import NamedTuple

from websockets.exceptions import ConnectionClosed

from peer import frames, service_messages
from peer.acknowledgements import TooHigh

REFUSED = 4000


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


class Incoming:
    """The part of a client that receives; it is a part of ``JavaScriptClient`` and uses what that one has."""

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
