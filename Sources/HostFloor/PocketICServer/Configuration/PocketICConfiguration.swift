import Logging

/// What a server is set up with.
public struct PocketICConfiguration: Sendable {
    /// The address that it listens at: this machine's own, unless others are to reach it.
    public var host = "127.0.0.1"
    /// The port; 0 for any that is free.
    public var port = 0
    /// What it takes and keeps.
    public var limits = PocketICLimits()
    /// Where it reports to.
    public var log: Logger

    /// A server at any free port that reports nothing but errors.
    public init() {
        log = Logger(label: "pocket-ic")
        log.logLevel = .error
    }
}
