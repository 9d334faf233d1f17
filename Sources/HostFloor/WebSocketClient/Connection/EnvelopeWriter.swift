import Candid
import ICAgent
import ICProtocol
import WebSocketProtocol

/// Makes a client's frames: signed calls of one canister in the name of one identity.
struct EnvelopeWriter: Sendable {
    let identity: any Identity
    let canister: Principal

    /// How long an envelope holds, before it is cut to whole minutes.
    let lifetime: Duration

    /// What makes each envelope differ from all others: 16 bytes.
    let nonce: @Sendable () -> [UInt8]

    /// The frame with a call.
    ///
    /// - Parameter time: nanoseconds since 1970. The expiry is cut to whole minutes, so that it does not tell more of
    ///   this machine's clock than it has to; a lifetime of at most 90 seconds is not, since too little would be left.
    func frame(_ method: String, _ argument: [UInt8], at time: UInt64) throws(IdentityError) -> [UInt8] {
        let minute: UInt64 = 60_000_000_000
        var expiry = time.advanced(by: lifetime)
        if lifetime > .seconds(90) { expiry -= expiry % minute }
        let terms = RequestTerms(sender: identity.principal, ingressExpiry: expiry, nonce: nonce())
        let request = CanisterRequest(terms: terms, canister: canister, method: method, argument: argument)
        let envelope = try identity.envelope(for: .call(request)).encoded
        return ClientFrame(envelope: Self.withoutTag(envelope)).encoded
    }

    /// An envelope without tag 55799, which stands at the frame's beginning already.
    private static func withoutTag(_ envelope: [UInt8]) -> [UInt8] {
        let tag: [UInt8] = [0xd9, 0xd9, 0xf7]
        return envelope.starts(with: tag) ? Array(envelope.dropFirst(tag.count)) : envelope
    }

    /// 16 bytes by chance.
    static let randomNonce: @Sendable () -> [UInt8] = { (0..<16).map { _ in UInt8.random(in: 0...255) } }
}
