"""Canisters that answer requests over HTTP: their messages, and requests for them (HTTP Gateway Protocol Specification,
"Canister HTTP Interface")."""

from client import candid, leb128, principals, transport
from client.candid import BLOB, encode, field, record, variant
from scene import module

HEADERS = ("vec", ("record", {0: "text", 1: "text"}))
TOKEN = record(key="text", slot="nat8")
REQUEST = record(method="text", url="text", headers=HEADERS, body=BLOB)


def headers(pairs):
    return [{0: name, 1: value} for name, value in pairs]


def response(body=b"", status=200, fields=(), upgrade=None):
    """The message of an `HttpResponse` without streaming."""
    kind = record(status_code="nat16", headers=HEADERS, body=BLOB, upgrade=("opt", "bool"))
    return encode((kind, {"status_code": status, "headers": headers(fields), "body": body, "upgrade": upgrade}))


def number(value):
    return leb128.encode(value)


def signed(value):
    return leb128.encode_signed(value)


def fields_of(shape, fields):
    """A record's (-20) or a variant's (-21) type."""
    ordered = sorted(fields, key=lambda pair: candid.field_id(pair[0]))
    return signed(shape) + number(len(ordered)) + b"".join(
        number(candid.field_id(name)) + signed(kind) for name, kind in ordered)


def blob(data):
    return number(len(data)) + data


def token(slot, key="a key"):
    """A value of TOKEN, `{key; slot}`, whose last byte is the slot."""
    assert candid.field_id("key") < candid.field_id("slot")
    return blob(key.encode()) + bytes([slot])


def streaming(canister, slot, body=b"", method="more", callee=None):
    """The message of an `HttpResponse` whose body goes on with what `method` replies for a token with a slot."""
    types = [
        signed(-19) + signed(-5),  # 0: blob
        fields_of(-20, [(0, -15), (1, -15)]),  # 1: header
        signed(-19) + signed(1),  # 2: headers
        fields_of(-20, [("key", -15), ("slot", -5)]),  # 3: the token
        # 4: func (token) -> (empty) query
        signed(-22) + number(1) + signed(3) + number(1) + signed(-17) + number(1) + b"\1",
        fields_of(-20, [("callback", 4), ("token", 3)]),  # 5
        fields_of(-21, [("Callback", 5)]),  # 6: the strategy
        signed(-18) + signed(6),  # 7
        fields_of(-20, [("status_code", -6), ("headers", 2), ("body", 0), ("streaming_strategy", 7)]),  # 8
    ]
    reference = b"\1\1" + blob(callee or canister) + blob(method.encode())
    strategy = b"\1" + number(0) + token(slot) + reference
    value = blob(body) + number(0) + strategy + (200).to_bytes(2, "little")
    return b"DIDL" + number(len(types)) + b"".join(types) + number(1) + signed(8) + value


PIECE = record(body=BLOB, token=("opt", TOKEN))


def piece(body, slot=None, kind=PIECE):
    """The message of a `StreamingCallbackHttpResponse`, with the token of the next piece if there is one: a record, or
    with another kind what the specification has, an `opt` of it."""
    following = None if slot is None else {"key": "a key", "slot": slot}
    return encode((kind, {"body": body, "token": following}))


def query_request(seen):
    """The message of an `HttpRequest` as it is decoded below, with the version 2."""
    kind = record(**REQUEST[1], certificate_version=("opt", "nat16"))
    value = {name: seen[name] for name in ("method", "url", "body")}
    return encode((kind, value | {"headers": headers(seen["headers"]), "certificate_version": 2}))


class Pages:
    """A canister of `pages.wat`, prepared through the interface and asked over HTTP."""

    def __init__(self, scene):
        self.scene, self.url = scene, scene.replica.url
        self.canister = scene.deploy(module("pages"))
        self.id = principals.text_of(self.canister)

    def prepare(self, slot, message):
        self.scene.replica.call(self.canister, "prepare", bytes([slot]) + message)

    def echo(self, size):
        """Prepares a response whose body is the message that it was asked with, which has this size."""
        body = blob(bytes(size))
        whole = response(bytes(size))
        at = whole.rindex(body)
        self.prepare(2, whole[:at] + number(size))
        self.prepare(3, whole[at + len(body):])

    def host(self):
        return f"{self.id}.localhost:{self.url.rpartition(':')[2]}"

    def ask(self, path="/", method="GET", body=None, **fields):
        """By the host's name."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return transport.exchange(self.url, method, path, body, {"Host": self.host(), **named})


def decoded(request):
    """An `HttpRequest` as a map by names."""
    value = candid.decode(request)[0]
    plain = {name: field(value, name) for name in ("method", "url", "body")}
    plain["headers"] = [(one[0], one[1]) for one in field(value, "headers")]
    plain["version"] = value.get(candid.field_id("certificate_version"), "absent")
    return plain
