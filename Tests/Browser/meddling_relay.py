"""Somebody between gateway and page who does what he likes with what the canister said: a WebSocket relay."""

import asyncio
import contextlib

import cbor2
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed

from client import cbor
from client.requests import SELF_DESCRIBE

LIMIT = 4 << 20


@contextlib.asynccontextmanager
async def meddling(gateway_url, change):
    """`change`: what goes on to the page in the place of a frame, given as the map that it is. Gives the relay's
    address, and a list of the maps that did not stay as they were."""
    changed = []

    def altered(frame):
        fields = cbor.decode(frame)
        frames = change(fields)
        if frames == [fields]:
            return [frame]
        changed.append(fields)
        return [cbor2.dumps(cbor2.CBORTag(SELF_DESCRIBE, dict(one))) for one in frames]

    async def forward(source, target, alter=lambda frame: [frame]):
        with contextlib.suppress(ConnectionClosed):
            async for frame in source:
                for one in alter(frame):
                    await target.send(one)
        await target.close()

    async def relay(client):
        async with connect(gateway_url, max_size=LIMIT) as gateway:
            await asyncio.gather(forward(client, gateway), forward(gateway, client, altered))

    async with serve(relay, "127.0.0.1", 0, max_size=LIMIT) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}", changed
