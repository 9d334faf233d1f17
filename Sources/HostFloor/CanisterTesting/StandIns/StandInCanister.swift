import Candid
import CanisterExecution

/// A canister without code, whose answers the test gives: at once, or later, one by one and in any order.
///
/// ```swift
/// let ledger = try StandInCanister(on: canister.subnet)
/// let payment = canister.submit("pay", CandidEncoder.encode(ledger.id, UInt64(5)))
///
/// let transfer = try #require(ledger.waitingCalls.first)
/// #expect(transfer.method == "transfer" && transfer.cycles == 1_000)
/// #expect(try transfer.arguments(UInt64.self) == 5)
/// transfer.reply(values: true, acceptingCycles: 600)
///
/// #expect(try payment.value(returning: Text.self) == "thank you")
/// ```
///
/// A call that is not answered waits. One that its caller set a deadline for ends there with
/// ``RejectCode/systemUnknown`` when time passes (``TestCanister/advance(by:heartbeatsEvery:)``).
///
/// It can take the place of the management canister too: `StandInCanister(on: subnet, id: .managementCanister)`.
public final class StandInCanister {
    /// Where it is.
    public let subnet: Subnet

    /// Its principal.
    public let id: Principal

    /// All calls that came, answered or not, in their order.
    public private(set) var calls: [WaitingCall] = []

    /// What is answered at once, by the names' bytes.
    private var answers: [[UInt8]: (WaitingCall) -> HostAnswer] = [:]

    /// Makes a stand-in.
    ///
    /// - Parameter id: its principal: an unused one when nothing is said. A stand-in or a closure that has it is
    ///   replaced.
    /// - Throws: a reject where a canister with code has that principal.
    public init(on subnet: Subnet, id: Principal? = nil) throws(Reject) {
        self.subnet = subnet
        if let id {
            guard subnet.canisters[id] == nil else {
                throw Reject(.systemFatal, "\(id.text) is a canister with code: it needs no stand-in")
            }
            self.id = id
        } else {
            self.id = try subnet.addHostCanister { _ in .later }
        }
        subnet.setHostCanister(self.id) { [weak self] call in self?.receive(call) ?? .later }
    }

    /// The calls that have no answer yet, the oldest first.
    public var waitingCalls: [WaitingCall] {
        subnet.unansweredCalls(of: id).map { WaitingCall($0, to: id, on: subnet) }
    }

    /// Answers a method at once from now on, while those of other names go on to wait.
    ///
    /// ```swift
    /// ledger.answer("fee") { _ in .reply(CandidEncoder.encode(UInt64(10))) }
    /// ledger.answer("transfer") { _ in .reject(Reject(.canisterReject, "not today")) }
    /// ```
    public func answer(_ method: String, _ answer: @escaping (WaitingCall) -> HostAnswer) {
        answers[[UInt8](method.utf8)] = answer
    }

    private func receive(_ call: HostCanisterCall) -> HostAnswer {
        let waiting = WaitingCall(call, to: id, on: subnet)
        calls.append(waiting)
        return answers[[UInt8](call.method.utf8)]?(waiting) ?? .later
    }
}
