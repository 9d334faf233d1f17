"""The frames between client and gateway, as the released client writes and reads them."""

from client import javascript

from peer import borc
from peer.borc import is_bytes, is_integer

TAG = b"\xd9\xd9\xf7"


class BadFrame(Exception):
    """A frame that the client refuses."""


def need(condition, what):
    if not condition:
        raise BadFrame(what)


def of_envelope(envelope, tagged=True):
    """A client's frame: its encoder sorts the keys, and writes the expiry in 9 bytes whatever its value is."""
    frame = javascript.encode({"envelope": envelope})
    return frame if tagged else frame.removeprefix(TAG)


def map_of(frame, what):
    need(isinstance(frame, bytes), f"Failed to decode CBOR: a text frame, {frame!r}")
    try:
        fields = borc.decode(frame)
    except borc.NotCBOR as error:
        raise BadFrame(f"Failed to decode CBOR: {error}") from error
    need(isinstance(fields, dict), what)
    return fields


def gateway_of(frame):
    """The gateway's principal from its first frame."""
    what = "First message is not a GatewayHandshakeMessage"
    principal = map_of(frame, what).get("gateway_principal")
    need(is_bytes(principal), what)
    need(len(principal) <= 29, f"a principal of {len(principal)} bytes")
    return principal


class Message:
    """What the gateway relays of the canister, read as far as it can be without a proof."""

    def __init__(self, frame):
        what = "Incoming message is not a ClientIncomingMessage"
        fields = map_of(frame, what)
        self.key = fields.get("key")
        self.proved, self.certificate, self.tree = (fields.get(name) for name in ("content", "cert", "tree"))
        need(isinstance(self.key, str), f"{what}: key")
        need(is_bytes(self.proved) and is_bytes(self.certificate) and is_bytes(self.tree), what)
        content = map_of(self.proved, "the content is no map")
        self.number, self.is_service = content.get("sequence_num"), content.get("is_service_message")
        # An empty content is no Uint8Array, and for Candid the same bytes.
        self.content, self.time = content.get("content"), content.get("timestamp")
        need(is_integer(self.number) and isinstance(self.is_service, bool), "a content of another shape")
        need(isinstance(self.content, bytes) and is_integer(self.time), "a content of another shape")
        self.client_key = content.get("client_key")
