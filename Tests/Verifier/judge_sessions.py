"""Judges sessions with a canister by an independent model of the protocol (see session_model.py).

Reads one JSON object a line, each a step of a session; the steps of a session follow each other:

    {"session": text, "step": number, "kind": "init" | "update" | "query" | "timers" | "pass" | "upgrade",
     "method": text, "caller": hex, "argument": hex, "time": nanoseconds since 1970,
     "reply": hex | null, "reject": [code, text] | null, "log": [text, ...], "certified": hex,
     "canister": hex, "keeps": whether upgrades keep connections (both with "init" alone)}

`timers` runs what is due at `time`; `pass` lets time pass to `time`, each timer firing at its very time. A session ends
with its first disagreement. With --recorded the file is instead one of sessions recorded on a released canister.

Prints each disagreement, then counts as one JSON object. The status tells whether all agreed.
"""

import argparse
import collections
import hashlib
import json
import sys

import protocol_candid as candid
import verify_pages
from session_model import Model

REJECT_BY_CANISTER = 5


class Disagreement(Exception):
    pass


def agree(condition, expected, got):
    if not condition:
        raise Disagreement(f"expected {shown(expected)}, got {shown(got)}")


def shown(value):
    if isinstance(value, bytes):
        text = candid.error_text(value)
        return f"Err {text!r}" if text is not None else "Ok" if value == candid.OK else value.hex()
    return str(value)


def hashed(domain, *parts):
    return hashlib.sha256(b"".join((bytes([len(domain)]), domain, *parts))).digest()


# The digest of a tree with nothing below its one label (Interface Specification, "Certificate").
NO_MESSAGES = hashed(b"ic-hashtree-labeled", b"websocket", hashed(b"ic-hashtree-empty")).hex()


class Session:
    """One session, judged step by step."""

    def __init__(self, first, counts):
        self.model = Model(first["keeps"])
        self.canister = bytes.fromhex(first["canister"])
        self.counts = self.model.counts = counts
        self.certified = None
        self.tree_version = 0
        self.time = first["time"]

    def judge(self, step):
        kind, now = step["kind"], step["time"]
        reply = None if step["reply"] is None else bytes.fromhex(step["reply"])
        expected, log = self.model.step(
            kind, step.get("method"), bytes.fromhex(step["caller"]), bytes.fromhex(step["argument"]), self.time, now)
        self.time = now
        self.count(step, expected)
        self.judge_answer(expected, reply, step)
        if step.get("text") != "rejects":
            agree(step["log"] == log, log, step["log"])
        self.judge_certified_data(step, expected)

    def judge_answer(self, expected, reply, step):
        reject = step["reject"]
        if expected.trap is not None:
            agree(reject is not None and reject[0] == REJECT_BY_CANISTER, f"a trap {expected.trap!r}", reject or reply)
            if step.get("text") != "rejects":
                agree(reject[1].startswith(expected.trap), expected.trap, reject[1])
            return
        agree(reject is None, "no reject", reject)
        if expected.error_prefix is not None:
            text = candid.error_text(reply or b"")
            agree(text is not None and text.startswith(expected.error_prefix), expected.error_prefix, text or reply)
        elif expected.page is not None:
            self.judge_page(*expected.page, reply, step)
        else:
            agree(reply == expected.reply, expected.reply, reply)

    def judge_page(self, messages, is_end, reply, step):
        agree(reply is not None, "a page", None)
        try:
            certificate, tree = candid.page_proof(reply)
        except candid.Undecodable as error:
            raise Disagreement(f"expected a page, got {reply.hex()}: {error}")
        expected = candid.page(messages, certificate, tree, is_end)
        if reply != expected:
            raise Disagreement(difference(expected, reply))
        page = {
            "canister": self.canister, "cert": certificate, "tree": tree,
            "messages": [(key.encode(), content) for key, content, _ in messages],
        }
        try:
            verify_pages.verify(page)
            self.judge_witness(page)
            self.judge_certificate(page, step)
        except verify_pages.Refused as refusal:
            raise Disagreement(f"expected a page that verifies: {refusal}")

    def judge_witness(self, page):
        """The tree shows the page's messages and nothing else."""
        root = verify_pages.load(page["tree"])
        verify_pages.need(root[0] == 2 and root[1] == b"websocket", "the tree's only label is not 'websocket'")
        leaves = []
        for node in verify_pages.children(root[2]):
            verify_pages.need(node[0] in (2, 4), "the tree shows something without a label")
            if node[0] == 2:
                leaves.append((node[1], node[2]))
        expected = [(key, [3, hashlib.sha256(content).digest()]) for key, content in page["messages"]]
        found = [(key, list(node)) for key, node in leaves]
        verify_pages.need(found == expected, f"the tree shows {[key for key, _ in leaves]}")

    def judge_certificate(self, page, step):
        tree = verify_pages.load(page["cert"])["tree"]
        path = [b"canister", self.canister, b"certified_data"]
        if "certified" in step:
            certified = verify_pages.lookup(tree, path).hex()
            verify_pages.need(certified == step["certified"], "the certificate is not for the data that is certified")
            time = candid.Bytes(verify_pages.lookup(tree, [b"time"])).leb()
            verify_pages.need(time == step["time"], "the certificate is of another time")

    def judge_certified_data(self, step, expected):
        """It changes if the tree of messages does, and never otherwise; code that begins anew certifies that there are
        none."""
        if "certified" not in step:
            return
        if step["kind"] == "upgrade" and expected.trap is None and not self.model.keeps_connections:
            is_empty = step["certified"] == NO_MESSAGES
            agree(is_empty, f"the certified data of no messages, {NO_MESSAGES}", step["certified"])
            self.certified, self.tree_version = NO_MESSAGES, self.model.tree_version
            return
        is_new = self.model.tree_version != self.tree_version
        self.tree_version = self.model.tree_version
        if self.certified is not None:
            changed = step["certified"] != self.certified
            agree(changed == is_new, "new certified data" if is_new else "certified data as before", step["certified"])
        self.certified = step["certified"]

    def count(self, step, expected):
        counts = self.counts
        counts["steps"] += 1
        name = step["method"] if step.get("method") else step["kind"]
        counts[f"step {name}"] += 1
        if expected.page:
            counts["pages"] += 1
            counts["messages"] += len(expected.page[0])
        if expected.trap is not None:
            counts["error (trap)"] += 1
        elif expected.error_prefix is not None:
            counts[f"error {expected.error_prefix.strip(': ')}"] += 1
        elif (text := candid.error_text(expected.reply or b"")) is not None:
            counts[f"error {kind_of_error(text)}"] += 1


ERRORS = [
    "Anonymous principal is not allowed", "already has an open connection", "has a different key",
    "Expected incoming sequence number", "Invalid service message", "is not registered",
    "was not registered to gateway",
    "Client with principal", "Client with key",
]


def kind_of_error(text):
    return next(error for error in ERRORS if error in text)


def difference(expected, got):
    """Where two pages begin to differ, with the message there."""
    place = next((i for i, (a, b) in enumerate(zip(expected, got)) if a != b), min(len(expected), len(got)))
    start = max(0, place - 24)
    return (
        f"expected a page of {len(expected)} bytes, got {len(got)}; at {place} expected "
        f"…{expected[start:place].hex()}|{expected[place:place + 40].hex()}…, got |{got[place:place + 40].hex()}…")


def steps_of(file):
    for line in file:
        yield json.loads(line)


def recorded_steps(file):
    """The steps of sessions recorded on a released canister, but those that are its own."""
    recorded = json.load(file)
    for number, scenario in enumerate(recorded["scenarios"]):
        for index, step in enumerate(scenario["steps"]):
            if step.get("peer_only"):
                continue
            kind, _, method = step["entry"].partition(":")
            reject = step["out"].get("reject")
            if reject:
                code, text = reject
                reject = [code, text.partition("with message: '")[2].removesuffix("'") or text]
            yield {
                "session": f"{number} ({scenario['name']})", "step": index, "method": method, "caller": step["caller"],
                "kind": {"timer": "timers", "replicated_query": "update"}.get(kind, kind),
                "argument": step["arg"], "time": step["time"], "reply": step["out"].get("reply"), "reject": reject,
                "log": [line for line in step["debug"] if not line.startswith("[IC-WEBSOCKET-CDK]")],
                "text": step.get("text"), "canister": recorded["self_id"], "keeps": False,
            }


def is_modelled(step):
    """Whether a step calls a method that there is, in the way in which it is to be called."""
    if step["kind"] not in ("update", "query"):
        return True
    known = Model.METHODS | {"wipe"}
    return step["method"] in known and (step["kind"] == "update" or step["method"] == "ws_get_messages")


def judge(steps, counts, stop_at_first=False):
    disagreements = []
    session = name = None
    for step in steps:
        if step["session"] != name:
            name = step["session"]
            session = Session(step, counts)
            counts["sessions"] += 1
        if session is None or not is_modelled(step):
            continue
        try:
            session.judge(step)
        except Disagreement as disagreement:
            what = step.get("method") or step["kind"]
            disagreements.append(f"session {name}, step {step['step']} ({what}): {disagreement}")
            session = None
            if stop_at_first:
                break
    return disagreements


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", help="files of steps")
    parser.add_argument("--recorded", action="store_true", help="the files hold sessions recorded on a canister")
    parser.add_argument("--each", action="store_true",
                        help="judge each file up to its first disagreement, and print one JSON object a file: its "
                             "first disagreement or null")
    options = parser.parse_args()

    failed = False
    counts = collections.Counter()
    for path in options.files:
        with open(path, encoding="utf-8") as file:
            steps = recorded_steps(file) if options.recorded else steps_of(file)
            disagreements = judge(steps, counts, stop_at_first=options.each)
        if options.each:
            print(json.dumps({"file": path, "disagreement": disagreements[0] if disagreements else None}))
        else:
            failed = failed or bool(disagreements)
            print("\n".join(disagreements), end="\n" if disagreements else "")
    if not options.each:
        print(json.dumps(dict(sorted(counts.items()))))
    return 1 if failed or not counts["sessions"] else 0


if __name__ == "__main__":
    sys.exit(main())
