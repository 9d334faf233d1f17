import Candid
import ICProtocol
import WebSocketProtocol

/// Decides whether what a client sent may be forwarded.
struct EnvelopeCheck {
    /// The gateway's own principal.
    let gateway: Principal
    private let verifier = EnvelopeVerifier()

    init(gateway: Principal) { self.gateway = gateway }

    /// Whose connection an envelope is for.
    struct Subject: Hashable {
        let client: ClientKey
        let canister: Principal
    }

    /// The call in a frame.
    static func call(in frame: [UInt8]) throws(SessionRefusal) -> SignedCall {
        let envelope: [UInt8]
        do throws(FrameError) { envelope = try ClientFrame(decoding: frame).envelope } catch {
            throw SessionRefusal(.protocolError, "the frame is no {envelope: …} in CBOR: \(error)")
        }
        do throws(MessageError) { return try SignedCall(decoding: envelope) } catch {
            throw SessionRefusal(.protocolError, "the envelope is no signed call: \(error)")
        }
    }

    /// Checks the first call of a session, with the signature that shows that the sender sent it: nobody else is to
    /// get, or to displace, what is for the sender.
    ///
    /// - Returns: whose connection it is to be, and whether the signature was verified. Keys of kinds that cannot be
    ///   verified here are left to the network.
    func open(_ call: SignedCall, at now: UInt64) throws(SessionRefusal) -> (subject: Subject, isProven: Bool) {
        let request = call.request
        guard request.method == "ws_open" else {
            throw SessionRefusal(.protocolError, "the first call is of '\(request.method)', where ws_open was expected")
        }
        guard !request.terms.sender.isAnonymous else {
            throw SessionRefusal(.protocolError, "the sender of ws_open is anonymous")
        }
        let arguments: OpenArguments
        do throws(CandidError) {
            arguments = try CandidDecoder.decode(OpenArguments.self, from: request.argument)
        } catch {
            throw SessionRefusal(.protocolError, "the argument of ws_open is not that of the protocol: \(error)")
        }
        guard arguments.gateway == gateway else {
            throw SessionRefusal(
                .protocolError, "ws_open names the gateway \(arguments.gateway.text); this one is \(gateway.text)")
        }
        let subject = Subject(
            client: ClientKey(principal: request.terms.sender, nonce: arguments.clientNonce),
            canister: request.canister)
        do throws(RequestRefusal) {
            _ = try verifier.verify(
                call.envelope, sentTo: Endpoint(.call, at: .canister(request.canister)), at: now)
        } catch .publicKey(delegation: nil, .encoding) where Self.isKeyOfSender(call.envelope) {
            return (subject, false)
        } catch {
            throw SessionRefusal(.protocolError, "ws_open is refused: \(error)")
        }
        return (subject, true)
    }

    /// Checks a later call of a session. Its signature is the network's business.
    func message(_ call: SignedCall, of subject: Subject) throws(SessionRefusal) {
        let request = call.request
        guard request.method == "ws_message" else {
            throw SessionRefusal(.protocolError, "a call of '\(request.method)', where ws_message was expected")
        }
        guard request.terms.sender == subject.client.principal else {
            throw SessionRefusal(.protocolError, "the sender is another than that of ws_open")
        }
        guard request.canister == subject.canister else {
            throw SessionRefusal(.protocolError, "the canister is another than that of ws_open")
        }
    }

    private static func isKeyOfSender(_ envelope: Envelope) -> Bool {
        envelope.senderPublicKey.map { Principal.selfAuthenticating(publicKey: $0) } == envelope.content.terms.sender
    }
}

/// Why a session is refused: how it ends.
struct SessionRefusal: Error, Hashable {
    let end: SessionEnd

    init(_ code: CloseCode, _ reason: String) { end = SessionEnd(code, reason) }
}
