"""Judges what a gateway does with frames that no client should send, and with those who pretend to be others: the
session ends with the code for it, and nobody else notices.

    check_refusals.py ICWS [PART OF A CHECK'S NAME]
"""

import os
import random

import cbor2

from checks import expect, expect_in, expect_that
from client import javascript, requests
from client.identities import KINDS, Anonymous, Delegated, Ed25519, Secp256k1, delegate
from peer import frames
from peer.caller import Caller
from peer.raw_socket import BINARY, TEXT, frame
from ping_pong import converse
from stage import WatchedStage, closes_well, stranger
from trials import Trials, judge

trials = Trials()
PROTOCOL_ERROR, TEXT_FRAME, OPEN_REFUSED = 4000, 1003, 4202


class Refusals(WatchedStage):
    async def refuses(self, payload, codes=(PROTOCOL_ERROR,), opened=False, opcode=BINARY):
        """A frame ends its session with one of the codes, and a reason. `payload`: the frame's, or what makes it of the
        gateway's principal and the client."""
        raw, gateway, caller = await (self.opened_raw() if opened else self.open_raw())
        made = payload(gateway, caller) if callable(payload) else payload
        await raw.send(frame(opcode, made))
        expect_in(await raw.closing(), codes, f"close code ({raw.reason!r}) for {made[:60]!r} as one of")
        expect_that(raw.reason, "a reason for a reader", raw.reason)
        if opened:
            await self.forgets(caller)

    async def open_forged(self, victim, signer):
        """Tries all forgeries; each has to be refused."""
        for number in range(3):
            raw, gateway, _ = await self.open_raw()
            forged = forgeries(victim, signer, gateway)[number]
            await raw.send(frame(BINARY, frames.of_envelope(forged)))
            expect_in(await raw.closing(), (PROTOCOL_ERROR, OPEN_REFUSED), f"close code ({raw.reason!r}) as one of")


def encoded(value):
    return cbor2.dumps(value)


GARBAGE = {
    "nothing": b"",
    "no CBOR": b"\xff" * 40,
    "random bytes": random.Random(7).randbytes(3000),
    "text": encoded("hello"),
    "a map without an envelope": encoded({"hello": 1}),
    "an envelope that is text": encoded({"envelope": "hello"}),
    "an envelope without content": encoded({"envelope": {}}),
    "a content that is empty": encoded({"envelope": {"content": {}}}),
    "a content of numbers": encoded({"envelope": {"content": dict.fromkeys(
        ("request_type", "canister_id", "method_name", "arg", "sender", "ingress_expiry"), 7)}}),
    "arrays a hundred thousand deep": b"\x81" * 100_000,
    "a length that is never there": b"\xa1\x68envelope\x5b" + b"\xff" * 8,
    "a count that is never there": b"\xbb" + b"\xff" * 8,
}
for opened in (False, True):

    @trials(f"garbage {'after' if opened else 'instead of'} ws_open ends the session with 4000")
    async def garbage(stage, opened=opened):
        for payload in GARBAGE.values():
            await stage.refuses(payload, opened=opened)

    @trials(f"a text frame {'after' if opened else 'instead of'} ws_open ends the session with 1003")
    async def text_frame(stage, opened=opened):
        await stage.refuses(b"hello", (TEXT_FRAME,), opened, TEXT)


@trials("an envelope that is cut short, or has bytes behind it, ends the session with 4000")
async def cut_short(stage):
    await stage.refuses(lambda gateway, caller: caller.opening_frame(gateway)[:-20])
    await stage.refuses(lambda gateway, caller: caller.opening_frame(gateway) + b"\0")
    await stage.refuses(lambda gateway, caller: caller.saying_frame(1, b"x")[:-1], opened=True)


def reading(gateway, caller):
    content = javascript.read_state([[b"time"]], caller.identity.sender)
    return frames.of_envelope(requests.envelope(content, caller.identity))


@trials("envelopes that are no calls end the session with 4000, before ws_open and after it")
async def no_calls(stage):
    for opened in (False, True):
        await stage.refuses(
            lambda gateway, caller: caller.opening_frame(gateway, request_type="query"), opened=opened)
        await stage.refuses(reading, opened=opened)


@trials("calls of other methods end the session with 4000")
async def other_methods(stage):
    await stage.refuses(lambda gateway, caller: caller.saying_frame(1, b"first"))
    for method in ("wipe", "ws_close", "ws_get_messages", "send", "canister_init", ""):
        await stage.refuses(lambda gateway, caller: frames.of_envelope(caller.envelope(method, b"DIDL\0\0")))
        await stage.refuses(
            lambda gateway, caller: frames.of_envelope(caller.envelope(method, b"DIDL\0\0")), opened=True)


@trials("an opening whose argument is not one, or that names another gateway, ends the session with 4000")
async def other_openings(stage):
    for argument in (b"", b"DIDL\0\0", b"DIDL\0\1\x7d\7", os.urandom(50)):
        await stage.refuses(lambda gateway, caller: frames.of_envelope(caller.envelope("ws_open", argument)))
    await stage.refuses(lambda gateway, caller: caller.opening_frame(stranger().sender))


@trials("another sender, and another canister, than those that opened end the session with 4000")
async def others_envelopes(stage):
    other = stranger()
    await stage.refuses(
        lambda gateway, caller: Caller(caller.canister, other, caller.nonce).saying_frame(1, b"x"), opened=True)
    await stage.refuses(
        lambda gateway, caller: caller.saying_frame(1, b"x", canister=stage.conformance), opened=True)


def forgeries(caller, signer, gateway):
    """Openings for the caller's principal that another has signed, under his own key and under the caller's, and that
    nobody has signed."""
    content = caller.opening(gateway)["content"]
    signed = requests.envelope(content, signer)
    return signed, signed | {"sender_pubkey": caller.identity.der}, {"content": content}


@trials("openings for another's principal, signed by others or by nobody, are refused; the real one opens and talks")
async def forged_before(stage):
    for name, Kind in KINDS.items():
        victim, attacker = Kind(os.urandom(16).hex()), Kind(os.urandom(16).hex())
        await stage.open_forged(Caller(stage.ping_pong, victim), attacker)
        client = await stage.talker(identity=victim)
        await converse(client, [f"the real one, with {name}"])
        await closes_well(stage, client)


@trials("openings with the very client key of one who is there do not take his messages, nor his connection")
async def forged_during(stage):
    victim = stranger()
    client = await stage.talker(identity=victim)
    for _ in range(2):
        await stage.open_forged(client.caller, stranger())
        await converse(client, ["still here"])
    await closes_well(stage, client)


@trials("a message with another's signature ends the session; the canister never sees it")
async def forged_message(stage):
    raw, _, caller = await stage.opened_raw()
    forged = caller.saying(1, b"x") | {"sender_sig": os.urandom(64)}
    await raw.send(frame(BINARY, frames.of_envelope(forged)))
    expect_in(await raw.closing(), (PROTOCOL_ERROR, 4203), f"close code ({raw.reason!r}) as one of")
    await stage.forgets(caller)


@trials("a delegation that has expired, one of another, and one for other canisters are refused")
async def delegations(stage):
    def keys():
        return [Ed25519(os.urandom(16).hex()), Secp256k1(os.urandom(16).hex())]

    others = keys()
    expired = delegate(keys(), requests.expiry(-60))
    elsewhere = delegate(keys(), requests.expiry(600), targets=[bytes.fromhex("00000000001fffff0101")])
    root, signer = keys()
    of_another = Delegated(root, delegate([others[0], signer], requests.expiry(600)).chain, signer)
    for identity in (expired, elsewhere, of_another):
        raw, gateway, caller = await stage.open_raw(identity=identity)
        await raw.send(frame(BINARY, caller.opening_frame(gateway)))
        expect_in(await raw.closing(), (PROTOCOL_ERROR, OPEN_REFUSED), f"close code ({raw.reason!r}) as one of")


@trials("nobody's opening is refused")
async def anonymous(stage):
    await stage.refuses(
        lambda gateway, caller: Caller(caller.canister, Anonymous()).opening_frame(gateway),
        (PROTOCOL_ERROR, OPEN_REFUSED))


@trials("an opening that has expired, or expires too late, is refused")
async def expired_opening(stage):
    for seconds in (-600, 3600):
        await stage.refuses(
            lambda gateway, caller: caller.opening_frame(gateway, ingress_expiry=requests.expiry(seconds)),
            (PROTOCOL_ERROR, OPEN_REFUSED))


@trials("an opening that was heard on the way and is sent by another changes nothing for whom it belongs to")
async def replayed(stage):
    raw, gateway, caller = await stage.opened_raw()
    heard = caller.opening_frame(gateway)
    copy = await stage.raw().open()
    await copy.binary()
    await copy.send(frame(BINARY, heard))
    expect_in(await copy.closing(), (PROTOCOL_ERROR, OPEN_REFUSED), f"close code ({copy.reason!r}) as one of")
    await raw.send(frame(BINARY, caller.saying_frame(1, b"DIDL\0\0")))
    await raw.send(frame(8, b"\x03\xe8"))
    expect(await raw.closing(), 1000, "close code")
    await stage.forgets(caller)


@trials("the certificates that these checks saw were signed by the root key", at_rest=False)
async def signatures(stage):
    await closes_well(stage, stage.bystander)
    stage.proofs.verify_signatures()


if __name__ == "__main__":
    judge(trials, Refusals)
