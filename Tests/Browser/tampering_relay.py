"""Somebody between gateway and page who changes what the canister said: a WebSocket relay, on this machine."""

import asyncio
import contextlib

import cbor2
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from client import cbor
from client.requests import SELF_DESCRIBE

LIMIT = 4 << 20


def with_changed_letter(frame, word):
    """A relayed message whose content has a word gets another letter in it; all other frames stay as they are."""
    fields = cbor.decode(frame)
    content = fields.get("content", b"")
    place = content.find(word.encode())
    if place < 0:
        return frame
    changed = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
    return cbor2.dumps(cbor2.CBORTag(SELF_DESCRIBE, {**fields, "content": changed}))


@contextlib.asynccontextmanager
async def tampering(gateway_url, word):
    """Gives the relay's address, and the list of the frames that it changed."""
    changed = []

    async def forward(source, target, change=lambda frame: frame):
        try:
            async for frame in source:
                altered = change(frame)
                if altered != frame:
                    changed.append(altered)
                await target.send(altered)
        except ConnectionClosed:
            pass
        await target.close()

    async def relay(client):
        async with connect(gateway_url, max_size=LIMIT) as gateway:
            await asyncio.gather(
                forward(client, gateway), forward(gateway, client, lambda frame: with_changed_letter(frame, word)))

    async with serve(relay, "127.0.0.1", 0, max_size=LIMIT) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", changed
