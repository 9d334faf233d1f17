"""CBOR as the released client's decoder hands it on: byte strings count as such only if they are neither empty nor of
indefinite length, and the tag 55799 is dropped wherever it stands.
"""

import struct

from client.requests import SELF_DESCRIBE

INDEFINITE = None
BREAK = object()
BIGNUM = 2
DEEPEST = 64


class NotCBOR(Exception):
    pass


class ArrayBuffer(bytes):
    """What an empty byte string, or one of indefinite length, becomes: no `Uint8Array`, whatever it holds."""


def need(condition, what):
    if not condition:
        raise NotCBOR(what)


def decode(data):
    """The one value that the bytes are."""
    reader = Reader(data)
    value = reader.value()
    need(value is not BREAK, "a break where nothing is open")
    need(reader.position == len(data), "bytes behind the value")
    return value


def is_bytes(value):
    """Whether the client takes it for a `Uint8Array`."""
    return isinstance(value, bytes) and not isinstance(value, ArrayBuffer)


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


class Reader:
    def __init__(self, data):
        self.data, self.position, self.depth = data, 0, 0

    def take(self, count):
        need(self.position + count <= len(self.data), "Input too short")
        self.position += count
        return self.data[self.position - count : self.position]

    def head(self):
        """The major type, and the number that goes with it."""
        first = self.take(1)[0]
        major, small = first >> 5, first & 31
        if small < 24:
            return major, small, small
        if small < 28:
            return major, small, int.from_bytes(self.take(1 << small - 24), "big")
        need(small == 31 and major in (2, 3, 4, 5, 7), "a length of no known form")
        return major, small, INDEFINITE

    def value(self):
        self.depth += 1
        need(self.depth < DEEPEST, "too deep")
        major, small, number = self.head()
        value = (
            self.unsigned, self.negative, self.byte_string, self.text, self.array, self.map, self.tagged, self.simple,
        )[major](number, small)
        self.depth -= 1
        return value

    def unsigned(self, number, _):
        return number

    def negative(self, number, _):
        return -1 - number

    def parts(self, kind):
        """The definite parts of a string of indefinite length."""
        while True:
            if self.take(1) == b"\xff":
                return
            self.position -= 1
            major, _, number = self.head()
            need(major == kind and number is not INDEFINITE, "a part of another kind in a string")
            yield self.take(number)

    def byte_string(self, length, _):
        if length is INDEFINITE:
            return ArrayBuffer(b"".join(self.parts(2)))
        return self.take(length) or ArrayBuffer()

    def text(self, length, _):
        data = b"".join(self.parts(3)) if length is INDEFINITE else self.take(length)
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise NotCBOR(f"a text that is not UTF-8: {error}") from error

    def items(self, count):
        while count is INDEFINITE or count > 0:
            item = self.value()
            if count is INDEFINITE:
                if item is BREAK:
                    return
            else:
                need(item is not BREAK, "a break inside of a value")
                count -= 1
            yield item

    def array(self, count, _):
        return list(self.items(count))

    def map(self, count, _):
        items = list(self.items(count if count is INDEFINITE else 2 * count))
        need(len(items) % 2 == 0, "a key without a value")
        need(all(isinstance(key, (str, int)) for key in items[::2]), "a key of no plain kind")
        return dict(zip(items[::2], items[1::2]))

    def tagged(self, tag, _):
        inner = self.value()
        if tag == BIGNUM and isinstance(inner, bytes):
            return int.from_bytes(inner, "big")
        return inner if tag == SELF_DESCRIBE else (tag, inner)

    def simple(self, number, small):
        if number is INDEFINITE:
            return BREAK
        if small in (25, 26, 27):
            return struct.unpack({25: ">e", 26: ">f", 27: ">d"}[small], number.to_bytes(1 << small - 24, "big"))[0]
        return {20: False, 21: True}.get(number)
