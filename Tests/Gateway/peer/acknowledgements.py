"""The numbers that a client has sent and that its canister has not acknowledged yet."""

import asyncio

LATENCY = 30


class TooHigh(Exception):
    """An acknowledgement of what was never sent."""


class Acknowledgements:
    def __init__(self, interval, expired):
        """`interval`: in seconds; `expired`: called with the numbers that waited too long."""
        self.patience, self.expired = interval + LATENCY, expired
        self.waiting, self.timer, self.count = [], None, 0

    def sent(self, number):
        """The time runs from the first message on, not from each."""
        self.waiting.append(number)
        if self.timer is None:
            self.start()

    def acknowledged(self, number):
        self.count += 1
        if self.waiting:
            if number > self.waiting[-1]:
                raise TooHigh(f"number {number} was acknowledged, {self.waiting[-1]} was the last that waited")
            self.waiting = [one for one in self.waiting if one > number]
        self.stop()
        self.start()

    def start(self):
        self.timer = asyncio.get_running_loop().call_later(self.patience, self.timed_out)

    def timed_out(self):
        # With nothing unacknowledged there is nothing that could be late.
        if self.waiting:
            self.expired(list(self.waiting))

    def stop(self):
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
