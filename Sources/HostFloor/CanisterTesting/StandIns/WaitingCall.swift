import Candid
import CanisterExecution

/// A call that a ``StandInCanister`` got, to look at and to answer.
///
/// With an answer all that follows from it runs. An answer is given once; each of the functions that give one tells
/// whether the caller still waited for it.
public struct WaitingCall {
    private let call: HostCanisterCall
    private let callee: Principal
    private let subnet: Subnet

    init(_ call: HostCanisterCall, to callee: Principal, on subnet: Subnet) {
        self.call = call
        self.callee = callee
        self.subnet = subnet
    }

    /// Who called.
    public var caller: Principal { call.caller }

    /// The name of the method.
    public var method: String { call.method }

    /// The argument's bytes.
    public var argument: [UInt8] { call.argument }

    /// Cycles that came with it. Those that the answer does not accept go back.
    public var cycles: UInt128 { call.cycles }

    /// When the caller stops to wait, in nanoseconds since 1970; `nil` when it waits for as long as it takes.
    public var deadline: UInt64? { call.deadline == 0 ? nil : call.deadline }

    /// Whether the deadline has passed, so that an answer comes too late.
    public var hasExpired: Bool { deadline.map { $0 <= subnet.time } ?? false }

    /// The value of an argument that is one.
    ///
    /// - Throws: the decoder's error where it is of another type.
    public func arguments<Value: CandidDecodable>(_ type: Value.Type) throws(CandidError) -> Value {
        try decode(argument, type)
    }

    /// The values of an argument that is several.
    public func arguments<First: CandidDecodable, Second: CandidDecodable, each Rest: CandidDecodable>(
        _ first: First.Type, _ second: Second.Type, _ rest: repeat (each Rest).Type
    ) throws(CandidError) -> (First, Second, repeat each Rest) {
        try decode(argument, first, second, repeat each rest)
    }
}

// MARK: - Answers

extension WaitingCall {
    /// Replies with bytes.
    @discardableResult
    public func reply(_ bytes: [UInt8], acceptingCycles accepted: UInt128 = 0) -> Bool {
        answer(.reply(bytes, acceptedCycles: accepted))
    }

    /// Replies with values, in Candid.
    @discardableResult
    public func reply<each Value: CandidEncodable>(
        values: repeat each Value, acceptingCycles accepted: UInt128 = 0
    ) -> Bool {
        answer(.reply(encode(repeat each values), acceptedCycles: accepted))
    }

    /// Rejects. All cycles go back.
    ///
    /// - Parameter code: ``RejectCode/canisterReject`` is what a canister itself rejects with; with the others the
    ///   system does.
    @discardableResult
    public func reject(_ message: String, code: RejectCode = .canisterReject) -> Bool {
        answer(.reject(Reject(code, message)))
    }

    /// Rejects as the system does for a canister that trapped: ``RejectCode/canisterError``, with its words.
    @discardableResult
    public func trap(_ message: String) -> Bool {
        answer(.reject(Reject(Trap(.calledTrap, message), in: callee)))
    }

    private func answer(_ answer: HostAnswer) -> Bool {
        let isInTime = !hasExpired
        let isFirst = subnet.answer(call.id, with: answer)
        subnet.run()
        return isInTime && isFirst
    }
}
