import Candid

/// What the heart of a gateway allows and how long it waits. Limits of sockets and addresses belong to the server.
public struct GatewayConfiguration: Sendable {
    /// The canisters that are served; every one where there is no list.
    public var allowedCanisters: Set<Principal>?

    /// How many connections one canister may have here at a time.
    public var connectionsPerCanister = 10_000

    /// How long a client may take to send its first envelope, from the handshake.
    public var openTimeout: Duration = .seconds(30)

    /// How long after the handshake the first message of a canister is held at least: released clients ask the network
    /// for its root key meanwhile, and refuse messages before they have it.
    public var firstMessageDelay: Duration = .milliseconds(150)

    /// How long the canister's first message may take, from the end of `ws_open`. Released clients give up then too.
    public var openMessageTimeout: Duration = .seconds(60)

    /// How long a close message of the canister is waited for after it refused a message.
    public var closeMessageTimeout: Duration = .seconds(2)

    /// How long a client may take to close its socket after the canister's close message.
    public var clientCloseTimeout: Duration = .seconds(5)

    /// How long envelopes that a client sent before it closed its socket are still relayed.
    public var leavingTimeout: Duration = .seconds(10)

    /// How many bytes of a canister's messages are held before the first may be delivered.
    public var maximumHeldBytes = 4 << 20

    /// The envelopes of a client that wait for the one under way.
    public var envelopes = EnvelopeLimits()

    /// How an envelope is sent to the network again, where its end is not known.
    public var delivery = DeliveryLimits()

    /// How canisters are polled.
    public var polling = PollingPace()

    /// How connections are closed at the canisters.
    public var closing = ClosingLimits()

    /// How long ``Gateway/run()`` waits at its end until connections are closed at the canisters.
    public var shutdownGrace: Duration = .seconds(20)

    /// Makes a configuration of the defaults.
    public init() {}
}

/// How many envelopes of one client may wait.
public struct EnvelopeLimits: Hashable, Sendable {
    /// How many may wait before reading is paused.
    public var maximumCount = 64

    /// How many bytes may wait before reading is paused.
    public var maximumBytes = 4 << 20

    /// How many more may come after reading was paused: what the socket had read already.
    public var maximumExcessCount = 2_048

    /// How many more bytes may come after reading was paused.
    public var maximumExcessBytes = 8 << 20

    /// Makes limits of the defaults.
    public init() {}
}

/// How often and how long an envelope is sent until its end is known.
public struct DeliveryLimits: Hashable, Sendable {
    /// The time from the first sending on. The envelope's own expiry ends it too.
    public var timeout: Duration = .seconds(60)

    /// The same for `ws_open`: released clients give up 60 s after they sent it, and are to be told why before.
    public var openTimeout: Duration = .seconds(30)

    /// The wait before the second sending; each later one is twice as long as the one before.
    public var firstPause: Duration = .milliseconds(250)

    /// The longest wait.
    public var longestPause: Duration = .seconds(5)

    /// How many envelopes of all clients are under way at a time. Each takes a connection to the network, of which
    /// there are 900: the others are for polls and for closing.
    public var concurrentCalls = 600

    /// How many of them are under way to one canister. The others wait, the first of them first; places that get free
    /// go to the canisters in turn.
    public var concurrentCallsPerCanister = 256

    /// Makes limits of the defaults.
    public init() {}
}

/// How connections are closed at the canisters with `ws_close`.
public struct ClosingLimits: Hashable, Sendable {
    /// How many calls are under way at a time, for all canisters together.
    public var concurrentCalls = 128

    /// How many of them are under way to one canister.
    public var concurrentCallsPerCanister = 32

    /// How many connections may wait for their call. Further ones are left to the canisters' own time-outs.
    public var maximumWaiting = 100_000

    /// How many of them may be of one canister.
    public var maximumWaitingPerCanister = 20_000

    /// How often each is tried.
    public var maximumTries = 5

    /// The wait before the second try; each later one is twice as long as the one before.
    public var firstPause: Duration = .seconds(1)

    /// The longest wait.
    public var longestPause: Duration = .seconds(10)

    /// Makes limits of the defaults.
    public init() {}
}
