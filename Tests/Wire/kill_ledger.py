"""The canister of `ledger.wat`, and whether its places agree."""

import struct

from checks import expect, expect_that

MASK = 2**64 - 1
PRIME = 1099511628211


def digest(entries):
    value = 0
    for entry in entries:
        for number in entry:
            value = (value ^ number) * PRIME & MASK
    return value


class Ledger:
    def __init__(self, replica, canister):
        self.replica, self.canister = replica, canister
        self.entries, self.places, self.time = [], {}, 0

    def look(self, verify=False):
        """Reads all places; refuses entries that are not in all, that changed, or are there twice."""
        heap = self.replica.query(self.canister, "heap", b"")
        stable = self.replica.query(self.canister, "stable", b"")
        certificate = self.replica.certificate(
            self.replica.query(self.canister, "certificate", b""), self.canister, verify)
        count, mixed, appended = struct.unpack("<QQQ", heap[:24])
        entries = [struct.unpack("<QQ", heap[start : start + 16]) for start in range(24, len(heap), 16)]
        expect((len(entries), appended), (count, count), "number of entries in the heap, and in the global")
        expect(mixed, digest(entries), "digest in the heap")
        expect_that(stable == heap[:8] + heap[24:], f"in stable memory the {count} entries of the heap", stable[:8])
        certified = certificate.value([b"canister", self.canister, b"certified_data"])
        expect(certified, heap[:16], "certified count and digest")
        expect(entries[: len(self.entries)], self.entries, "entries seen before")
        expect(len(set(entries)), len(entries), "number of different entries")
        self.entries = entries
        self.places = {entry: place for place, entry in enumerate(entries)}
        self.time = certificate.time
