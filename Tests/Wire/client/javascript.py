"""What the released JavaScript agent (@dfinity/agent 2.3.0) sends and how it reads what it gets: narrower than the
specification in places, its faults included.
"""

import os
import time

from client import cbor, certificates, hash_trees, principals, requests
from client.certificates import need
from client.hash_trees import FORK, LABELED, LEAF, PRUNED

FOUND, ABSENT, UNKNOWN, GREATER, LESS = "found", "absent", "unknown", "greater", "less"


def call(canister, method, argument, sender):
    """The content of a call: its expiry is rounded down to the minute."""
    return {
        "arg": argument, "canister_id": canister, "ingress_expiry": requests.minute_expiry(), "method_name": method,
        "nonce": os.urandom(16), "request_type": "call", "sender": sender,
    }


def query(canister, method, argument, sender):
    """The content of a query: equal ones are the same bytes within a minute."""
    return {
        "arg": argument, "canister_id": canister, "ingress_expiry": requests.minute_expiry(), "method_name": method,
        "request_type": "query", "sender": sender,
    }


def read_state(paths, sender):
    return {
        "ingress_expiry": requests.minute_expiry(), "paths": paths, "request_type": "read_state", "sender": sender,
    }


def encode(value):
    """As its encoder has it: fields in alphabetical order, the expiry always in 9 bytes."""
    return cbor.SELF_DESCRIBE_BYTES + encoded(value)


def encoded(value):
    if isinstance(value, dict):
        parts = [encoded(name) + encoded(value[name]) for name in sorted(value)]
        return bytes([0xA0 + len(parts)]) + b"".join(parts)
    if isinstance(value, int):
        return b"\x1b" + value.to_bytes(8, "big")
    return requests.encode(value, tagged=False)


# Its look-ups.


def is_greater(label, other):
    """Its comparison of labels, which is none: any greater byte decides, and a prefix is never less."""
    return any(a > b for a, b in zip(label, other))


def find_label(label, node):
    kind = hash_trees.kind_of(node)
    if kind == LABELED:
        if is_greater(label, node[1]):
            return GREATER, None
        return (FOUND, node[2]) if label == node[1] else (LESS, None)
    if kind == FORK:
        state, found = find_label(label, node[1])
        if state not in (GREATER, UNKNOWN):
            return state, found
        right, found = find_label(label, node[2])
        if right == LESS:
            return (ABSENT if state == GREATER else UNKNOWN), None
        return right, found
    return (UNKNOWN if kind == PRUNED else ABSENT), None


def subtree(node, path):
    for label in path:
        state, node = find_label(label, node)
        if state != FOUND:
            return (ABSENT if state in (GREATER, LESS) else state), None
    return FOUND, node


def lookup(certificate, path):
    """The value at a path, `None` where it finds none."""
    state, node = subtree(certificate.tree, path)
    return node[1] if state == FOUND and node[0] == LEAF else None


def verified(replica, data, canister):
    """Its verification of a certificate; the signature's comes later, with others'."""
    certificate = replica.certificate(data, None if canister == principals.MANAGEMENT else canister)
    told = lookup(certificate, [b"time"])
    need(told is not None, "it finds no /time")
    need(abs(time.time_ns() - certificate.time) <= certificates.MAXIMUM_AGE, "its clock and the certificate's differ")
    delegation = certificate.fields.get("delegation")
    if delegation is not None and canister != principals.MANAGEMENT:
        parent = certificates.Certificate(delegation["certificate"])
        value = lookup(parent, [b"subnet", delegation["subnet_id"], b"canister_ranges"])
        need(value is not None, "it finds no ranges in the delegation, and knows no shards")
        need(certificates.is_in(certificates.decode_ranges(value), canister), "the canister is not in the ranges")
    return certificate


def node_keys(replica, certificate, canister):
    """The keys of the subnet's nodes, as it takes them of a reading of [subnet]."""
    subnet = certificate.subnet(replica.root_key)
    value = lookup(certificate, [b"subnet", subnet, b"canister_ranges"])
    need(value is not None, "it finds no canister ranges of the subnet")
    need(certificates.is_in(certificates.decode_ranges(value), canister), "the canister is not in the ranges")
    state, nodes = subtree(certificate.tree, [b"subnet", subnet, b"node"])
    need(state == FOUND, f"it finds no nodes: {state}")
    keys = {}
    for node in hash_trees.flattened(nodes):
        need(node[0] == LABELED, "a part of the nodes is left out")
        state, key = find_label(b"public_key", node[2])
        need(state == FOUND and key[0] == LEAF, "a node without a public key")
        need(len(key[1]) == 44, f"a node's key of {len(key[1])} bytes")
        keys[node[1]] = key[1]
    return keys
