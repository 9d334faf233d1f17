"""Hashes, CBOR and hash trees."""

import hashlib
import random

import cbor2
from checks import expect, expect_that

from certificate_maker import labeled, leaf, pruned, tagged
from client import hash_trees
from client.hash_trees import EMPTY, FORK, LABELED, LEAF, PRUNED

# Of the interface specification ("Certification", "Example"): a tree, the same with parts pruned, and both's digest.
FULL = ("8301830183024161830183018302417882034568656c6c6f810083024179820345776f726c6483024162820344676f6f6483018302416"
        "38100830241648203476d6f726e696e67")
PRUNED_PARTS = (
    "83018301830241618301820458201b4feff9bef8131788b0c9dc6dbad6e81e524249c879e9f10f71ce3749f5a63883024179820345776f726c"
    "6483024162820458207b32ac0c6ba8ce35ac82c255fc7906f7fc130dab2a090f80fe12f9c2cae83ba6830182045820ec8324b8a1f1ac16bd2e"
    "806edba78006479c9877fed4eb464a25485465af601d830241648203476d6f726e696e67")
DIGEST = "eb5c5b2195e62d996b84c9bcc8259d19a83786a2f59e0878cec84c811f669aa0"

REFUSED_CBOR = {
    "": "ends", "18": "ends", "1c": "reserved", "5f": "indefinite", "9f00ff": "indefinite", "bfff": "indefinite",
    "a261610161": "ends", "a2616101616102": "twice", "a10000": "not text", "f93c00": "floating-point", "f8ff": "simple",
    "c000": "tag 0", "d9d9f7d9d9f700": "tag 55799", "61ff": "UTF-8", "9bffffffffffffffff": "announced",
    "5bffffffffffffffff": "announced", "7a7fffffff": "announced", "bb0000000100000000": "announced",
    "0000": "left over", "81" * 161 + "00": "within each other", "d9d9f7": "ends",
}


def define(checks):
    @checks("SHA-256 and SHA-224 agree with another implementation, around all ends of blocks")
    def hashes(page):
        source = random.Random(1)
        data = [source.randbytes(size) for size in [*range(130), 1000, 100_000]]
        expected = [[hashlib.sha256(one).hexdigest(), hashlib.sha224(one).hexdigest()] for one in data]
        expect(page("hashes", [one.hex() for one in data]), expected, "hashes")

    @checks("CBOR of another implementation is read, and written the same")
    def cbor(page):
        edges = [0, 23, 24, 255, 256, 65535, 65536, 2**32 - 1, 2**32, 2**53 - 1, 2**53, 2**64 - 1]
        values = [*edges, *(-1 - edge for edge in edges), "", "äöü 👋", b"", bytes(300), [], [1, [2, [b"3"]]], {},
                  {"b": 1, "a": {"__proto__": [True, False, None]}}, [0] * 70_000]
        written = [cbor2.dumps(value).hex() for value in values] + [tagged([1]).hex(), "81" * 160 + "00"]
        expect(page("recoded", written), written, "CBOR")

    @checks("CBOR with anything else in it is refused, with what and where")
    def refused_cbor(page):
        for (data, word), answer in zip(REFUSED_CBOR.items(), page("recoded", list(REFUSED_CBOR))):
            refusal(answer, "CBOR", word, "byte")

    @checks("the specification's trees have its digest, and tell what it says of each path")
    def specified_trees(page):
        paths = [["a", "a"], ["a", "y"], ["aa"], ["ax"], ["b"], ["bb"], ["d"], ["e"], ["a", "x", "z"]]
        found = {"y": f"found {b'world'.hex()}", "b": f"found {b'good'.hex()}", "d": f"found {b'morning'.hex()}"}
        full = [DIGEST, "absent", found["y"], "absent", "absent", found["b"], "absent", found["d"], "absent", "absent"]
        parts = [DIGEST, "unknown", found["y"], "absent", "absent", "unknown", "unknown", found["d"], "absent",
                 "unknown"]
        cases = [{"tree": tree, "paths": paths} for tree in (FULL, "d9d9f7" + FULL, PRUNED_PARTS)]
        expect(page("trees", cases), [full, full, parts], "digest and look-ups")

    @checks("random trees, pruned at random, have the digests and values that another implementation finds")
    def random_trees(page):
        source, cases, expected = random.Random(2), [], []
        for _ in range(60):
            tree = random_tree(source, 4)
            paths = [[source.choice("abcdef") for _ in range(source.randrange(1, 4))] for _ in range(20)]
            cases.append({"tree": cbor2.dumps(tree).hex(), "paths": paths})
            expected.append([hash_trees.digest(tree).hex(), *(looked_up(tree, path) for path in paths)])
        expect(page("trees", cases), expected, "digests and look-ups")
        kinds = {answer.split()[0] for answers in expected for answer in answers[1:]}
        expect(kinds, {"found", "absent", "unknown", "not"}, "kinds of answers")

    @checks("what is no tree is refused, and a tree whose labels prove nothing")
    def malformed_trees(page):
        a, b = (LABELED, b"a", leaf(b"")), (LABELED, b"b", leaf(b""))
        deep = leaf(b"")
        for _ in range(130):
            deep = [LABELED, b"x", deep]
        for tree, word in [
            ([], "form"), ([5], "form"), ([EMPTY, 1], "form"), ([FORK, [EMPTY]], "form"), ([LABELED, b"a"], "form"),
            (["length", b"", 0, 0, 0], "form"), ({}, "form"), (b"", "form"), (None, "form"), (["3", b"x"], "form"),
            ([LABELED, "a", [EMPTY]], "byte string"), ([LEAF, "a"], "byte string"), ([PRUNED, b"short"], "32"),
            ([PRUNED, bytes(33)], "32"), ([FORK, b, a], "order"), ([FORK, a, a], "order"), (deep, "deeper"),
            ([LABELED, b"z", [FORK, b, a]], "order"), ([FORK, a, leaf(b"")], "beside"),
            ([FORK, leaf(b""), a], "beside"), ([FORK, b, [FORK, pruned(leaf(b"")), a]], "order"),
        ]:
            refusal(page.one("trees", {"tree": cbor2.dumps(tree).hex(), "paths": []}), "hash tree", word)


def random_tree(source, depth):
    """Sometimes pruned, sometimes with an empty fork."""
    if source.random() < 0.15:
        return pruned(leaf(source.randbytes(3)))
    if depth == 0 or source.random() < 0.2:
        return leaf(source.randbytes(source.randrange(40)))
    letters = sorted(source.sample("abcdef", source.randrange(1, 5)))
    tree = None
    for letter in letters:
        entry = labeled((letter.encode(), random_tree(source, depth - 1)))
        if source.random() < 0.25:
            entry = pruned(entry)
        tree = entry if tree is None else [FORK, tree, entry]
    return [FORK, [EMPTY], tree] if source.random() < 0.1 else tree


def looked_up(tree, path):
    try:
        state, value = hash_trees.lookup(tree, [label.encode() for label in path])
    except hash_trees.Malformed:
        return "not a leaf"
    return state if value is None else f"{state} {value.hex()}"


def refusal(answer, *words):
    """Expects a refusal with these words in it."""
    text = answer.get("refused", "") if isinstance(answer, dict) else ""
    expect_that(text and all(word in text for word in words), f"a refusal with {words}", answer)
