import ICAgent

/// Whether and how a client comes back after its connection broke.
///
/// It does so only where a new connection may fare better: see ``ConnectionEnd/allowsReturn``.
public struct ReconnectPolicy: Hashable, Sendable {
    /// The waits between tries, each cut by chance by up to a half, so that many who were cut off at once do not come
    /// back at once.
    public var delays = BackOff(first: .milliseconds(500), last: .seconds(30))

    /// How often it is tried in a row; `nil` for as long as it takes.
    public var maximumTries: Int?

    /// How long a connection has to be open to count as a success: after a shorter one the waits grow on.
    public var steadyAfter: Duration = .seconds(10)

    /// The default policy.
    public init() {}
}
