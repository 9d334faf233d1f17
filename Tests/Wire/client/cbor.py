"""CBOR of the other side, read strictly."""

import io

import cbor2

from client.requests import SELF_DESCRIBE

SELF_DESCRIBE_BYTES = b"\xd9\xd9\xf7"


class NotCBOR(Exception):
    pass


def decode(data):
    """The one value that the bytes are, without the tag that says that they are CBOR."""
    stream = io.BytesIO(data)
    try:
        value = cbor2.CBORDecoder(stream).decode()
    except Exception as error:
        raise NotCBOR(f"not CBOR: {error!r}; {len(data)} bytes: {shown(data)}") from error
    if stream.read(1):
        raise NotCBOR(f"bytes behind the CBOR value; {len(data)} bytes: {shown(data)}")
    if isinstance(value, cbor2.CBORTag) and value.tag == SELF_DESCRIBE:
        value = value.value
    return value


def shown(data, limit=120):
    """Bytes for a message: as text where they are some."""
    part = bytes(data[:limit])
    text = part.decode("utf-8", "replace")
    return (text if text.isprintable() else part.hex()) + ("…" if len(data) > limit else "")
