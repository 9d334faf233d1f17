import Candid
import ICAgent
import ICProtocol
import Testing

@testable import WebSocketGateway

@Suite("What an agent's error means to a gateway", .timeLimit(.minutes(60)))
struct AgentNetworkTests {
    private func rejected(
        _ code: UInt64, _ errorCode: String?, _ message: String = "no", proof: AgentRejection.Proof
    ) -> AgentError {
        .rejected(AgentRejection(Rejection(code: code, message: message, errorCode: errorCode), proof: proof))
    }

    private let unreachable = AgentError.transport(.unreachable(destination: "here", reason: "refused"))

    @Test("a rejection that a certificate proves is the call's end")
    func certified() {
        #expect(
            CallOutcome(rejected(5, "IC0503", proof: .certificate))
                == .rejected(Rejection(code: 5, message: "no", errorCode: "IC0503")))
    }

    @Test("a call that was refused before it was taken may be sent again where that is of use")
    func notTaken() {
        let cases: [(AgentError, Bool)] = [
            (rejected(5, "IC0508", proof: .none), true), (rejected(5, "IC0509", proof: .none), true),
            (rejected(2, "IC0204", proof: .none), true), (rejected(5, "IC0503", proof: .none), false),
            (rejected(3, "IC0301", proof: .none), false), (unreachable, true),
            (.http(status: 503, text: ""), true), (.http(status: 429, text: ""), true),
            (.http(status: 400, text: "expired"), false),
        ]
        for (error, mayPass) in cases {
            guard case .notTaken(_, mayPass) = CallOutcome(error) else {
                Issue.record("\(error): \(CallOutcome(error))")
                continue
            }
        }
    }

    @Test("a call whose end is not proven may have been executed")
    func unknown() throws {
        let id = try #require(RequestID(Array(repeating: 0, count: 32)))
        for error in [AgentError.outcomeUnknown(id, .cancelled), .outcomeForgotten(id)] {
            guard case .unknown = CallOutcome(error) else {
                Issue.record("\(error)")
                continue
            }
        }
    }

    @Test("a poll tells a page that is too large and a canister without code from one that does not answer")
    func polls() {
        func name(_ error: AgentError) -> String { String("\(PollFailure(error))".prefix { $0 != "(" }) }
        #expect(name(unreachable) == "unavailable")
        #expect(name(rejected(5, "IC0508", proof: .nodeSignature)) == "unavailable")
        #expect(name(rejected(5, "IC0537", proof: .nodeSignature)) == "gone")
        #expect(name(rejected(3, "IC0301", proof: .nodeSignature)) == "gone")
        #expect(name(.transport(.tooLarge(maximum: 1))) == "unreadable")
        let payload = "application payload size (3145729) cannot be larger than 3145728"
        #expect(name(rejected(5, "IC0504", payload, proof: .nodeSignature)) == "unreadable")
    }
}
