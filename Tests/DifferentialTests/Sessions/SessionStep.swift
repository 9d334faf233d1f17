import Candid
import TestSupport

/// One thing that happens to a canister.
struct SessionStep: Sendable {
    enum Kind: String {
        /// Its code is installed.
        case initialize = "init"
        /// Its code is replaced by the same.
        case upgrade
        /// A user calls an update method, or a query method in the way of an update.
        case update
        /// A user calls a query method.
        case query
        /// Timers that are due at the step's time run.
        case timers
        /// Time passes to the step's, and each timer runs at its very time.
        case pass
    }

    var kind: Kind
    /// Of a call; empty for other kinds.
    var method = ""
    var caller = Principal.anonymous
    var argument: [UInt8] = []
    /// Nanoseconds since 1970.
    var time: UInt64

    /// What a person calls it.
    var name: String { method.isEmpty ? kind.rawValue : method }
}

/// What a step has shown.
struct StepResult: Hashable, Sendable {
    struct Rejection: Hashable {
        var code: UInt32
        /// What the canister trapped with, or what the system says.
        var text: String
    }

    var reply: [UInt8]?
    var reject: Rejection?
    /// Lines that the canister printed.
    var log: [String] = []
    /// The canister's certified data after the step.
    var certifiedData: [UInt8] = []

    /// Whether it is a reply of `variant { Ok; … }`, or of none.
    var isOK: Bool { reject == nil && reply.map { $0.count < 18 || $0[18] == 0 } ?? true }
}

extension StepResult: CustomStringConvertible {
    var description: String {
        let answer = reply.map { "reply \(hex($0))" } ?? reject.map { "reject \($0.code) '\($0.text)'" }
        return "\(answer ?? "nothing"), log \(log), certified \(hex(certifiedData))"
    }
}
