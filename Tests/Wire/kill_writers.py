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
        replica, path = self.ledger.replica, [b"request_status", request_ids.hash_of_map(content)]
        end = time.monotonic() + 60
        while True:
            certificate = replica.read_state(self.ledger.canister, [path], self.identity, verify=False)
            status = replica.request_status(certificate, path[1])
            if status in (None, "replied"):
                break
            # It was taken before the kill, and may be executed after it.
            expect_in(status, ("received", "processing"), "status of an entry that was not answered, one of")
            expect_that(time.monotonic() < end, "an end of an entry's execution", status)
            time.sleep(0.02)
        if status == "replied" and entry not in self.ledger.places:
            self.ledger.look()
        expect(entry in self.ledger.places, status == "replied", f"whether {entry}, with status {status}, is there")
        if status == "replied":
            reply = struct.unpack("<Q", certificate.value(path + [b"reply"]))[0]
            expect(reply, self.ledger.places[entry], f"place of {entry}")
        counts["unanswered and there" if status == "replied" else "unanswered and not there"] += 1


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
