"""Judges pages of certified messages with nothing of this project's own code: hashlib and cbor2 only.

Reads one JSON object a line, each a page that `ws_get_messages` answered with:

    {"canister": hex, "cert": hex, "tree": hex, "messages": [{"key": text, "content": hex}, ...]}

A page passes if the tree's root is the canister's certified data in the certificate, and each message's key leads to
the SHA-256 of its content (Internet Computer interface specification, "Certification"). Signatures are not checked.

With --tamper each page must also fail once any single byte of its contents, keys, tree or certified data is changed.
Ends with the line "N passed, M failed" and a status to match.
"""

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Mapping, Sequence

import cbor2

SELF_DESCRIBE = 55799


class Refused(Exception):
    """The page proves nothing."""


def load(data):
    stream = io.BytesIO(data)
    try:
        value = cbor2.CBORDecoder(stream).decode()
    except Exception as error:
        raise Refused(f"not CBOR: {error}")
    if stream.read(1):
        raise Refused("bytes behind the CBOR value")
    if isinstance(value, cbor2.CBORTag) and value.tag == SELF_DESCRIBE:
        value = value.value
    return value


def separated(name, *parts):
    hasher = hashlib.sha256(bytes([len(name)]) + name)
    for part in parts:
        hasher.update(part)
    return hasher.digest()


def need(condition, what):
    if not condition:
        raise Refused(what)


def digest(node):
    """The root hash of a tree, and a check of its form."""
    need(isinstance(node, Sequence) and not isinstance(node, (bytes, str)) and node, "a node is not an array")
    kind, rest = node[0], node[1:]
    if kind == 0 and not rest and type(kind) is int:
        return separated(b"ic-hashtree-empty")
    if kind == 1 and len(rest) == 2:
        return separated(b"ic-hashtree-fork", digest(rest[0]), digest(rest[1]))
    if kind == 2 and len(rest) == 2 and isinstance(rest[0], bytes):
        return separated(b"ic-hashtree-labeled", rest[0], digest(rest[1]))
    if kind == 3 and len(rest) == 1 and isinstance(rest[0], bytes):
        return separated(b"ic-hashtree-leaf", rest[0])
    if kind == 4 and len(rest) == 1 and isinstance(rest[0], bytes) and len(rest[0]) == 32:
        return rest[0]
    raise Refused("a node of no known form")


def children(node):
    """The labelled children of a node, forks flattened, left to right."""
    if node[0] == 1:
        return children(node[1]) + children(node[2])
    return [node]


def lookup(node, path):
    for label in path:
        found = [child for child in children(node) if child[0] == 2 and child[1] == label]
        need(len(found) == 1, f"label {label!r} leads nowhere")
        node = found[0][2]
    need(node[0] == 3, "the path does not end in a value")
    return node[1]


def labels_ascend(node):
    labels = [child[1] for child in children(node) if child[0] == 2]
    need(labels == sorted(set(labels)), "labels are not in order")
    for child in children(node):
        if child[0] == 2:
            labels_ascend(child[2])


def verify(page):
    certificate = load(page["cert"])
    need(isinstance(certificate, Mapping) and "tree" in certificate and "signature" in certificate, "no certificate")
    digest(certificate["tree"])
    labels_ascend(certificate["tree"])
    certified = lookup(certificate["tree"], [b"canister", page["canister"], b"certified_data"])
    lookup(certificate["tree"], [b"time"])
    tree = load(page["tree"])
    need(digest(tree) == certified, "the tree's root is not the certified data")
    labels_ascend(tree)
    need(page["messages"], "a page without messages needs no proof")
    for key, content in page["messages"]:
        value = lookup(tree, [b"websocket", key])
        need(value == hashlib.sha256(content).digest(), f"{key!r} does not lead to the content's hash")


def parse(line):
    raw = json.loads(line)
    return {
        "canister": bytes.fromhex(raw["canister"]),
        "cert": bytes.fromhex(raw["cert"]),
        "tree": bytes.fromhex(raw["tree"]),
        "messages": [(m["key"].encode(), bytes.fromhex(m["content"])) for m in raw["messages"]],
    }


def accepts(page):
    try:
        verify(page)
        return True
    except Refused:
        return False


def flipped(data, index):
    return data[:index] + bytes([data[index] ^ (1 << (index % 8))]) + data[index + 1 :]


def tampered(page, limit):
    """Copies of a page with one byte changed, at most `limit` of each part, spread evenly."""

    def places(data):
        step = max(1, len(data) // limit)
        return range(0, len(data), step)

    for index in places(page["tree"]):
        yield f"tree[{index}]", {**page, "tree": flipped(page["tree"], index)}
    for number, (key, content) in enumerate(page["messages"]):
        def replaced(message):
            return {**page, "messages": page["messages"][:number] + [message] + page["messages"][number + 1 :]}

        for index in places(content):
            yield f"content {number}[{index}]", replaced((key, flipped(content, index)))
        for index in places(key):
            yield f"key {number}[{index}]", replaced((flipped(key, index), content))
    start = page["cert"].find(b"certified_data")
    start = page["cert"].find(bytes([0x58, 32]), start) + 2
    for index in range(start, start + 32):
        yield f"certified data[{index - start}]", {**page, "cert": flipped(page["cert"], index)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", help="a file with one JSON object a line")
    parser.add_argument("--tamper", type=int, metavar="N", default=0,
                        help="also change up to N bytes of each part of each page, one at a time: all must fail")
    options = parser.parse_args()

    passed = failed = changed = 0
    with open(options.pages, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            page = parse(line)
            try:
                verify(page)
            except Refused as refusal:
                failed += 1
                print(f"page {number}: {refusal}")
                continue
            missed = 0
            if options.tamper:
                for what, copy in tampered(page, options.tamper):
                    changed += 1
                    if accepts(copy):
                        missed += 1
                        print(f"page {number}: a change in {what} was not noticed")
            if missed:
                failed += 1
            else:
                passed += 1
    if options.tamper:
        print(f"{changed} changed pages were judged")
    print("signature: not checked")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
