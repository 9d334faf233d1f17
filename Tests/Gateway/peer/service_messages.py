"""Messages of the protocol itself, in Candid."""

import protocol_candid

from client import candid
from client.candid import field, field_id, record, variant
from client.websocket import CLIENT_KEY

LAST = "last_incoming_sequence_num"
REASONS = ("WrongSequenceNumber", "InvalidServiceMessage", "KeepAliveTimeout", "ClosedByApplication")
CONTENT = variant(
    OpenMessage=record(client_key=CLIENT_KEY), AckMessage=record(**{LAST: "nat64"}),
    KeepAliveMessage=record(**{LAST: "nat64"}), CloseMessage=record(reason=variant(**dict.fromkeys(REASONS, "null"))))


class Unreadable(Exception):
    """No message of the protocol."""


def keep_alive(last):
    """The only one that clients send."""
    return candid.encode((CONTENT, ("KeepAliveMessage", {LAST: last})))


def close(reason):
    """One that no client sends."""
    return candid.encode((CONTENT, ("CloseMessage", {"reason": reason})))


def read(content):
    """The name of the message, and what it carries: a client key, a number, or the name of a reason."""
    try:
        [(tag, value)] = candid.decode(content)
        name = next(name for name in CONTENT[1] if field_id(name) == tag)
        if name == "OpenMessage":
            key = field(value, "client_key")
            return name, {part: field(key, part) for part in CLIENT_KEY[1]}
        if name == "CloseMessage":
            reason, _ = field(value, "reason")
            return name, next(name for name in REASONS if field_id(name) == reason)
        return name, field(value, LAST)
    except (protocol_candid.Undecodable, StopIteration, TypeError, ValueError) as error:
        raise Unreadable(f"Error decoding service message content: {error!r}") from error
