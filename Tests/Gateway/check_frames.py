"""Judges what a gateway does with frames that RFC 6455 does not allow, with sockets that are cut, and with strange but
allowed ones: by raw sockets, while another client goes on talking.

    check_frames.py ICWS [PART OF A CHECK'S NAME]
"""

import asyncio

from checks import expect, expect_in, expect_that

from peer.raw_socket import (
    BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, close_payload, frame)
from stage import WatchedStage, closes_well
from trials import Trials, judge

trials = Trials()
NORMAL, FRAMING, NO_TEXT_FRAMES, NOT_UTF8, TOO_BIG, PROTOCOL_ERROR = 1000, 1002, 1003, 1007, 1009, 4000
MEBIBYTE = 2**20


class Frames(WatchedStage):
    async def closes(self, codes, *sent, opened=False):
        """What is sent makes the gateway close with one of the codes."""
        raw, _, caller = await (self.opened_raw() if opened else self.open_raw())
        await raw.send(*sent)
        expect_in(await raw.closing(), codes, f"close code ({raw.reason!r}) for {sent[0][:20].hex()} as one of")
        if opened:
            await self.forgets(caller)


FORBIDDEN = {
    "no mask": [frame(BINARY, b"hello", masked=False)],
    "no mask on a ping": [frame(PING, b"hello", masked=False)],
    "a reserved bit": [frame(BINARY, b"hello", reserved=4)],
    "another reserved bit": [frame(BINARY, b"hello", reserved=2)],
    "the third reserved bit": [frame(PING, b"hello", reserved=1)],
    "an opcode for data that does not exist": [frame(3, b"hello")],
    "the last opcode for data": [frame(7, b"hello")],
    "an opcode for control that does not exist": [frame(11, b"hello")],
    "the last opcode": [frame(15)],
    "a ping of more than 125 bytes": [frame(PING, bytes(126))],
    "a close frame of more than 125 bytes": [frame(CLOSE, close_payload(1000, bytes(124)))],
    "a ping in fragments": [frame(PING, b"hello", final=False)],
    "a close frame in fragments": [frame(CLOSE, close_payload(1000), final=False)],
    "a fragment of nothing": [frame(CONTINUATION, b"hello")],
    "a message inside of another": [frame(BINARY, b"hel", final=False), frame(BINARY, b"lo")],
}
for opened in (False, True):

    @trials(f"frames that RFC 6455 forbids end the session with 1002 {'after' if opened else 'before'} ws_open")
    async def forbidden(stage, opened=opened):
        for sent in FORBIDDEN.values():
            await stage.closes((FRAMING,), *sent, opened=opened)


@trials("a length in more bytes than it needs is refused, or read as what it is: here in a frame of garbage")
async def long_length(stage):
    await stage.closes((FRAMING, PROTOCOL_ERROR), frame(BINARY, b"hello", width=2))
    await stage.closes((FRAMING, PROTOCOL_ERROR), frame(BINARY, bytes(200), width=8))


@trials("a text inside of a message is both, forbidden and a text")
async def text_inside(stage):
    await stage.closes((FRAMING, NO_TEXT_FRAMES), frame(BINARY, b"hel", final=False), frame(TEXT, b"lo"))


@trials("a length above 63 bits ends the session")
async def impossible_length(stage):
    await stage.closes((FRAMING, TOO_BIG), frame(BINARY, length=2**64 - 1))


@trials("close frames that say something impossible end with 1002")
async def bad_closes(stage):
    for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535):
        await stage.closes((FRAMING,), frame(CLOSE, close_payload(code)))
    await stage.closes((FRAMING,), frame(CLOSE, b"\x03"))
    await stage.closes((FRAMING, NOT_UTF8), frame(CLOSE, close_payload(1000, b"\xff\xfe")))


@trials("close frames of all other codes are answered with the same code, and ws_close follows")
async def good_closes(stage):
    for code in (1000, 1001, 1013, 3000, 4000, 4999):
        await stage.closes((code,), frame(CLOSE, close_payload(code, "adieu".encode())))
    await stage.closes((4000,), frame(CLOSE, close_payload(4000)), opened=True)
    raw, _, _ = await stage.open_raw()
    await raw.send(frame(CLOSE))
    while (answer := await raw.receive()) is not None:
        expect((answer.opcode, answer.payload in (b"", close_payload(1000))), (CLOSE, True), f"that {answer} closes:")


@trials("a frame above the limit is refused by its header, and a message in fragments when it gets above, with 1009")
async def too_big(stage):
    await stage.closes((TOO_BIG,), frame(BINARY, length=5 * MEBIBYTE))
    await stage.closes((TOO_BIG,), frame(BINARY, length=2**62))
    await stage.closes((TOO_BIG,), frame(BINARY, length=5 * MEBIBYTE), opened=True)
    pieces = [frame(BINARY if number == 0 else CONTINUATION, bytes(MEBIBYTE), final=False) for number in range(5)]
    await stage.closes((TOO_BIG,), *pieces)


@trials("a message in more fragments than are taken ends the session with 1009")
async def too_many_fragments(stage):
    pieces = [frame(BINARY, b"x", final=False)] + [frame(CONTINUATION, b"", final=False)] * 1000
    await stage.closes((TOO_BIG,), *pieces)


@trials("an envelope in fragments, with pings and pongs between them, opens as one in a single frame does")
async def fragments(stage):
    raw, gateway, caller = await stage.open_raw()
    data = caller.opening_frame(gateway)
    size = len(data) // 20 + 1
    pieces = [data[start : start + size] for start in range(0, len(data), size)]
    for number, piece in enumerate(pieces):
        opcode = BINARY if number == 0 else CONTINUATION
        await raw.send(
            frame(opcode, piece, final=number == len(pieces) - 1), frame(PING, bytes([number])), frame(PONG, b"?"))
    for number in (1, 2):
        stage.check(caller, await raw.binary(), number)
    await raw.send(frame(PING, b"last"), frame(CLOSE, close_payload(NORMAL)))
    expect(await raw.closing(), NORMAL, "close code")
    pongs = [one.payload for one in raw.frames if one.opcode == PONG]
    expect(pongs, [bytes([number]) for number in range(len(pieces))] + [b"last"], "pongs")
    await stage.forgets(caller)


@trials("an envelope that comes byte by byte opens too, and so does one that comes before the upgrade is answered")
async def dribble(stage):
    raw, gateway, caller = await stage.open_raw()
    for byte in frame(BINARY, caller.opening_frame(gateway)):
        await raw.send(bytes([byte]))
        await asyncio.sleep(0)
    stage.check(caller, await raw.binary(), 1)
    raw.leave()
    await stage.forgets(caller)
    early = await stage.raw().reach()
    early.writer.write(early.request("AAAAAAAAAAAAAAAAAAAAAA==") + frame(PING, b"early"))
    await early.within(early.reader.readuntil(b"\r\n\r\n"))
    received = [await early.receive() for _ in range(2)]
    expect({one.opcode for one in received}, {BINARY, PONG}, "what is received")
    early.leave()



CUTS = {"in a header": 1, "in a length": 3, "in a mask": 6, "in a payload": 100, "behind the upgrade": 0}
for name, count in CUTS.items():

    @trials(f"a socket that is cut {name}, or left there, is forgotten, also at its canister")
    async def cut(stage, count=count):
        for leave in ("cut", "leave"):
            raw, gateway, caller = await stage.open_raw()
            await raw.send(frame(BINARY, caller.opening_frame(gateway))[:count])
            getattr(raw, leave)()
            await stage.gauges_are(*stage.resting)
            raw, gateway, caller = await stage.opened_raw()
            await raw.send(frame(BINARY, caller.saying_frame(1, bytes(200)))[:count])
            getattr(raw, leave)()
            await stage.forgets(caller)


@trials("a socket that is cut while its ws_open is on the way is forgotten at the canister")
async def cut_while_opening(stage):
    for leave in ("cut", "leave", "cut"):
        raw, gateway, caller = await stage.open_raw()
        await raw.send(frame(BINARY, caller.opening_frame(gateway)))
        getattr(raw, leave)()
        await stage.gauges_are(*stage.resting)
        await stage.forgets(caller)


REQUESTS = {
    "without a key": "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\n\r\n",
    "of another version": "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 8\r\n\r\n",
    "by POST": "POST / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nContent-Length: 0\r\n"
               "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "that is no HTTP": "hello\r\n\r\n",
    "with a header without end": "GET / HTTP/1.1\r\nHost: x\r\nX: " + "x" * 200_000,
}
for name, text in REQUESTS.items():

    @trials(f"a request {name} makes no WebSocket")
    async def no_upgrade(stage, text=text):
        raw = await stage.raw().reach()
        await raw.send(text.encode())
        try:
            answer = await raw.within(raw.reader.readline(), 30)
        except ConnectionError:
            answer = b""
        expect_that(b" 101 " not in answer, "an answer that is no upgrade", answer)
        raw.cut()


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Frames)
