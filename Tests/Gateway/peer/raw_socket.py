"""A WebSocket by hand (RFC 6455): sends what no library would, and tells what came in frames."""

import asyncio
import base64
import hashlib
import os
import socket
import struct
import urllib.parse
from typing import NamedTuple

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
PATIENCE = 60


class Frame(NamedTuple):
    opcode: int
    payload: bytes
    final: bool


class Unexpected(Exception):
    """What the other side did is not what RFC 6455 says."""


def frame(opcode, payload=b"", final=True, reserved=0, masked=True, length=None, width=None):
    """The bytes of a frame. `length`: what its header claims; `width`: in how many bytes, 0 for those of the header
    itself, where that is to be another than the shortest."""
    length = len(payload) if length is None else length
    if width is None:
        width = 0 if length < 126 else 2 if length < 2**16 else 8
    first = (0x80 if final else 0) | reserved << 4 | opcode
    small = {0: length, 2: 126, 8: 127}[width]
    head = bytes([first, (0x80 if masked else 0) | small]) + (length.to_bytes(width, "big") if width else b"")
    if not masked:
        return head + payload
    mask = os.urandom(4)
    return head + mask + masked_with(mask, payload)


def masked_with(mask, payload):
    repeated = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")).to_bytes(len(payload), "big")


def close_payload(code, reason=b""):
    return struct.pack(">H", code) + reason


class RawSocket:
    """A connection. `head`: the answer to the upgrade request, in lines."""

    def __init__(self, url, receive_buffer=None, **more):
        self.address, self.receive_buffer, self.more = urllib.parse.urlsplit(url), receive_buffer, more
        self.reader = self.writer = None
        self.head, self.frames = [], []

    async def reach(self):
        """Connects, and sends nothing yet."""
        connection = socket.socket()
        if self.receive_buffer is not None:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receive_buffer)
        connection.setblocking(False)
        host, port = self.address.hostname, self.address.port
        await asyncio.get_running_loop().sock_connect(connection, (host, port))
        name = {"server_hostname": host} if "ssl" in self.more else {}
        limit = {} if self.receive_buffer is None else {"limit": self.receive_buffer}
        self.reader, self.writer = await asyncio.open_connection(sock=connection, **limit, **name, **self.more)
        return self

    def request(self, key, **headers):
        fields = {
            "Host": self.address.netloc, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13", **headers,
        }
        lines = [f"GET {self.address.path or '/'} HTTP/1.1", *(f"{name}: {value}" for name, value in fields.items())]
        return "".join(line + "\r\n" for line in lines + [""]).encode()

    async def open(self, **headers):
        """Connects and upgrades."""
        await self.reach()
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write(self.request(key, **headers))
        text = await self.within(self.reader.readuntil(b"\r\n\r\n"))
        self.head = text.decode("latin-1").split("\r\n")
        if self.head[0].split(" ")[1] != "101":
            raise Unexpected(f"the upgrade was answered by {self.head}")
        accepted = base64.b64encode(hashlib.sha1(key.encode() + MAGIC).digest()).decode()
        if not any(line.lower() == f"sec-websocket-accept: {accepted.lower()}" for line in self.head):
            raise Unexpected(f"no Sec-WebSocket-Accept of {key}: {self.head}")
        return self

    @staticmethod
    async def within(work, seconds=PATIENCE):
        async with asyncio.timeout(seconds):
            return await work

    async def send(self, *frames):
        """Sends bytes, as many as the other side takes."""
        for data in frames:
            self.writer.write(data)
        try:
            await self.within(self.writer.drain())
        except ConnectionError:
            pass  # One who closes the connection may do so before all has come.

    async def receive(self, seconds=PATIENCE):
        """The next frame, `None` at the end of the connection."""
        try:
            return await self.within(self.read_frame(), seconds)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    async def read_frame(self):
        first, second = await self.reader.readexactly(2)
        if first & 0x70 or second & 0x80:
            raise Unexpected(f"a frame that begins with {first:02x}{second:02x}")
        length = second & 0x7F
        if length > 125:
            length = int.from_bytes(await self.reader.readexactly(2 if length == 126 else 8), "big")
        payload = await self.reader.readexactly(length)
        received = Frame(first & 15, payload, bool(first & 0x80))
        self.frames.append(received)
        return received

    async def binary(self):
        """The payload of the next binary frame; control frames between are only remembered."""
        while True:
            received = await self.receive()
            if received is None:
                raise Unexpected(f"the connection ended: {self.told}")
            if received.opcode == BINARY:
                return received.payload

    async def closing(self, seconds=PATIENCE, answer=True):
        """The code with which the other side closes, `None` where it does so without one; what comes before is only
        remembered. Demands that the connection ends as well."""
        code = None
        while (received := await self.receive(seconds)) is not None:
            if received.opcode == CLOSE:
                if len(received.payload) < 2:
                    raise Unexpected(f"a close frame without a code: {received}")
                code = int.from_bytes(received.payload[:2], "big")
                self.reason = received.payload[2:].decode()
                if answer:
                    await self.send(frame(CLOSE, received.payload[:2]))
        return code

    reason = None

    @property
    def told(self):
        return [f"{one.opcode}: {one.payload[:40].hex()}" for one in self.frames]

    def cut(self):
        """Ends the connection as a cable that is cut would, as far as the other side can tell."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()

    def leave(self):
        """Ends the connection without a word."""
        self.writer.close()
