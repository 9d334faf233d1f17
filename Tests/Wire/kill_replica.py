"""Kills a replica again and again while it is written to, starts it anew on the same state, and demands that no update
that was answered is lost, none is there by half, and none is executed twice.

    kill_replica.py ICWS [--kills N] [--seed N] [--state FOLDER]

When a kill comes is a matter of the seed and of how many updates were answered, not of the machine's speed. Ends with
counts as one line of JSON; the status tells whether all was as it has to be.
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import tempfile
import time

from checks import Failed, expect, expect_that
from kill_ledger import Ledger
from kill_writers import Creator, Round, Waiter, Writer
from replica_process import ReplicaProcess
from scene import Scene, module

# How many of the kills come before the replica has got ready again.
STARTING = 0.15
MOST_ANSWERS = 24


class Trial:
    def __init__(self, options, state):
        self.random = random.Random(options.seed)
        self.state = state
        self.server = ReplicaProcess(options.icws, str(state / "state"), str(state / "output"))
        self.replica = self.server.replica
        self.counts = collections.Counter()
        self.time = 0
        self.starting = 0.5

    def set_up(self):
        self.server.start()
        scene = Scene(self.replica.url)
        scene.replica = self.replica
        self.root_key = self.replica.root_key
        self.ledger = Ledger(self.replica, scene.deploy(module("ledger")))
        self.writers = [Writer(self.ledger, number, version) for number, version in enumerate((4, 3, 2, 4))]
        self.writers += [Creator(self.replica, scene.controller), Waiter(scene)]

    def second(self):
        """Another replica on the same state has to say so, and to leave the first alone."""
        other = self.server.launch(port=self.server.port + 1 if self.server.port < 65000 else self.server.port - 1)
        try:
            status = other.wait(120)
        finally:
            if other.poll() is None:
                other.kill()
        expect_that(status not in (0, None), "an end with a failure of the second replica on the state", status)
        expect_that(str(self.state) in self.server.told(), "a message with the folder", self.server.told())
        self.replica.status()

    def kill(self):
        """One kill, with the writers at work or the replica still starting; then a start, and all looked at."""
        if self.random.random() < STARTING:
            self.server.kill()
            self.server.start(wait=False)
            time.sleep(self.random.random() * self.starting)
            self.server.kill()
            self.counts["kills while starting"] += 1
            work = None
        else:
            answers, delay = self.random.randrange(MOST_ANSWERS), self.random.random() * 0.03
            work = Round(self.writers)
            work.wait_for(answers, still_there=lambda: self.server.process.poll() is None)
            time.sleep(delay)
            self.server.kill()
            work.end()
        self.starting = 0.5 * self.starting + 0.5 * self.server.start()
        self.counts["kills"] += 1
        self.look(work)

    def look(self, work):
        expect(self.replica.status()["root_key"], self.root_key, "root key")
        self.ledger.look()
        for writer in self.writers:
            writer.look(self.counts)
        self.look_at_time()

    def look_at_time(self):
        """The certified time is not before the last one that was seen."""
        last, now = max(self.time, self.ledger.time), self.certified_time()
        expect_that(now >= last, f"a time from {last} on", now)
        self.time = now

    def certified_time(self):
        return self.replica.read_state(self.replica.root_subnet, [[b"time"]], of="subnet", verify=False).time

    def run(self, kills):
        self.set_up()
        self.second()
        for number in range(kills):
            try:
                self.kill()
            except Failed as failure:
                raise Failed(f"kill {number + 1}: {failure}") from failure
        # What was proved on the way without a signature's check.
        self.ledger.look(verify=True)
        expect(self.server.stop(), 0, "exit status of a replica that was asked to end")
        self.server.start()
        self.ledger.look()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("icws", help="the command-line tool")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", help="a folder for the state; by default one that is removed afterwards")
    options = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="killed-replica-") as folder:
        trial = Trial(options, pathlib.Path(options.state or folder))
        failed = 0
        try:
            trial.run(options.kills)
        except Exception as failure:
            failed = 1
            print(f"FAILED {type(failure).__name__}: {failure}\nThe replica's last words: {trial.server.told()}")
        finally:
            trial.server.end()
    trial.counts["entries"] = len(trial.ledger.entries) if hasattr(trial, "ledger") else 0
    counts = {**dict(sorted(trial.counts.items())), "failed": failed, "seconds": round(time.monotonic() - started, 1)}
    print(json.dumps(counts))
    return 1 if failed or trial.counts["kills"] < options.kills else 0


if __name__ == "__main__":
    sys.exit(main())
