"""Requests and their envelopes ("Authentication", "Request: Call", "Request: Query call", "Request: Read state")."""

import os
import time

import cbor2

from client import request_ids

SELF_DESCRIBE = 55799
SECOND = 10**9
MINUTE = 60 * SECOND


def expiry(seconds=240):
    """An ingress expiry: by default as far ahead as released agents choose it."""
    return time.time_ns() + int(seconds * SECOND)


def minute_expiry():
    """As JavaScript's agent has it: five minutes less the permitted drift, rounded down to the minute."""
    return expiry(240) // MINUTE * MINUTE


def call(canister, method, argument, sender, **more):
    """An update call, with a nonce as released agents send it."""
    return {
        "request_type": "call", "canister_id": canister, "method_name": method, "arg": argument, "sender": sender,
        "ingress_expiry": expiry(), "nonce": os.urandom(16), **more,
    }


def query(canister, method, argument, sender, **more):
    return {
        "request_type": "query", "canister_id": canister, "method_name": method, "arg": argument, "sender": sender,
        "ingress_expiry": expiry(), **more,
    }


def read_state(paths, sender, **more):
    return {
        "request_type": "read_state", "paths": paths, "sender": sender, "ingress_expiry": expiry(), **more,
    }


def envelope(content, identity, **more):
    return {"content": content, **identity.authentication(request_ids.hash_of_map(content)), **more}


def encode(value, tagged=True):
    return cbor2.dumps(cbor2.CBORTag(SELF_DESCRIBE, value) if tagged else value)
