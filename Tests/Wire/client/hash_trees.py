"""Hash trees: digests, and look-ups that keep found, absent and unknown apart ("Certification", "Lookup")."""

import hashlib
from collections.abc import Sequence

EMPTY, FORK, LABELED, LEAF, PRUNED = range(5)
FOUND, ABSENT, UNKNOWN = "found", "absent", "unknown"


class Malformed(Exception):
    """The bytes are no hash tree, or none that proves anything."""


def separated(name, *parts):
    return hashlib.sha256(bytes([len(name)]) + name + b"".join(parts)).digest()


def need(condition, what):
    if not condition:
        raise Malformed(what)


def kind_of(node):
    is_node = isinstance(node, Sequence) and not isinstance(node, (bytes, str)) and len(node) > 0
    need(is_node and type(node[0]) is int and node[0] in range(5), "a node is no array of a known kind")
    need(len(node) == (1, 3, 3, 2, 2)[node[0]], f"a node of kind {node[0]} with {len(node)} parts")
    return node[0]


def digest(node):
    """The root hash; refuses what is no tree."""
    kind = kind_of(node)
    if kind == EMPTY:
        return separated(b"ic-hashtree-empty")
    if kind == FORK:
        return separated(b"ic-hashtree-fork", digest(node[1]), digest(node[2]))
    need(isinstance(node[1], bytes), "a label, value or hash that is no byte string")
    if kind == LABELED:
        return separated(b"ic-hashtree-labeled", node[1], digest(node[2]))
    if kind == LEAF:
        return separated(b"ic-hashtree-leaf", node[1])
    need(len(node[1]) == 32, f"a pruned node of {len(node[1])} bytes")
    return node[1]


def flattened(node):
    """The nodes below forks, left to right, without the empty ones."""
    kind = kind_of(node)
    if kind == FORK:
        return flattened(node[1]) + flattened(node[2])
    return [] if kind == EMPTY else [node]


def check_order(node):
    """Labels strictly ascend, and values do not stand beside others: without it absence proves nothing."""
    nodes = flattened(node)
    labels = [child[1] for child in nodes if child[0] == LABELED]
    need(all(a < b for a, b in zip(labels, labels[1:])), "labels do not ascend")
    need(len(nodes) < 2 or all(child[0] != LEAF for child in nodes), "a value beside other nodes")
    for child in nodes:
        if child[0] == LABELED:
            check_order(child[2])


def find_label(nodes, label):
    """What is known of a label among flattened nodes: `(FOUND, node)`, or what else."""
    previous = None
    for node in nodes:
        if node[0] == LABELED:
            if node[1] == label:
                return FOUND, node[2]
            if label < node[1]:
                # Between two labels, or before the first, nothing is left out.
                return (ABSENT if previous is None or previous[0] == LABELED else UNKNOWN), None
        previous = node
    return (UNKNOWN if previous is not None and previous[0] == PRUNED else ABSENT), None


def subtree(node, path):
    for label in path:
        state, found = find_label(flattened(node), label)
        if state != FOUND:
            return state, None
        node = found
    return FOUND, node


def lookup(node, path):
    """`(FOUND, bytes)`, `(ABSENT, None)` or `(UNKNOWN, None)`."""
    state, node = subtree(node, path)
    if state != FOUND:
        return state, None
    kind = kind_of(node)
    if kind == LEAF:
        return FOUND, node[1]
    need(kind in (EMPTY, PRUNED), f"no value but more labels at {path}")
    return (ABSENT if kind == EMPTY else UNKNOWN), None


def labels(node):
    """The labels right below a node."""
    return [child[1] for child in flattened(node) if child[0] == LABELED]


def has_pruned(node):
    kind = kind_of(node)
    if kind == PRUNED:
        return True
    return any(map(has_pruned, node[1:] if kind == FORK else node[2:] if kind == LABELED else ()))


def paths(node, path=()):
    """All paths that lead to values, with the values."""
    for child in flattened(node):
        if child[0] == LEAF:
            yield path, child[1]
        elif child[0] == LABELED:
            yield from paths(child[2], path + (child[1],))
