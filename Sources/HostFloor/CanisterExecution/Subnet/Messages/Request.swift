import Candid

/// A call that a user sent, by which its result is asked for.
public struct CallID: Hashable, Sendable {
    /// A number that the subnet gives once.
    public let rawValue: UInt64

    /// The call of a number that was kept.
    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }
}

/// Who waits for the response to a request.
enum RequestOrigin {
    case user(CallID)
    /// A canister, and under which number it keeps what to do with the response.
    case canister(Principal, callback: UInt64)
}

/// A call on its way to a canister.
struct Request {
    var origin: RequestOrigin
    var caller: Principal
    var callee: Principal
    var methodName: [UInt8]
    var argument: [UInt8]
    var cycles: UInt128 = 0
    /// Nanoseconds since 1970; 0 when the caller waits for as long as it takes.
    var deadline: UInt64 = 0

    var method: String { String(decoding: methodName, as: UTF8.self) }
}

/// A response on its way back to the canister that called.
struct ResponseMessage {
    var canister: Principal
    var callback: UInt64
    var result: CallResult
    var refund: UInt128
}
