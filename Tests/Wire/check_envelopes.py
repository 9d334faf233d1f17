"""Judges how a replica knows who sends: signatures of all kinds of keys, and what is wrong with others.

    check_envelopes.py URL
"""

import os

from checks import Checks, expect_in
from client import principals, request_ids, requests
from client.identities import KINDS
from scene import BAD_REQUEST, NOT_ALLOWED, judge, refused

checks = Checks()
# What is asked of the probe by each kind of request; its answer is the caller, or the time.
SENDS = [("call", 2), ("call", 3), ("call", 4), ("query", 2), ("query", 3), ("read_state", 2), ("read_state", 3)]
ONE_OF_EACH = [("call", 4), ("query", 3), ("read_state", 3)]
ACCEPTED = (200, 202)


def content(scene, kind, sender, **more):
    if kind == "read_state":
        return requests.read_state([[b"time"]], sender, **more)
    make = requests.call if kind == "call" else requests.query
    return make(scene.probe, "caller_update" if kind == "call" else "caller", b"", sender, **more)


def send(scene, kind, version, identity, change=lambda envelope: envelope, **more):
    envelope = requests.envelope(content(scene, kind, identity.sender, **more), identity)
    return scene.replica.post(version, kind, scene.probe, change(envelope))


def without(*names):
    return lambda envelope: {name: value for name, value in envelope.items() if name not in names}


def replaced(**fields):
    return lambda envelope: {**envelope, **fields}


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


for name, Kind in KINDS.items():

    @checks(f"{name}: requests of all kinds that its holder signed are taken")
    def taken(scene, Kind=Kind):
        for kind, version in SENDS:
            response = send(scene, kind, version, Kind(os.urandom(8).hex()))
            expect_in(response.status, ACCEPTED, f"status of {kind} v{version} ({response.text[:200]}) one of")

    @checks(f"{name}: a signature with a bit changed, cut short, too long, empty, of another request or key: 400")
    def wrong_signatures(scene, Kind=Kind):
        identity, other = Kind(os.urandom(8).hex()), Kind(os.urandom(8).hex())
        foreign = requests.envelope(content(scene, "query", identity.sender), identity)["sender_sig"]
        for kind, version in ONE_OF_EACH:
            changes = [
                lambda envelope, place=place: {**envelope, "sender_sig": flipped(envelope["sender_sig"], place)}
                for place in (0, 31, 32, 63)
            ] + [
                lambda envelope: {**envelope, "sender_sig": envelope["sender_sig"][:-1]},
                lambda envelope: {**envelope, "sender_sig": envelope["sender_sig"] + b"\0"},
                replaced(sender_sig=b""), replaced(sender_sig=bytes(64)), replaced(sender_sig=foreign),
                lambda envelope: {**envelope, "sender_sig": other.authentication(
                    request_ids.hash_of_map(envelope["content"]))["sender_sig"]},
                # Signed, but without the words that keep one kind of signature from being taken for another.
                lambda envelope: {
                    **envelope, "sender_sig": identity.sign(request_ids.hash_of_map(envelope["content"]))},
            ]
            for change in changes:
                refused(send(scene, kind, version, identity, change), NOT_ALLOWED)

    @checks(f"{name}: a request changed after it was signed: 400")
    def changed_content(scene, Kind=Kind):
        identity = Kind(os.urandom(8).hex())
        for kind, version in ONE_OF_EACH:
            one, other = (content(scene, kind, identity.sender) for _ in range(2))
            changed = {**one, "ingress_expiry": other["ingress_expiry"] + 1}
            envelope = {**requests.envelope(one, identity), "content": changed}
            refused(scene.replica.post(version, kind, scene.probe, envelope), NOT_ALLOWED)

    @checks(f"{name}: a sender whose key is another: 400")
    def wrong_sender(scene, Kind=Kind):
        identity, other = Kind(os.urandom(8).hex()), Kind(os.urandom(8).hex())
        for kind, version in ONE_OF_EACH:
            for sender in (other.sender, principals.ANONYMOUS, identity.sender[:-1] + b"\3", scene.probe, b""):
                envelope = requests.envelope(content(scene, kind, sender), identity)
                refused(scene.replica.post(version, kind, scene.probe, envelope), NOT_ALLOWED)

    @checks(f"{name}: a key in DER that is cut short, has bytes behind it, or is no point: 400")
    def wrong_keys(scene, Kind=Kind):
        identity = Kind(os.urandom(8).hex())
        point = b"\xff" * 64 if name != "Ed25519" else b"\2" + b"\0" * 31
        for der in (identity.der[:-1], identity.der + b"\0", identity.der[:-len(point)] + point, b"", b"\x30\x00"):
            sender = principals.self_authenticating(der)
            for kind, version in ONE_OF_EACH:
                envelope = requests.envelope(content(scene, kind, sender), identity, sender_pubkey=der)
                refused(scene.replica.post(version, kind, scene.probe, envelope), NOT_ALLOWED)


@checks("the anonymous sender needs no envelope beside the content")
def anonymous(scene):
    for kind, version in SENDS:
        response = send(scene, kind, version, scene.anonymous)
        expect_in(response.status, ACCEPTED, f"status of {kind} v{version} one of")


@checks("the anonymous sender has no key, no signature, no delegation: 400")
def anonymous_with_key(scene):
    signed = scene.controller.authentication(bytes(32))
    for kind, version in ONE_OF_EACH:
        for more in ({"sender_pubkey": signed["sender_pubkey"]}, {"sender_sig": signed["sender_sig"]}, signed):
            refused(send(scene, kind, version, scene.anonymous, replaced(**more)), NOT_ALLOWED)


@checks("another sender has a key and a signature: 400 without one of them, or both")
def missing_parts(scene):
    for kind, version in ONE_OF_EACH:
        for names in (("sender_sig",), ("sender_pubkey",), ("sender_sig", "sender_pubkey")):
            refused(send(scene, kind, version, scene.controller, without(*names)), NOT_ALLOWED)


@checks("a BLS key, or one of a kind that nobody knows: 400")
def unknown_keys(scene):
    for der in (scene.replica.root_key, bytes.fromhex("300a06032b657103010000")):
        sender = principals.self_authenticating(der)
        for kind, version in ONE_OF_EACH:
            envelope = requests.envelope(content(scene, kind, sender), scene.controller, sender_pubkey=der)
            refused(scene.replica.post(version, kind, scene.probe, envelope), NOT_ALLOWED)


@checks("the tag 55799 in front of a request may be left out")
def untagged(scene):
    for kind, version in SENDS:
        envelope = requests.envelope(content(scene, kind, scene.controller.sender), scene.controller)
        response = scene.replica.post(version, kind, scene.probe, envelope, tagged=False)
        expect_in(response.status, ACCEPTED, "status one of")


@checks("the order of fields and the lengths' form do not matter")
def other_encodings(scene):
    for kind, version in SENDS:
        envelope = requests.envelope(content(scene, kind, scene.controller.sender), scene.controller)
        turned = {name: envelope[name] for name in sorted(envelope, reverse=True)}
        turned["content"] = dict(sorted(envelope["content"].items(), reverse=True))
        for body in (requests.encode(turned), indefinite(turned)):
            response = scene.replica.post(version, kind, scene.probe, body)
            expect_in(response.status, ACCEPTED, f"{body.hex()}: status one of")


def indefinite(value):
    """CBOR whose maps and arrays have no length, but an end; byte strings are in parts."""
    if isinstance(value, dict):
        return b"\xbf" + b"".join(indefinite(name) + indefinite(part) for name, part in value.items()) + b"\xff"
    if isinstance(value, (list, tuple)):
        return b"\x9f" + b"".join(map(indefinite, value)) + b"\xff"
    return requests.encode(value, tagged=False)


@checks("a nonce has at most 32 bytes: 400")
def long_nonce(scene):
    for kind, version in ONE_OF_EACH:
        expect_in(send(scene, kind, version, scene.controller, nonce=bytes(32)).status, ACCEPTED, "status one of")
        refused(send(scene, kind, version, scene.controller, nonce=bytes(33)), BAD_REQUEST)


if __name__ == "__main__":
    judge(checks)
