"""Checks that wait for sockets: coroutines with a limit in time, after each of which the gateway has to be at rest."""

import asyncio
import functools
import sys
import tempfile
import time

from checks import Checks, Failed, expect_that

EACH = 90


async def eventually(look, is_right, what, seconds=30):
    """Looks again and again until what it sees is right, which it has to get in time."""
    end = time.monotonic() + seconds
    while True:
        seen = await asyncio.to_thread(look) if not asyncio.iscoroutinefunction(look) else await look()
        if is_right(seen):
            return seen
        expect_that(time.monotonic() < end, f"{what} within {seconds} s", seen)
        await asyncio.sleep(0.05)


class Trials(Checks):
    """The checks of a script that starts a stage of its own. `seconds`: how long all of them may take together; `each`:
    how long one may, unless it has a limit of its own."""

    def __init__(self, seconds=170, each=EACH):
        super().__init__()
        self.seconds, self.each = seconds, each

    def __call__(self, name, at_rest=True, limit=None):
        define = super().__call__(name)
        limit = limit or self.each

        def add(function):
            @functools.wraps(function)
            def judged(stage, runner, end):
                async def within_limits():
                    async with asyncio.timeout(max(min(limit, end - time.monotonic()), 1)):
                        await function(stage)
                        if at_rest:
                            await stage.at_rest()

                started = time.monotonic()
                try:
                    runner.run(within_limits())
                    print(f"{time.monotonic() - started:6.1f} s: {name}", file=sys.stderr)
                except TimeoutError as error:
                    raise Failed(f"expected an end within {limit} s, and of all within {self.seconds} s") from error

            define(judged)
            return function

        return add


def judge(trials, make_stage):
    """Runs a script's checks on a stage in a folder of its own, which leaves nothing behind. The first argument is the
    command-line tool; further ones choose checks by a part of their names."""
    icws, *only = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="gateway-") as folder, asyncio.Runner() as runner:
        stage = make_stage(icws, folder)
        try:
            started = time.monotonic()
            runner.run(stage.set_up())
            print(f"set up in {time.monotonic() - started:.1f} s", file=sys.stderr)
            status = trials.run(stage, runner, time.monotonic() + trials.seconds, only=only[0] if only else None)
            if status:
                print(stage.told(), file=sys.stderr)
        finally:
            stage.end()
    sys.exit(status)
