import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@testable import icws

@Suite("The exit status of a command that speaks with a network")
struct CommandFailureTests {
    private static let id = RequestContent.readState(
        ReadStateRequest(terms: RequestTerms(sender: .anonymous, ingressExpiry: 1), paths: [])
    ).requestID
    private static let rejection = AgentRejection(
        Rejection(code: 5, message: "trapped", errorCode: "IC0502"), proof: .certificate)

    @Test(
        "tells one kind of failure from another",
        arguments: [
            (AgentError.transport(.unreachable(destination: "http://a", reason: "refused")), CommandStatus.network),
            (.http(status: 400, text: "no"), .network), (.deadline(after: .seconds(1)), .network),
            (.cancelled, .network), (.expired(id), .network), (.rejected(rejection), .rejected),
            (.certificate(.invalidSignature), .notVerified), (.state(.notWellFormed), .notVerified),
            (.notShown(path: "/time"), .notVerified), (.querySignature(.noSignature), .notVerified),
            (.outcomeUnknown(id, .deadline(after: .seconds(1))), .outcomeUnknown),
            (.outcomeUnknown(id, .certificate(.invalidSignature)), .outcomeUnknown),
            (.outcomeForgotten(id), .outcomeUnknown),
            (.rootKey(.notLoopback(destination: "https://a")), .usage),
            (.rootKey(.missing(destination: "http://a")), .notVerified),
            (.identity(.otherPublicKey), .failure),
        ])
    func statuses(error: AgentError, status: CommandStatus) {
        let failure = CommandFailure(any: error)
        #expect(failure.status == status)
        #expect(failure.message == error.description)
        #expect(CommandFailure(any: ManagementError.agent(error)) == failure)
    }

    @Test("is one a kind")
    func distinct() {
        let all: [CommandStatus] = [.failure, .network, .rejected, .notVerified, .outcomeUnknown, .usage]
        #expect(all.map(\.rawValue) == [1, 3, 4, 5, 6, 64])
    }

    @Test("stands in the line of JSON too, with the codes of a rejection")
    func json() {
        #expect(
            CommandFailure(any: AgentError.rejected(Self.rejection)).json
                == #"{"error":"rejected (CANISTER_ERROR, 5, IC0502): trapped","error_code":"IC0502","reject_code":5,"#
                + #""reject_message":"trapped","status":4}"#)
        #expect(CommandFailure(.failure, "no file").json == #"{"error":"no file","status":1}"#)
    }

    @Test("is of usage where a value is of another type than the interface says")
    func values() throws {
        let interface = ModuleInterface(try RemoteInterface.parse(Array("service : { a : (nat) -> () }".utf8), of: "x"))
        for (text, method) in [("(\"a\")", "a"), ("(", "a"), ("(1)", "b")] {
            let failure = #expect(throws: (any Error).self) { try interface.argument(text, of: method) }
                .map { CommandFailure(any: $0) }
            #expect(failure?.status == .usage)
        }
    }
}
