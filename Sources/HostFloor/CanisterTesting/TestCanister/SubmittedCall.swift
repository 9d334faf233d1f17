import Candid
import CanisterExecution

/// A call that was sent with ``TestCanister/submit(_:_:caller:)``, whose answer may come later.
public final class SubmittedCall {
    /// The method that was called.
    public let method: String

    private var answer: CallResult?
    private let source: (subnet: Subnet, id: CallID)?

    init(_ method: String, _ id: CallID, on subnet: Subnet) {
        self.method = method
        source = (subnet, id)
    }

    /// A call that was not taken.
    init(_ method: String, refused reject: Reject) {
        self.method = method
        source = nil
        answer = .reject(reject)
    }

    /// How it ended; `nil` while there is no answer.
    public var result: CallResult? {
        if answer == nil, let source { answer = source.subnet.takeResult(of: source.id) }
        return answer
    }

    /// The value of the reply.
    ///
    /// - Throws: ``CallFailure``, also while there is no answer.
    @discardableResult
    public func value<Result: CandidDecodable>(returning type: Result.Type) throws(CallFailure) -> Result {
        guard let result else { throw CallFailure(method, .unanswered) }
        return try CanisterTesting.value(of: method, in: result, type)
    }
}
