"""Judges what is left of crowds: 1,000 clients connect and leave at once, then half as many, again and again. After
each the gateway has no session, poller or connection more than before, nor memory, and one that was there all the time
was not disturbed.

    check_crowds.py ICWS [PART OF A CHECK'S NAME]

Memory is what the kernel counts as resident of the gateway's process, each time when it is at rest again: after two
rounds for warming up, and after 10 more. All sockets of a crowd are there at the same time, and got the handshake; a
part of them, CONVERSING, also open connections at a canister, and talk.
"""

import asyncio
import json
import resource
import sys

from checks import expect_that
from peer.frames import gateway_of
from peer.raw_socket import frame
from ping_pong import converse
from stage import WatchedStage, closes_well
from trials import Trials, judge

trials = Trials()
CROWD, CONVERSING, ROUNDS = 1_000, 40, 10
# As many connect at a time: a queue of the kernel's takes no more.
AT_ONCE = 50
GROWTH = 1.05


class Crowds(WatchedStage):
    def __init__(self, icws, folder):
        limit = 4 * CROWD
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(max(soft, limit), hard), hard))
        super().__init__(icws, folder, "--max-connections-per-address", f"{2 * CROWD}")

    async def gather(self, count):
        """Sockets that have got the handshake."""
        turn = asyncio.Semaphore(AT_ONCE)

        async def arrive():
            async with turn:
                socket = await self.raw().open()
                gateway_of(await socket.binary())
                return socket

        return await asyncio.gather(*(arrive() for _ in range(count)))

    async def crowd(self, count=CROWD):
        """A crowd comes, and leaves at once: each in one of three ways."""
        talkers = await asyncio.gather(*(self.talker() for _ in range(CONVERSING)))
        sockets = await self.gather(count - CONVERSING)
        await self.gauges_are(count + 1, 1, CONVERSING + 1)
        await asyncio.gather(*(converse(talker, ["hello", "there"]) for talker in talkers))
        await converse(self.bystander, ["in the crowd"])
        for number, socket in enumerate(sockets):
            if number % 3 == 0:
                socket.writer.write(frame(8, b"\x03\xe8"))
            (socket.cut if number % 3 == 1 else socket.leave)()
        for talker in talkers:
            talker.socket.transport.abort()
        await self.at_rest()
        for talker in talkers[::10]:
            await self.forgets(talker.caller)


@trials("1,000 clients that leave at once leave nothing behind, and nobody else notices", limit=120)
async def crowd(stage):
    await stage.crowd()


@trials("10 crowds later the gateway takes no more memory than before, within 5 %", limit=170)
async def memory(stage):
    sizes = []
    for _ in range(1 + ROUNDS):
        await stage.crowd(CROWD // 2)
        sizes.append(stage.gateway.resident_bytes())
    print(json.dumps({"resident": sizes}), file=sys.stderr)
    expect_that(sizes[-1] <= GROWTH * sizes[0], f"at most {GROWTH} times {sizes[0]} bytes", sizes)


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Crowds)
