"""Those who write to a replica until it is killed, and know afterwards what has to be there."""

import struct
import threading
import time
from http.client import HTTPException

from checks import Failed, expect, expect_in, expect_that
from client import cbor, hash_trees, management, request_ids, requests
from client.identities import Ed25519

# How many answered requests are sent again after each kill: they must not be executed again.
AGAIN = 2


def final_status(replica, canister, identity, content, seconds=120):
    """What is certified of a request that got no answer, once it is replied; `None` if it is certain that there is no
    such request. It may have been taken before a kill, and be executed after it."""
    path, end = [b"request_status", request_ids.hash_of_map(content)], time.monotonic() + seconds
    while True:
        certificate = replica.read_state(canister, [path], identity, verify=False)
        status = replica.request_status(certificate, path[1])
        if status in (None, "replied"):
            return None if status is None else certificate
        expect_in(status, ("received", "processing"), "status of a request that was not answered, one of")
        expect_that(time.monotonic() < end, "an end of a request's execution", status)
        time.sleep(0.02)


class Round:
    """All writers at work, each on a thread of its own."""

    def __init__(self, writers):
        self.ending = threading.Event()
        self.changed = threading.Condition()
        self.answers, self.failures = 0, []
        self.threads = [threading.Thread(target=self.work, args=(writer,)) for writer in writers]
        for thread in self.threads:
            thread.start()

    def work(self, writer):
        while not self.ending.is_set():
            try:
                writer.write()
            except (OSError, HTTPException):
                return  # The replica was killed.
            except Exception as failure:
                if not self.ending.is_set():
                    self.failures.append(f"{type(failure).__name__}: {failure}")
                with self.changed:
                    self.changed.notify()
                return
            with self.changed:
                self.answers += 1
                self.changed.notify()

    def wait_for(self, answers, still_there):
        with self.changed:
            while self.answers < answers and not self.failures and still_there():
                self.changed.wait(1)

    def end(self):
        self.ending.set()
        for thread in self.threads:
            thread.join()
        if self.failures:
            raise Failed(f"expected answers or none, got {self.failures}")


class Writer:
    """Writes numbered entries, one after the other, by one version of the interface."""

    def __init__(self, ledger, number, version):
        self.ledger, self.number, self.version = ledger, number, version
        self.identity = Ed25519(f"writer {number}")
        self.count = 0
        # What was sent and not answered, and what was answered since the last kill, with the place replied.
        self.unanswered, self.answered = {}, {}

    def write(self):
        self.count += 1
        entry = (self.number, self.count)
        content = requests.call(self.ledger.canister, "append", struct.pack("<QQ", *entry), self.identity.sender)
        self.unanswered[entry] = content
        replica = self.ledger.replica
        response = replica.submit(content, self.identity, version=self.version)
        reply = replica.outcome(response, content, self.identity, self.ledger.canister)
        self.unanswered.pop(entry)
        self.answered[entry] = content, struct.unpack("<Q", reply)[0]

    def look(self, counts):
        """After a start: all that was answered is at its place; of the rest the request's status tells the truth."""
        for entry, (_, place) in self.answered.items():
            expect(self.ledger.places.get(entry), place, f"place of the answered entry {entry}")
        counts["answered"] += len(self.answered)
        for content, place in list(self.answered.values())[-AGAIN:]:
            response = self.ledger.replica.submit(content, self.identity, version=4)
            reply = self.ledger.replica.outcome(response, content, self.identity, self.ledger.canister)
            expect(struct.unpack("<Q", reply)[0], place, "place of an entry that was sent again")
            counts["sent again"] += 1
        for entry, content in self.unanswered.items():
            self.look_at_unanswered(entry, content, counts)
        self.answered, self.unanswered = {}, {}

    def look_at_unanswered(self, entry, content, counts):
        certificate = final_status(self.ledger.replica, self.ledger.canister, self.identity, content)
        if certificate is not None and entry not in self.ledger.places:
            self.ledger.look()
        is_there = entry in self.ledger.places
        expect(is_there, certificate is not None, f"whether {entry} is there, as its request's status has it:")
        if certificate is not None:
            path = [b"request_status", request_ids.hash_of_map(content), b"reply"]
            reply = struct.unpack("<Q", certificate.value(path))[0]
            expect(reply, self.ledger.places[entry], f"place of {entry}")
        counts["unanswered and there" if is_there else "unanswered and not there"] += 1


class Waiter:
    """Makes the probe call itself for a while before it counts: kills come in the midst of it."""

    SECONDS = 0.03

    def __init__(self, scene):
        self.replica, self.canister, self.identity = scene.replica, scene.probe, scene.stranger
        self.done, self.unanswered = 0, []

    def write(self):
        nanoseconds = int(self.SECONDS * requests.SECOND).to_bytes(8, "little")
        content = requests.call(self.canister, "wait", nanoseconds, self.identity.sender)
        self.unanswered.append(content)
        response = self.replica.submit(content, self.identity)
        reply = self.replica.outcome(response, content, self.identity, self.canister)
        self.unanswered.remove(content)
        self.done += 1
        expect(int.from_bytes(reply, "little"), self.done, "count that waiting ended with")

    def look(self, counts):
        """What was begun and not answered has come to its end, or was never begun."""
        for content in self.unanswered:
            certificate = final_status(self.replica, self.canister, self.identity, content)
            if certificate is not None:
                self.done += 1
                counts["waits that went on after a kill"] += 1
        self.unanswered = []
        count = int.from_bytes(self.replica.query(self.canister, "count", b""), "little")
        expect(count, self.done, "count of waits that ended")
        counts["waits"] = self.done


class Creator:
    """Creates canisters and changes their settings."""

    def __init__(self, replica, identity):
        self.replica, self.identity = replica, identity
        self.answered = {}

    def write(self):
        reply = self.replica.call(
            management.ID, "provisional_create_canister_with_cycles", management.create(), self.identity)
        canister = management.created(reply)
        self.answered[canister] = [self.identity.sender]
        controllers = sorted([self.identity.sender, canister])
        argument = management.update_settings(canister, controllers=controllers)
        # Until this is answered either may be so.
        self.answered[canister] = None
        self.replica.call(management.ID, "update_settings", argument, self.identity, canister)
        self.answered[canister] = controllers

    def look(self, counts):
        for canister, controllers in self.answered.items():
            path = [b"canister", canister, b"controllers"]
            certificate = self.replica.read_state(canister, [path], verify=False)
            state, value = certificate.lookup(path)
            expect(state, hash_trees.FOUND, f"the canister {canister.hex()}, whose creation was answered")
            found = sorted(cbor.decode(value))
            both = sorted([self.identity.sender, canister])
            possible = [controllers] if controllers else [[self.identity.sender], both]
            expect_in(found, possible, "controllers one of")
            counts["canisters"] += 1
        self.answered = {}
