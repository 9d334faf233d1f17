"""The hash of structured data that does not depend on its encoding ("Request ids"), and what is signed of it."""

import hashlib
from collections.abc import Mapping

from client import leb128


def separated(name, data):
    """A domain separator, whose first byte is its length, and what it is for."""
    return bytes([len(name)]) + name + data


def hash_of_value(value):
    if isinstance(value, bool):
        raise TypeError("there are no truth values in requests")
    if isinstance(value, int):
        value = leb128.encode(value)
    elif isinstance(value, str):
        value = value.encode()
    elif isinstance(value, Mapping):
        return hash_of_map(value)
    elif isinstance(value, (list, tuple)):
        value = b"".join(map(hash_of_value, value))
    return hashlib.sha256(value).digest()


def hash_of_map(fields):
    pairs = sorted(hashlib.sha256(name.encode()).digest() + hash_of_value(value) for name, value in fields.items())
    return hashlib.sha256(b"".join(pairs)).digest()


def request_payload(request_id):
    return separated(b"ic-request", request_id)


def delegation_payload(delegation):
    return separated(b"ic-request-auth-delegation", hash_of_map(delegation))


def response_payload(response):
    return separated(b"ic-response", hash_of_map(response))


def state_payload(root_hash):
    return separated(b"ic-state-root", root_hash)
