"""Messages as gateways relay them."""

import hashlib
import json

from checks import expect

from certificate_checks import CANISTER, MINUTE, NOW, OTHER, REAL, TIME, VECTORS, changed, signers
from certificate_maker import labeled, leaf, pruned, state, tagged
from client import cbor, hash_trees
from client.certificates import BLS_DER_PREFIX
from encoding_checks import refusal


def real():
    """The message of the vectors: whom to trust, and what was relayed."""
    recorded = json.loads((VECTORS / "websocket-message.json").read_text())
    certificate = REAL[2]
    trust = {"rootKey": BLS_DER_PREFIX.hex() + certificate["root"], "canister": recorded["canister"],
             "now": recorded["time"] // 10**6}
    message = {"certificate": certificate["certificate"],
               **{name: recorded[name] for name in ("key", "content", "tree")}}
    return trust, message, str(recorded["time"])


def page_of_messages(count, prune=()):
    """Several messages with one tree and certificate."""
    contents = [f"message {number}".encode() for number in range(count)]
    keys = [f"gateway_{number:020}" for number in range(count)]
    entries = [(key.encode(), leaf(hashlib.sha256(content).digest())) for key, content in zip(keys, contents)]
    parts = [(key, pruned(value) if number in prune else value) for number, (key, value) in enumerate(entries)]
    tree = labeled((b"websocket", labeled(*parts)))
    certificate = signers()[0].certificate(state(CANISTER, hash_trees.digest(tree)))
    return [{"key": key, "content": content.hex(), "tree": tagged(tree).hex(), "certificate": certificate.hex()}
            for key, content in zip(keys, contents)]


def trust(**more):
    return {"rootKey": signers()[0].der.hex(), "canister": CANISTER.hex(), "now": NOW, **more}


def define(checks):
    @checks("a real message of a canister is verified, also again")
    def real_message(page):
        trust, message, time = real()
        untagged = {**message, "tree": message["tree"].removeprefix("d9d9f7"),
                    "certificate": message["certificate"].removeprefix("d9d9f7")}
        expect(page("messages", {**trust, "messages": [message, message, untagged]}), [time] * 3, "times")

    @checks("a real message is refused after any change of its content, key, tree or certificate")
    def changes(page):
        trust, message, _ = real()
        for name, step in (("content", 1), ("tree", 7), ("certificate", 19)):
            whole = bytes.fromhex(message[name])
            # First the right one, so that what was verified before stands ready to be taken for another.
            altered = [{**message, name: changed(whole, place).hex()} for place in range(0, len(whole), step)]
            answers = page("messages", {**trust, "messages": [message, *altered]})
            expect(isinstance(answers[0], str), True, "that the right one is verified")
            for answer in answers[1:]:
                refusal(answer, "VerificationError")
            for less in (1, len(whole)):
                refusal(page("messages", {**trust, "messages": [{**message, name: whole[less:].hex()}]})[0],
                        "VerificationError")
        for key in ("", message["key"][:-1], message["key"] + "0", message["key"][:-1] + "1"):
            refusal(page("messages", {**trust, "messages": [{**message, "key": key}]})[0], "key (absent)")

    @checks("a real message is refused as one of another canister, by another root key, and when it is too old")
    def other_circumstances(page):
        trust, message, time = real()
        for change, word in [
            ({"canister": OTHER.hex()}, "certified data of the canister"),
            ({"rootKey": signers()[0].der.hex()}, "not valid"),
            ({"now": trust["now"] + 5 * MINUTE + 1}, "old"), ({"now": trust["now"] - 5 * MINUTE - 1}, "ahead"),
        ]:
            refusal(page("messages", {**trust, **change, "messages": [message]})[0], word)
        # What was verified once grows old too.
        later = {**message, "now": trust["now"] + 5 * MINUTE + 1}
        answers = page("messages", {**trust, "messages": [message, later, message]})
        expect((answers[0], answers[2]), (time, time), "times while it is fresh")
        refusal(answers[1], "old")

    @checks("all messages of a page are verified, in any order, and those of more pages than are kept")
    def pages(page):
        first, others = page_of_messages(9), [page_of_messages(count) for count in range(1, 7)]
        messages = [*first, *reversed(first), *(message for one in others for message in one), *first]
        expect(page("messages", {**trust(), "messages": messages}), [str(TIME)] * len(messages), "times")

    @checks("messages whose parts belong to other messages are refused")
    def mixed(page):
        first, second = page_of_messages(3), page_of_messages(4)
        for message, word in [
            ({**first[0], "content": first[1]["content"]}, "hash is another"),
            ({**first[0], "key": first[1]["key"]}, "hash is another"),
            ({**first[0], "tree": second[0]["tree"]}, "certified data"),
            ({**first[0], "certificate": second[0]["certificate"]}, "certified data"),
        ]:
            answers = page("messages", {**trust(), "messages": [first[0], second[0], message]})
            expect(answers[:2], [str(TIME)] * 2, "times of the right ones")
            refusal(answers[2], word)

    @checks("what a tree leaves out proves nothing, of the message nor of the canister")
    def left_out(page):
        hidden = page_of_messages(3, prune=[1])
        answers = page("messages", {**trust(), "messages": hidden})
        expect((answers[0], answers[2]), (str(TIME), str(TIME)), "times of what is there")
        refusal(answers[1], "key (unknown)")
        message = page_of_messages(1)[0]
        tree = cbor.decode(bytes.fromhex(message["tree"]))
        fork, canister, time = state(CANISTER, hash_trees.digest(tree))
        certified = [fork, pruned(canister), time]
        secret = {**message, "certificate": signers()[0].certificate(certified).hex()}
        refusal(page("messages", {**trust(), "messages": [secret]})[0], "certified data of the canister (unknown)")
        bare = {**message, "tree": tagged(pruned(tree)).hex()}
        refusal(page("messages", {**trust(), "messages": [bare]})[0], "key (unknown)")
        # A leaf with the hash right at `websocket`, as HTTP gateways of old would have it.
        flat = labeled((b"websocket", leaf(hashlib.sha256(bytes.fromhex(message["content"])).digest())))
        certificate = signers()[0].certificate(state(CANISTER, hash_trees.digest(flat)))
        flat_message = {**message, "tree": tagged(flat).hex(), "certificate": certificate.hex()}
        refusal(page("messages", {**trust(), "messages": [flat_message]})[0], "key (absent)")
