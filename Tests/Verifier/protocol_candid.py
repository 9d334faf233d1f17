"""The little of Candid that the WebSocket interface needs, from its specification alone.

Decoding reads any message without references to functions and services into plain values with their wire types;
`take_…` then picks what the interface expects, and refuses what it does not allow. Encoding knows the type tables that
released canisters write.
"""

import struct
import zlib
from base64 import b32encode

SELF_CHECK = b"DIDL"


class Undecodable(Exception):
    """The bytes are no message of the expected type."""


def field_id(name):
    number = 0
    for byte in name.encode():
        number = (number * 223 + byte) % 2**32
    return number


def need(condition, what):
    if not condition:
        raise Undecodable(what)


class Bytes:
    def __init__(self, data):
        self.data = data
        self.position = 0

    def take(self, count):
        need(self.position + count <= len(self.data), "the message is cut short")
        part = self.data[self.position : self.position + count]
        self.position += count
        return part

    def byte(self):
        return self.take(1)[0]

    def leb(self):
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    def sleb(self):
        number = shift = 0
        while True:
            byte = self.byte()
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number - (1 << shift) if byte & 0x40 else number


NULL, BOOL, NAT, INT, NAT8, NAT64, TEXT, RESERVED, EMPTY = -1, -2, -3, -4, -5, -8, -15, -16, -17
OPT, VEC, RECORD, VARIANT, PRINCIPAL = -18, -19, -20, -21, -24
FIXED_SIZES = {BOOL: 1, NAT8: 1, -6: 2, -7: 4, NAT64: 8, -9: 1, -10: 2, -11: 4, -12: 8, -13: 4, -14: 8}


class Message:
    """The arguments of a message: `(type, value)` each."""

    def __init__(self, data):
        self.bytes = Bytes(data)
        need(self.bytes.take(4) == SELF_CHECK, "the message does not begin with DIDL")
        self.table = [self.definition() for _ in range(self.count())]
        types = [self.reference() for _ in range(self.count())]
        self.arguments = [(kind, self.value(kind)) for kind in types]
        need(self.bytes.position == len(data), "bytes behind the last argument")

    def count(self):
        count = self.bytes.leb()
        need(count <= len(self.bytes.data), "a count beyond the message")
        return count

    def reference(self):
        kind = self.bytes.sleb()
        need(kind == PRINCIPAL or -17 <= kind < len(self.table), "no such type")
        return kind

    def definition(self):
        kind = self.bytes.sleb()
        if kind in (OPT, VEC):
            return kind, self.bytes.sleb()
        need(kind in (RECORD, VARIANT), "a definition of no known kind")
        fields = [(self.bytes.leb(), self.bytes.sleb()) for _ in range(self.count())]
        need([f[0] for f in fields] == sorted({f[0] for f in fields}), "fields out of order")
        return kind, fields

    def value(self, kind):
        if kind in FIXED_SIZES:
            part = self.bytes.take(FIXED_SIZES[kind])
            need(kind != BOOL or part[0] < 2, "a bool that is none")
            return int.from_bytes(part, "little")
        if kind in (NULL, RESERVED):
            return None
        if kind == NAT:
            return self.bytes.leb()
        if kind == INT:
            return self.bytes.sleb()
        if kind == TEXT:
            try:
                return self.bytes.take(self.bytes.leb()).decode()
            except UnicodeDecodeError as error:
                raise Undecodable(f"a text that is not UTF-8: {error}")
        if kind == PRINCIPAL:
            need(self.bytes.byte() == 1, "an opaque principal")
            principal = self.bytes.take(self.bytes.leb())
            need(len(principal) <= 29, "a principal of more than 29 bytes")
            return principal
        need(0 <= kind < len(self.table), "no such type")
        shape, inner = self.table[kind]
        if shape == OPT:
            flag = self.bytes.byte()
            need(flag < 2, "an opt that is none")
            return (inner, self.value(inner)) if flag else None
        if shape == VEC:
            count = self.bytes.leb()
            if inner == NAT8:
                return self.bytes.take(count)
            need(count <= len(self.bytes.data), "a count beyond the message")
            return [self.value(inner) for _ in range(count)]
        if shape == RECORD:
            return {name: (field, self.value(field)) for name, field in inner}
        index = self.bytes.leb()
        need(index < len(inner), "no such tag")
        name, field = inner[index]
        return name, field, self.value(field)

    # What the interface expects.

    def argument(self, index):
        need(index < len(self.arguments), "an argument is missing")
        return self.arguments[index]

    def shape(self, kind):
        return self.table[kind][0] if 0 <= kind < len(self.table) else kind

    def take(self, typed, expected):
        need(typed[0] == expected, f"a value of type {typed[0]} where {expected} was expected")
        return typed[1]

    def take_blob(self, typed):
        need(typed[0] >= 0 and self.table[typed[0]] == (VEC, NAT8), "no blob")
        return bytes(typed[1])

    def take_blobs(self, typed):
        need(self.shape(typed[0]) == VEC, "no vec")
        inner = self.table[typed[0]][1]
        need(inner >= 0 and self.table[inner] == (VEC, NAT8), "no vec of blobs")
        return [bytes(part) for part in typed[1]]

    def take_field(self, typed, name):
        need(self.shape(typed[0]) == RECORD, "no record")
        need(field_id(name) in typed[1], f"the field {name} is missing")
        return typed[1][field_id(name)]

    def take_key(self, typed):
        principal = self.take(self.take_field(typed, "client_principal"), PRINCIPAL)
        return bytes(principal), self.take(self.take_field(typed, "client_nonce"), NAT64)


# Principals.


def principal_text(principal):
    text = b32encode(zlib.crc32(principal).to_bytes(4, "big") + principal).decode().lower().rstrip("=")
    return "-".join(text[start : start + 5] for start in range(0, len(text), 5))


# Service messages.

# A tag's number is its place among the variant's tags in the order of their ids.
CLOSE_REASONS = sorted(
    ["WrongSequenceNumber", "InvalidServiceMessage", "KeepAliveTimeout", "ClosedByApplication"], key=field_id)
SERVICE_TYPES = bytes.fromhex(
    "4449444c066b04fdbd95cc0101bfd397b409038ff2d1ef0a049eb7f0ad0b036c01ebb49ce903026c02fa80a2940568bbd1eacd0e78"
    "6c01d888abb90a786c01c49ff4e40f056b04cdc2dabb047fc9c68ea0057fd7aba29c0a7f999dafab0d7f0100")


def nat64(number):
    return struct.pack("<Q", number)


def leb(number):
    encoded = bytearray()
    while True:
        encoded.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(encoded)


def sized(data):
    return leb(len(data)) + data


def client_key(key):
    return b"\x01" + sized(key[0]) + nat64(key[1])


def open_message(key):
    return SERVICE_TYPES + b"\x00" + client_key(key)


def close_message(reason):
    return SERVICE_TYPES + b"\x02" + bytes([CLOSE_REASONS.index(reason)])


def acknowledge_message(last_incoming):
    return SERVICE_TYPES + b"\x03" + nat64(last_incoming)


def is_keep_alive(content):
    """Whether a client's service message is a keep-alive. Refuses what is no service message."""
    message = Message(content)
    kind, value = message.argument(0)
    need(message.shape(kind) == VARIANT, "no variant")
    known = {field_id(name): name for name in ("OpenMessage", "AckMessage", "KeepAliveMessage", "CloseMessage")}
    need(value[0] in known, "an unknown tag")
    name, payload = known[value[0]], value[1:]
    if name == "OpenMessage":
        message.take_key(message.take_field(payload, "client_key"))
    elif name == "CloseMessage":
        kind, reason = message.take_field(payload, "reason")
        need(message.shape(kind) == VARIANT and reason[0] in map(field_id, CLOSE_REASONS), "no reason")
        message.take(reason[1:], NULL)
    else:
        message.take(message.take_field(payload, "last_incoming_sequence_num"), NAT64)
    return name == "KeepAliveMessage"


# Replies.

RESULT_TYPES = bytes.fromhex("4449444c016b02bc8a017fc5fed201710100")
PAGE_TYPES = bytes.fromhex(
    "4449444c066b02bc8a0101c5fed201716c04ccb1f7a70302e4cdf48d0404deb28ee80404829c8df40d7e6d036c039f93c60271b99adecb01"
    "04ebb49ce903056d7b6c02fa80a2940568bbd1eacd0e780100")
OK = RESULT_TYPES + b"\x00"
NOTHING = SELF_CHECK + b"\x00\x00"


def error(text):
    return RESULT_TYPES + b"\x01" + sized(text.encode())


def error_text(reply):
    """The text of a reply that is an `Err`; `None` for any other."""
    start = len(RESULT_TYPES) + 1
    if not reply.startswith(RESULT_TYPES + b"\x01"):
        return None
    reader = Bytes(reply[start:])
    text = reader.take(reader.leb())
    return text.decode() if reader.position == len(reply) - start else None


def page(messages, certificate, tree, is_end):
    """The whole reply of `ws_get_messages`; messages are `(key text, content, client key)`."""
    parts = [PAGE_TYPES, b"\x00", leb(len(messages))]
    for key, content, recipient in messages:
        parts += [sized(key.encode()), sized(content), client_key(recipient)]
    return b"".join(parts + [sized(certificate), sized(tree), bytes([is_end])])


def page_proof(reply):
    """Certificate and tree of a page."""
    message = Message(reply)
    tag, kind, value = message.argument(0)[1]
    need(tag == field_id("Ok"), "an Err where a page was expected")
    proof = (message.take_field((kind, value), name) for name in ("cert", "tree"))
    return tuple(message.take_blob(part) for part in proof)
