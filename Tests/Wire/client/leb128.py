"""Natural numbers in LEB128."""


def encode(number):
    encoded = bytearray()
    while True:
        encoded.append(number & 0x7F | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(encoded)


def encode_signed(number):
    encoded = bytearray()
    while True:
        byte = number & 0x7F
        number >>= 7
        is_last = number == (-1 if byte & 0x40 else 0)
        encoded.append(byte | (0 if is_last else 0x80))
        if is_last:
            return bytes(encoded)


def decode(data):
    """The number that all of the bytes are."""
    if not data or data[-1] & 0x80 or any(not byte & 0x80 for byte in data[:-1]):
        raise ValueError(f"no number in LEB128: {data.hex()}")
    return sum((byte & 0x7F) << 7 * place for place, byte in enumerate(data))
