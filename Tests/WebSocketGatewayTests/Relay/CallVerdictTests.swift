import ICProtocol
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

@Suite("The end of a call", .timeLimit(.minutes(60)))
struct CallVerdictTests {
    private func rejection(_ code: UInt64, _ errorCode: String? = nil, _ text: String = "no") -> EnvelopeRelay.Outcome {
        .rejected(Rejection(code: code, message: text, errorCode: errorCode))
    }

    private func outcome(_ outcome: CallOutcome) -> EnvelopeRelay.Outcome {
        guard case .replied(let reply) = outcome else { return .unknown(reason: "") }
        return .replied(reply)
    }

    @Test("of ws_open")
    func open() {
        #expect(CallVerdict.open(outcome(.ok)) == .openAccepted)
        #expect(CallVerdict.open(outcome(.error("full"))) == .openFailed(SessionEnd(.openRefused, "full")))
        #expect(CallVerdict.open(rejection(5, "IC0503")) == .openFailed(SessionEnd(.openRefused, "no")))
        #expect(CallVerdict.open(rejection(2)) == .openFailed(SessionEnd(.canisterUnavailable, "no")))
        for code in ["IC0508", "IC0509", "IC0537"] {
            #expect(CallVerdict.open(rejection(5, code)) == .openFailed(SessionEnd(.canisterUnavailable, "no")))
        }
        #expect(
            CallVerdict.open(.notDelivered(reason: "busy", isTransient: true))
                == .openFailed(SessionEnd(.canisterUnavailable, "busy")))
        #expect(
            CallVerdict.open(.notDelivered(reason: "expired", isTransient: false))
                == .openFailed(SessionEnd(.openRefused, "expired")))
        #expect(CallVerdict.open(.unknown(reason: "lost")) == .ended(SessionEnd(.deliveryUnknown, "lost")))
        guard case .ended(let end) = CallVerdict.open(.replied([1, 2])) else {
            Issue.record("a reply that is none")
            return
        }
        #expect(end.code == .openRefused)
    }

    @Test("of ws_message")
    func message() {
        #expect(CallVerdict.message(outcome(.ok)) == nil)
        let unknown = "Client with principal 2vxsx-fae doesn't have an open connection"
        #expect(
            CallVerdict.message(outcome(.error(unknown)))
                == .messageFailed(SessionEnd(.connectionLost, unknown), isConnected: false))
        let other = "Client with principal 2vxsx-fae has a different key than the one used in the message"
        #expect(
            CallVerdict.message(outcome(.error(other)))
                == .messageFailed(SessionEnd(.connectionLost, other), isConnected: false))
        #expect(
            CallVerdict.message(outcome(.error("Invalid service message")))
                == .messageFailed(SessionEnd(.messageRefused, "Invalid service message"), isConnected: true))
        #expect(CallVerdict.message(rejection(5, "IC0503")) == .ended(SessionEnd(.messageRefused, "no")))
        #expect(
            CallVerdict.message(rejection(5, nil, "Canister x is stopped"))
                == .ended(SessionEnd(.canisterUnavailable, "Canister x is stopped")))
        #expect(
            CallVerdict.message(.notDelivered(reason: "busy", isTransient: true))
                == .ended(SessionEnd(.canisterUnavailable, "busy")))
        #expect(CallVerdict.message(.unknown(reason: "lost")) == .ended(SessionEnd(.deliveryUnknown, "lost")))
    }

    @Test("is told in as many bytes as a close frame holds, cut between characters")
    func reasons() {
        #expect(SessionEnd(.normal, String(repeating: "a", count: 123)).reason.utf8.count == 123)
        let long = SessionEnd(.normal, String(repeating: "é", count: 100)).reason
        #expect(long.utf8.count <= 123)
        #expect(long == String(repeating: "é", count: 60) + "…")
    }
}
