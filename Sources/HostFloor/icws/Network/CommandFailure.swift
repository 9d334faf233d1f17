import Foundation
import ICAgent
import ICProtocol
import WebSocketClient

/// Why a command that speaks with a network failed.
struct CommandFailure: Error, Equatable {
    let status: CommandStatus
    let message: String
    /// The reject code and the finer code, of a rejection.
    var rejection: Rejection?

    init(_ status: CommandStatus, _ message: String, rejection: Rejection? = nil) {
        self.status = status
        self.message = message
        self.rejection = rejection
    }

    /// The same with the name of what it is about.
    func about(_ name: String) -> CommandFailure {
        CommandFailure(status, "\(name): \(message)", rejection: rejection)
    }

    /// What any error says.
    init(any error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as AgentError: self.init(error)
        case ManagementError.agent(let error): self.init(error)
        case let error as ManagementError: self.init(Self.status(of: error), "\(error)")
        case let error as TransportError: self.init(.network, "\(error)")
        case let end as ConnectionEnd: self.init(end)
        case let error as ValueTextError: self.init(Self.status(of: error), "\(error)")
        default: self.init(.failure, "\(error)")
        }
    }

    init(_ error: AgentError) {
        var rejection: Rejection?
        if case .rejected(let rejected) = error { rejection = rejected.rejection }
        self.init(Self.status(of: error), error.description, rejection: rejection)
    }

    private static func status(of error: AgentError) -> CommandStatus {
        switch error {
        case .transport, .http, .response, .deadline, .cancelled, .expired: .network
        case .rejected: .rejected
        case .certificate, .state, .notShown, .querySignature, .nodeKey: .notVerified
        // Whatever the reason: who repeats the call may have it executed twice.
        case .outcomeUnknown, .outcomeForgotten: .outcomeUnknown
        case .identity: .failure
        case .request: .usage
        case .rootKey(.notLoopback): .usage
        case .rootKey: .notVerified
        }
    }

    private static func status(of error: ManagementError) -> CommandStatus {
        switch error {
        case .agent(let error): status(of: error)
        case .reply, .moduleTooLarge, .chunkChanged: .failure
        }
    }

    private static func status(of error: ValueTextError) -> CommandStatus {
        switch error {
        case .notAModule, .interfaceNotUTF8, .malformedInterface, .noMessageType, .reply: .failure
        case .unknownMethod, .text, .value: .usage
        }
    }
}

extension CommandFailure {
    /// The failure as a line of JSON.
    var json: String {
        JSONText.line(
            Line(
                error: message, status: status.rawValue, reject_code: rejection?.code,
                error_code: rejection?.errorCode, reject_message: rejection?.message))
    }

    private struct Line: Encodable {
        var error: String
        var status: Int32
        var reject_code: UInt64?
        var error_code: String?
        var reject_message: String?
    }
}
