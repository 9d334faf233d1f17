"""Judges the limits of a gateway: those who never begin, who say too much, who do not listen, who come too often.

    check_limits.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio
import os

from checks import expect, expect_that
from peer.raw_socket import BINARY, CLOSE, PING, frame
from ping_pong import converse
from stage import WatchedStage, closes_well
from trials import Trials, judge

trials = Trials()
TOO_SLOW, IDLE, OPEN_TIMEOUT, TOO_MANY, TOO_FAST, ORIGIN = 4100, 4104, 4105, 4106, 4107, 4201
SHORT = 2


async def ends(raw, seconds=30):
    """The connection ends, whatever else comes."""
    async with asyncio.timeout(seconds):
        try:
            while await raw.reader.read(4096):
                pass
        except ConnectionError:
            pass


@trials("who never ends the upgrade, or never sends ws_open, is closed in time")
async def never_begins(stage):
    async with stage.other_gateway("--handshake-timeout", f"{SHORT}s", "--open-timeout", f"{SHORT}s") as gateway:
        silent = await stage.raw(gateway.url).reach()
        half = await stage.raw(gateway.url).reach()
        await half.send(b"GET / HTTP/1.1\r\nHost: x\r\n")
        dribbling = await stage.raw(gateway.url).reach()

        async def dribble():
            while True:
                dribbling.writer.write(b"X: y\r\n")
                await asyncio.sleep(0.2)

        await dribbling.send(b"GET / HTTP/1.1\r\nHost: x\r\n")
        dribbler = asyncio.ensure_future(dribble())
        never_opens = await stage.raw(gateway.url).open()
        pinging = await stage.raw(gateway.url).open()
        await pinging.send(frame(PING, b"I am here"))
        await asyncio.gather(*(ends(raw) for raw in (silent, half, dribbling)))
        dribbler.cancel()
        for raw in (never_opens, pinging):
            expect(await raw.closing(), OPEN_TIMEOUT, "close code")
            expect_that(raw.reason, "a reason for a reader", raw.reason)
        await stage.gauges_are(0, 0, 0, gateway=gateway)


@trials("who says nothing for too long is closed; one who answers pings, or talks, is not")
async def idle(stage):
    async with stage.other_gateway("--idle-timeout", f"{SHORT}s") as gateway:
        talker = await stage.talker(url=gateway.url)
        raw, _, _ = await stage.opened_raw(url=gateway.url)
        for _ in range(2 * SHORT):
            await converse(talker, ["still here"])
            await asyncio.sleep(0.5)
        expect(await raw.closing(), IDLE, "close code")
        await converse(talker, ["still here"])
        await closes_well(stage, talker)


@trials("a flood is closed, and those who talk at an ordinary pace are not")
async def flood(stage):
    raw, _, caller = await stage.opened_raw()
    await raw.send(*[frame(PING, b"flood")] * 20_000)
    expect(await raw.closing(), TOO_FAST, "close code")
    await stage.forgets(caller)


@trials("who does not read is closed when too much waits for him; others hear all meanwhile")
async def slow_reader(stage):
    listener = await stage.client(stage.conformance).open()
    raw, gateway, caller = await stage.open_raw(canister=stage.conformance, receive_buffer=4096)
    await raw.send(frame(BINARY, caller.opening_frame(gateway)))
    stage.check(caller, await raw.binary(), 1)

    # Beside the gateway's own limit the kernel's buffers take some.
    for number in range(40):
        outcome = await stage.canister_sends(caller, os.urandom(400_000))
        if outcome is not None:
            break
        expect(await stage.canister_sends(listener.caller, bytes([number])), None, "outcome of send")
        expect(await listener.message(), bytes([number]), "the other's message")
    await stage.forgets(caller)
    expect(await raw.closing(), TOO_SLOW, "close code")
    await closes_well(stage, listener)


@trials("an address has so many connections and no more, and one that leaves makes room")
async def per_address(stage):
    async with stage.other_gateway("--max-connections-per-address", "3") as gateway:
        clients = [await stage.talker(url=gateway.url) for _ in range(3)]
        await refused(stage, gateway, TOO_MANY)
        await closes_well(stage, clients.pop())
        clients.append(await stage.talker(url=gateway.url))
        for client in clients:
            await converse(client, ["still here"])
            await closes_well(stage, client)


async def refused(stage, gateway, code, **headers):
    """A connection is closed by a code that tells why."""
    raw = await stage.raw(gateway.url).open(**headers)
    expect(await raw.closing(), code, "close code")
    expect_that(raw.reason, "a reason for a reader", raw.reason)
    expect([one.opcode for one in raw.frames], [CLOSE], "frames")


@trials("pages of other origins are refused, and programs that are no pages are not")
async def origins(stage):
    async with stage.other_gateway("--origin", "https://example.org") as gateway:
        await refused(stage, gateway, ORIGIN, Origin="https://example.com")
        await refused(stage, gateway, ORIGIN, Origin="http://example.org")
        talker = await stage.talker(url=gateway.url, origin="https://example.org")
        await closes_well(stage, talker)
        await closes_well(stage, await stage.talker(url=gateway.url))


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, WatchedStage)
