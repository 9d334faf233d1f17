import Candid
import ICProtocol
import WebSocketProtocol

/// What the end of a client's call means for its session.
enum CallVerdict {
    /// Of `ws_open`.
    static func open(_ outcome: EnvelopeRelay.Outcome) -> SessionEvent {
        switch outcome {
        case .replied(let reply):
            switch result(reply) {
            case .ok: .openAccepted
            case .error(let text): .openFailed(SessionEnd(.openRefused, text.string))
            case nil: .ended(SessionEnd(.openRefused, "the canister's reply to ws_open is not that of the protocol"))
            }
        case .rejected(let rejection):
            .openFailed(SessionEnd(rejection.isTransient ? .canisterUnavailable : .openRefused, rejection.message))
        case .notDelivered(let reason, let isTransient):
            .openFailed(SessionEnd(isTransient ? .canisterUnavailable : .openRefused, reason))
        case .unknown(let reason): .ended(SessionEnd(.deliveryUnknown, reason))
        }
    }

    /// Of `ws_message`; `nil` where all is well.
    static func message(_ outcome: EnvelopeRelay.Outcome) -> SessionEvent? {
        switch outcome {
        case .replied(let reply):
            switch result(reply) {
            case .ok: nil
            case .error(let text) where text.tellsUnknownClient:
                .messageFailed(SessionEnd(.connectionLost, text.string), isConnected: false)
            case .error(let text): .messageFailed(SessionEnd(.messageRefused, text.string), isConnected: true)
            case nil:
                .ended(SessionEnd(.messageRefused, "the canister's reply to ws_message is not that of the protocol"))
            }
        // The canister does not count what it did not take, so that no later message can follow.
        case .rejected(let rejection):
            .ended(SessionEnd(rejection.isTransient ? .canisterUnavailable : .messageRefused, rejection.message))
        case .notDelivered(let reason, let isTransient):
            .ended(SessionEnd(isTransient ? .canisterUnavailable : .messageRefused, reason))
        case .unknown(let reason): .ended(SessionEnd(.deliveryUnknown, reason))
        }
    }

    private static func result(_ reply: [UInt8]) -> WebSocketResult? {
        try? CandidDecoder.decode(WebSocketResult.self, from: reply)
    }
}

extension Text {
    /// Whether the canister says, in the words of the released libraries, that it does not know the connection.
    var tellsUnknownClient: Bool {
        let text = string
        return text.contains("doesn't have an open connection") || text.contains("has a different key than the one")
            || text.contains("is not registered")
    }
}

extension Rejection {
    /// Whether a later call may be taken: the system is busy, or the canister is stopped for a while.
    var isTransient: Bool {
        let transient = 2
        if code == transient { return true }
        // Stopped, stopping, and without a module, as between two installations.
        if let errorCode { return ["IC0508", "IC0509", "IC0537"].contains(errorCode) }
        return message.contains("is stopped") || message.contains("is stopping")
    }
}
