"""A model of the canister's side of the IC WebSocket protocol: what each call answers, logs and leaves behind.

Written from the protocol's description, not from any implementation: lists, and loops over them. Where the protocol
leaves an order open (several acknowledgements, or several `on_close`, at one time), clients come in the order of their
principals' bytes.

The model's methods return what is to be seen; nothing of a call that traps stays.
"""

import collections
from dataclasses import dataclass, field

import cbor2

import protocol_candid as candid
from protocol_candid import NAT64, PRINCIPAL, Message, Undecodable, principal_text

MILLISECOND = 1_000_000
KEEP_ALIVE_TIMEOUT = 60_000 * MILLISECOND
DELETED_AT_ONCE = 5
ANONYMOUS = b"\x04"


@dataclass
class Connection:
    key: tuple
    gateway: bytes
    alive_at: int
    last_incoming: int = 0
    last_outgoing: int = 0
    is_watched: bool = False


@dataclass
class Queued:
    nonce: int
    key: tuple
    time: int
    content: bytes


@dataclass
class Gateway:
    next_nonce: int = 0
    messages: list = field(default_factory=list)
    empty_since: int = None


@dataclass
class Expected:
    """What a step is to show: a reply, the start of an `Err`, a trap, or a page still to be judged."""

    reply: bytes = None
    error_prefix: str = None
    trap: str = None
    page: tuple = None


class Refusal(Exception):
    """An `Err`. What was done before it stays."""


class Trap(Exception):
    """What the canister traps with."""


def key_text(key):
    return f"{principal_text(key[0])}_{key[1]}"


class Model:
    def __init__(self, keeps_connections):
        self.keeps_connections = keeps_connections
        self.settings = None
        self.log = []
        # How often the tree of messages changed.
        self.tree_version = 0
        # What happened by itself.
        self.counts = collections.Counter()

    # Start, upgrade, wipe.

    def start(self, settings, now):
        self.page_size, self.interval = settings[0], settings[1] * MILLISECOND
        self.connections = {}
        self.gateways = {}
        self.acknowledgement_due = now + self.interval
        self.check_due = None

    def decode_settings(self, argument):
        message = decode(argument)
        try:
            settings = tuple(message.take(message.argument(index), NAT64) for index in range(2))
        except Undecodable as error:
            raise Trap("failed to decode call arguments: ") from error
        return settings

    def check_settings(self, settings, now):
        # A canister counts messages in 32 bits, and nanoseconds in 64. The texts are each library's own.
        if settings[0] >= 2**32 or now + settings[1] * MILLISECOND >= 2**64:
            raise Trap("")
        if settings[1] * MILLISECOND <= KEEP_ALIVE_TIMEOUT:
            raise Trap("send_ack_interval_ms must be greater than CLIENT_KEEP_ALIVE_TIMEOUT_MS")

    def init(self, argument, now):
        settings = self.decode_settings(argument)
        self.check_settings(settings, now)
        self.start(settings, now)
        return Expected()

    def upgrade(self, argument, now):
        settings = self.decode_settings(argument)
        self.check_settings(settings, now)
        if not self.keeps_connections:
            self.start(settings, now)
            return Expected()
        self.page_size, self.interval = settings[0], settings[1] * MILLISECOND
        self.acknowledgement_due = min(self.acknowledgement_due, now + self.interval)
        return Expected()

    def wipe(self, argument, now):
        settings = self.decode_settings(argument)
        for principal in sorted(self.connections):
            self.log.append(f"Client {principal_text(principal)} disconnected")
        self.check_settings(settings, now)
        self.start(settings, now)
        return Expected(reply=candid.NOTHING)

    # The clients' and gateways' calls.

    def ws_open(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            record = message.argument(0)
            nonce = message.take(message.take_field(record, "client_nonce"), NAT64)
            gateway = bytes(message.take(message.take_field(record, "gateway_principal"), PRINCIPAL))
        key = (caller, nonce)
        if caller == ANONYMOUS:
            raise Refusal("Anonymous principal is not allowed")
        former = self.connections.get(caller)
        if former:
            if former.key == key:
                raise Refusal(f"Client with key {key_text(key)} already has an open connection")
            self.remove(former, now)
        connection = Connection(key, gateway, alive_at=now)
        self.connections[caller] = connection
        self.gateways.setdefault(gateway, Gateway()).empty_since = None
        self.queue(connection, candid.open_message(key), True, now)
        self.log.append(f"Opened websocket: {principal_text(caller)}")

    def ws_message(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            record = message.take_field(message.argument(0), "msg")
            key = message.take_key(message.take_field(record, "client_key"))
            number = message.take(message.take_field(record, "sequence_num"), NAT64)
            message.take(message.take_field(record, "timestamp"), NAT64)
            is_service = message.take(message.take_field(record, "is_service_message"), candid.BOOL)
            content = message.take_blob(message.take_field(record, "content"))
        connection = self.connection(caller)
        if key != connection.key:
            raise Refusal(
                f"Client with principal {principal_text(key[0])} has a different key than the one used in the message")
        expected = connection.last_incoming + 1
        if number != expected:
            self.close_with_reason(connection, "WrongSequenceNumber", now)
            raise Refusal(f"Expected incoming sequence number {expected} but got {number}")
        connection.last_incoming = expected
        if not is_service:
            self.log.append(f"Received message: {principal_text(caller)}")
            return None
        try:
            is_keep_alive = candid.is_keep_alive(content)
        except Undecodable:
            return Expected(error_prefix="Error decoding service message content: ")
        if not is_keep_alive:
            raise Refusal("Invalid service message")
        connection.alive_at = now
        # The released libraries leave the client on the watch. If their check comes so late that the answer is more
        # than 60 s old, they close a connection that did all it had to; this project's runtime does not.
        connection.is_watched = False
        return None

    def ws_close(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            key = message.take_key(message.take_field(message.argument(0), "client_key"))
        if caller not in self.gateways:
            raise Refusal(f"Gateway with principal {principal_text(caller)} is not registered")
        connection = self.connections.get(key[0])
        if not connection or connection.key != key:
            raise Refusal(f"Client with key {key_text(key)} doesn't have an open connection")
        if connection.gateway != caller:
            raise Refusal(f"Client with key {key_text(key)} was not registered to gateway {principal_text(caller)}")
        self.remove(connection, now)

    def ws_get_messages(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            nonce = message.take(message.take_field(message.argument(0), "nonce"), NAT64)
        waiting = [m for m in self.gateways.get(caller, Gateway()).messages if m.nonce >= nonce]
        if not waiting:
            return Expected(reply=candid.page([], b"", b"", True))
        shown = waiting[: self.page_size]
        messages = [(f"{principal_text(caller)}_{m.nonce:020d}", m.content, m.key) for m in shown]
        return Expected(page=(messages, len(shown) == len(waiting)))

    # What the canister's own code does.

    def send(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            client = bytes(message.take(message.argument(0), PRINCIPAL))
            contents = message.take_blobs(message.argument(1))
        for content in contents:
            self.queue(self.connection(client), content, False, now)

    def close(self, caller, argument, now):
        message = decode(argument)
        with refusing():
            client = bytes(message.take(message.argument(0), PRINCIPAL))
        self.close_with_reason(self.connection(client), "ClosedByApplication", now)

    # Time.

    def run_timers(self, now):
        """Runs what is due, the earliest first."""
        due = []
        if self.check_due is not None and self.check_due <= now:
            due.append((self.check_due, self.check))
        if self.acknowledgement_due <= now:
            due.append((self.acknowledgement_due, self.acknowledge))
        for _, work in sorted(due, key=lambda entry: entry[0]):
            work(now)

    def pass_time(self, start, end):
        """Lets time pass from timer to timer."""
        self.run_timers(start)
        while True:
            due = min(time for time in (self.acknowledgement_due, self.check_due) if time is not None)
            if due > end:
                return
            self.run_timers(due)

    def acknowledge(self, now):
        for principal in sorted(self.connections):
            connection = self.connections[principal]
            self.queue(connection, candid.acknowledge_message(connection.last_incoming), True, now)
            connection.is_watched = True
            self.counts["acknowledgements"] += 1
        self.acknowledgement_due = now + self.interval
        self.check_due = now + KEEP_ALIVE_TIMEOUT

    def check(self, now):
        self.check_due = None
        for principal in sorted(self.connections):
            connection = self.connections[principal]
            if connection.is_watched and now - connection.alive_at > KEEP_ALIVE_TIMEOUT:
                self.close_with_reason(connection, "KeepAliveTimeout", now)
                self.counts["closed by timeout"] += 1
            connection.is_watched = False
        for principal, gateway in list(self.gateways.items()):
            if gateway.empty_since is not None and now - gateway.empty_since > self.interval:
                del self.gateways[principal]
                self.counts["dropped gateways"] += 1
                self.tree_version += 1

    # Parts.

    def connection(self, principal):
        if principal not in self.connections:
            raise Refusal(f"Client with principal {principal_text(principal)} doesn't have an open connection")
        return self.connections[principal]

    def queue(self, connection, content, is_service, now):
        gateway = self.gateways[connection.gateway]
        old = [m for m in gateway.messages[:DELETED_AT_ONCE] if m.time < now - self.interval]
        del gateway.messages[: len(old)]
        self.counts["deleted messages"] += len(old)
        connection.last_outgoing += 1
        message = {
            "client_key": {"client_principal": connection.key[0], "client_nonce": connection.key[1]},
            "sequence_num": connection.last_outgoing,
            "timestamp": now,
            "is_service_message": is_service,
            "content": content,
        }
        encoded = cbor2.dumps(cbor2.CBORTag(55799, message))
        gateway.messages.append(Queued(gateway.next_nonce, connection.key, now, encoded))
        gateway.next_nonce += 1
        self.tree_version += 1

    def close_with_reason(self, connection, reason, now):
        self.queue(connection, candid.close_message(reason), True, now)
        self.remove(connection, now)

    def remove(self, connection, now):
        del self.connections[connection.key[0]]
        if all(other.gateway != connection.gateway for other in self.connections.values()):
            self.gateways[connection.gateway].empty_since = now
        self.log.append(f"Client {principal_text(connection.key[0])} disconnected")

    # A whole step.

    METHODS = {"ws_open", "ws_message", "ws_close", "ws_get_messages", "send", "close"}

    def call(self, method, caller, argument, now):
        if method == "wipe":
            return self.wipe(argument, now)
        try:
            return getattr(self, method)(caller, argument, now) or Expected(reply=candid.OK)
        except Refusal as refusal:
            return Expected(reply=candid.error(str(refusal)))

    def step(self, kind, method, caller, argument, before, now):
        """What a step shows, and the lines that it logs."""
        self.log = []
        try:
            if kind == "init":
                expected = self.init(argument, now)
            elif kind == "upgrade":
                expected = self.upgrade(argument, now)
            elif kind == "pass":
                expected = Expected()
                self.pass_time(before, now)
            elif kind == "timers":
                expected = Expected()
                self.run_timers(now)
            else:
                expected = self.call(method, caller, argument, now)
                if kind == "update" and expected.page:
                    raise Trap("")
        except Trap as trap:
            expected = Expected(trap=str(trap))
        return expected, self.log


def decode(argument):
    try:
        return Message(argument)
    except Undecodable as error:
        raise Trap("failed to decode call arguments: ") from error


class refusing:
    """Arguments of another type trap."""

    def __enter__(self):
        pass

    def __exit__(self, kind, error, _):
        if kind is Undecodable:
            raise Trap("failed to decode call arguments: ") from error
        return False
