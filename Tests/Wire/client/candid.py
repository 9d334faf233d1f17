"""Candid: an encoder for the types that the checks need, and a decoder into plain values (see protocol_candid.py).

A type is the name of one without parts, or a pair: `("opt", t)`, `("vec", t)`, `("record", {name: t})`,
`("variant", {name: t})`. Fields are named by text, or by number.
"""

import struct

import protocol_candid
from protocol_candid import OPT, PRINCIPAL, RECORD, VARIANT, VEC

from client import leb128

NOTHING = b"DIDL\x00\x00"
BLOB = ("vec", "nat8")
PRIMITIVES = {
    "null": -1, "bool": -2, "nat": -3, "int": -4, "nat8": -5, "nat16": -6, "nat32": -7, "nat64": -8, "text": -15,
    "reserved": -16, "empty": -17, "principal": -24,
}
SHAPES = {"opt": OPT, "vec": VEC, "record": RECORD, "variant": VARIANT}


def field_id(name):
    return name if isinstance(name, int) else protocol_candid.field_id(name)


def record(**fields):
    return ("record", fields)


def variant(**fields):
    return ("variant", fields)


def sorted_fields(fields):
    return sorted(fields.items(), key=lambda field: field_id(field[0]))


class Encoder:
    def __init__(self):
        self.table, self.indices = [], {}

    def reference(self, kind):
        if isinstance(kind, str):
            return leb128.encode_signed(PRIMITIVES[kind])
        key = repr(kind)
        if key not in self.indices:
            self.indices[key] = len(self.table)
            self.table.append(None)
            self.table[self.indices[key]] = self.definition(*kind)
        return leb128.encode_signed(self.indices[key])

    def definition(self, shape, inner):
        opcode = leb128.encode_signed(SHAPES[shape])
        if shape in ("opt", "vec"):
            return opcode + self.reference(inner)
        parts = [leb128.encode(field_id(name)) + self.reference(kind) for name, kind in sorted_fields(inner)]
        return opcode + leb128.encode(len(parts)) + b"".join(parts)

    def value(self, kind, value):
        if isinstance(kind, str):
            return primitive(kind, value)
        shape, inner = kind
        if shape == "opt":
            return b"\x00" if value is None else b"\x01" + self.value(inner, value)
        if shape == "vec":
            parts = value if inner == "nat8" else b"".join(self.value(inner, part) for part in value)
            return leb128.encode(len(value)) + parts
        fields = sorted_fields(inner)
        if shape == "record":
            return b"".join(self.value(part, value[name]) for name, part in fields)
        tag, payload = value if isinstance(value, tuple) else (value, None)
        index = [name for name, _ in fields].index(tag)
        return leb128.encode(index) + self.value(fields[index][1], payload)


def primitive(kind, value):
    if kind in ("null", "reserved"):
        return b""
    if kind == "bool":
        return bytes([value])
    if kind == "nat":
        return leb128.encode(value)
    if kind == "int":
        return leb128.encode_signed(value)
    if kind.startswith("nat"):
        return struct.pack({"8": "<B", "16": "<H", "32": "<I", "64": "<Q"}[kind[3:]], value)
    data = value.encode() if kind == "text" else value
    return (b"\x01" if kind == "principal" else b"") + leb128.encode(len(data)) + data


def encode(*arguments):
    """The message of arguments, each a type and a value."""
    encoder = Encoder()
    references = [encoder.reference(kind) for kind, _ in arguments]
    values = [encoder.value(kind, value) for kind, value in arguments]
    table = leb128.encode(len(encoder.table)) + b"".join(encoder.table)
    return b"DIDL" + table + leb128.encode(len(references)) + b"".join(references + values)


def decode(data):
    """The arguments of a message as plain values. Records are maps from field ids, variants `(id, value)`, an `opt`
    is `None` or a list of one."""
    message = protocol_candid.Message(data)
    return [plain(message, kind, value) for kind, value in message.arguments]


def plain(message, kind, value):
    if kind < 0:
        return bytes(value) if kind == PRINCIPAL else value
    shape = message.table[kind][0]
    if shape == OPT:
        return None if value is None else [plain(message, *value)]
    if shape == VEC:
        inner = message.table[kind][1]
        return bytes(value) if isinstance(value, bytes) else [plain(message, inner, part) for part in value]
    if shape == RECORD:
        return {name: plain(message, *field) for name, field in value.items()}
    return value[0], plain(message, *value[1:])


def field(value, name):
    """A record's field."""
    if field_id(name) not in value:
        raise protocol_candid.Undecodable(f"the field {name} is missing")
    return value[field_id(name)]
