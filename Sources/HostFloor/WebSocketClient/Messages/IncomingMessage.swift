import ICCertificates
import WebSocketProtocol

/// A message of the application that came from the canister, verified and in order.
public struct IncomingMessage: Hashable, Sendable {
    /// The connection that it came on.
    public let connection: ClientKey

    /// Its place among the connection's messages, those about the connection itself included.
    public let sequenceNumber: UInt64

    /// The application's bytes.
    public let content: [UInt8]

    /// When the canister sent it, in nanoseconds since 1970, by the subnet's clock.
    public let timestamp: UInt64

    /// When the subnet certified it, likewise.
    public let certifiedAt: UInt64

    /// When it came, in nanoseconds since 1970, by the clock of this machine.
    public let receivedAt: UInt64

    /// What is known of the certificate's signature; nothing more than that is known of the message.
    public let signature: SignatureStatus

    /// Whether it is proven that the canister sent it: the network's signature was checked.
    public var isVerified: Bool { signature == .valid }

    /// How long it took from the canister to here, by two clocks: less than nothing where they differ by more.
    public var latency: Duration { .nanoseconds(Int64(clamping: Int128(receivedAt) - Int128(timestamp))) }
}
