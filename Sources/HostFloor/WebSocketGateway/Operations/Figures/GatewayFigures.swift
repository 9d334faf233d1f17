/// What the page for a gateway's operator shows, as it gets it: the document at `/figures`.
///
/// It has no addresses and names of clients, and nothing of what is said. Its size is bounded: lists have at most as
/// many members as there are limits, close codes and settings, ``maximumCanisters``, and
/// ``FigureHistory/maximumSamples``.
struct GatewayFigures: Encodable, Sendable {
    /// The version of this form. Members may be added without another one.
    var format = 1
    /// When it was made, in seconds since 1970, as all times here.
    var time: Double
    var gateway: Facts
    var isAccepting: Bool
    var isNetworkReachable: Bool
    var open: Open
    var toCanister: Traffic
    var toClient: Traffic
    var relay: Latency
    var poll: Latency
    /// Of which there should be few, or none.
    var events: [Event]
    var closes: [Close]
    var limits: [LimitFigure]
    /// Those with most sessions, at most ``maximumCanisters``.
    var canisters: [Canister]
    var process: Process
    var settings: [ShownSetting]
    var history: FigureSeries

    /// The most canisters that are told of.
    static let maximumCanisters = 20

    /// What does not change while the gateway runs, except when its certificate ends.
    struct Facts: Encodable, Sendable {
        var principal: String
        var release = GatewayVersion.release
        var swift = GatewayVersion.swift
        var listen: String
        var isSecure: Bool
        var metrics: String
        var network: String
        var started: Double
        var certificateExpiry: Int?
    }

    /// What is open now.
    struct Open: Encodable, Sendable {
        var sockets: Int
        var sessions: Int
        var canisters: Int
        var canisterConnections: Int
    }

    /// What went one way since the start, and goes a second in the last ten.
    struct Traffic: Encodable, Sendable {
        var messages: Int
        var bytes: Int
        var messagesPerSecond: Double
        var bytesPerSecond: Double
    }

    /// Of the last minutes: how many, and the seconds that half, and 99 of 100, took at most.
    struct Latency: Encodable, Sendable {
        var window: Int
        var count: UInt64
        var p50: Double?
        var p99: Double?
    }

    /// Something that happened so often since the start.
    struct Event: Encodable, Sendable {
        var name: String
        var meaning: String
        var count: Int
    }

    /// Sockets that ended with a code since the start: such that were in, and such that were not let in.
    struct Close: Encodable, Sendable {
        var code: UInt16
        var meaning: String
        var allowsReturn: Bool
        var count: Int
        var refused: Int
    }

    /// A canister with clients here, since its first one came.
    struct Canister: Encodable, Sendable {
        var canister: String
        var sessions: Int
        var messagesToCanister: UInt64
        var messagesToClients: UInt64
        var polls: UInt64
        var failedPolls: UInt64
        /// Seconds from the end of the last poll to the next, at most.
        var pause: Double
        /// Seconds that the last poll took.
        var lastPoll: Double
        var isFailing: Bool
    }

    /// The process.
    struct Process: Encodable, Sendable {
        var residentBytes: Int?
        /// The share of one processor in the last ten seconds.
        var processorShare: Double
        var processors: Int
        var openDescriptors: Int?
    }
}
