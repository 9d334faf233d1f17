/// What a session asks of its gateway.
struct SessionServices: Sendable {
    let environment: GatewayEnvironment
    let directory: SessionDirectory
    let closer: CanisterCloser
    let relay: EnvelopeRelay
    let check: EnvelopeCheck
    /// The first frame of every session.
    let handshake: [UInt8]
}
