import CanisterExecution
import ICAgent
@testable import WebSocketProtocol

/// What came of a step, in a form that does not tell from whom.
enum SessionAnswer: Equatable {
    case reply([UInt8])
    /// Of a page its certificate is left out, which each replica signs for itself; what it certifies is here.
    case page([UInt8], certifiedData: [UInt8])
    case rejected(code: UInt64, message: String, errorCode: String?)

    /// - Parameter certifiedData: reads it out of a page's certificate.
    init(_ reply: [UInt8], of method: String, certifiedData: ([UInt8]) throws -> [UInt8]) throws {
        guard method == "ws_get_messages", case .ok(let page) = try? GetMessagesResult(decoding: reply),
            !page.messages.isEmpty
        else {
            self = .reply(reply)
            return
        }
        let bare = CertifiedMessages(
            messages: page.messages, certificate: [], tree: page.tree, isEndOfQueue: page.isEndOfQueue)
        self = .page(bare.reencoded(withProofOf: bare), certifiedData: try certifiedData(page.certificate))
    }

    init(_ reject: Reject) {
        self = .rejected(
            code: UInt64(reject.code.rawValue), message: reject.message, errorCode: reject.errorCode?.rawValue)
    }

    init(_ rejection: AgentRejection) {
        let rejection = rejection.rejection
        self = .rejected(code: UInt64(rejection.code), message: rejection.message, errorCode: rejection.errorCode)
    }

    /// What a page's certificate certifies.
    var provenData: [UInt8]? {
        if case .page(_, let data) = self { data } else { nil }
    }
}
