"""Principals, as bytes and as text ("Textual representation of principals")."""

import hashlib
import zlib
from base64 import b32decode, b32encode

MANAGEMENT = b""
ANONYMOUS = b"\x04"


def self_authenticating(public_key_der):
    return hashlib.sha224(public_key_der).digest() + b"\x02"


def text_of(principal):
    encoded = b32encode(zlib.crc32(principal).to_bytes(4, "big") + principal).decode().lower().rstrip("=")
    return "-".join(encoded[start : start + 5] for start in range(0, len(encoded), 5))


def from_text(text):
    letters = text.replace("-", "").upper()
    data = b32decode(letters + "=" * (-len(letters) % 8))[4:]
    if text_of(data) != text:
        raise ValueError(f"no principal: {text!r}")
    return data
