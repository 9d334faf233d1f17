import Candid
import CanisterExecution
import ICCertificates
import WasmEngine
import WebSocketProtocol

/// One built canister, alone on a subnet of its own, on the wasm engine.
final class LocalCanister {
    let id = Principal(canisterIndex: 1)
    let subnet: Subnet
    /// Who signs the subnet's certificates.
    let signer: any CertificateSigner
    /// The executions that the installation took.
    let installation: [ExecutionRecord]

    init(module: [UInt8], argument: [UInt8]) throws {
        signer = TestCertificateSigner()
        subnet = Subnet(SubnetConfiguration(id: Principal(canisterIndex: 0), rootKey: signer.rootKey))
        subnet.certifyData(with: signer)
        try subnet.createCanister(id, controllers: [.anonymous])
        let guest = try WasmGuest(engine: WasmEngine.shared(), module: module)
        installation = try subnet.install(guest, in: id, argument: argument, caller: .anonymous)
    }

    /// Puts other code, or the same anew, in the place of the code that runs. Gives all executions of it.
    func upgrade(to module: [UInt8], argument: [UInt8]) throws -> [ExecutionRecord] {
        let guest = try WasmGuest(engine: WasmEngine.shared(), module: module)
        return try subnet.install(guest, in: id, mode: .upgrade(), argument: argument, caller: .anonymous)
    }

    /// Nanoseconds since 1970.
    var time: UInt64 { subnet.time }

    /// Bytes of heap after the last execution.
    var heapSize: UInt64 { subnet.canisters[id]?.guest?.heapSize ?? 0 }

    /// The canister's certified data.
    var certifiedData: [UInt8] { subnet.canisters[id]?.certifiedData ?? [] }

    /// The lines of its log, those that were dropped left out.
    var log: [CanisterLog.Record] { subnet.canisters[id]?.log.records ?? [] }

    /// Calls as a user does: what the canister's inspection does not accept does not reach the method.
    func update(_ method: String, _ argument: [UInt8], from caller: Principal) -> CallOutcome {
        do throws(Reject) {
            try subnet.inspect(id, method, argument, from: caller)
        } catch {
            return CallOutcome(result: .reject(error), executions: [])
        }
        return subnet.call(id, method, argument, from: caller)
    }

    func query(_ method: String, _ argument: [UInt8], from caller: Principal) -> CallOutcome {
        subnet.query(id, method, argument, from: caller)
    }

    func advanceTime(by nanoseconds: UInt64) {
        subnet.advanceTime(by: nanoseconds)
    }

    /// Runs the timers that are due. Gives all executions of it.
    func runTimers() -> [ExecutionRecord] {
        recording { subnet.runTimers() }
    }

    /// Lets time pass; timers fire on the way, each at its very time. Gives all executions of it.
    func passTime(_ nanoseconds: UInt64) -> [ExecutionRecord] {
        recording { subnet.passTime(nanoseconds) }
    }

    private func recording(_ body: () -> Bool) -> [ExecutionRecord] { subnet.recording(body).1 }
}

/// An `Err` where success was expected.
struct Refused: Error, CustomStringConvertible {
    let text: String
    var description: String { "the canister answered Err: \(text)" }
}

extension CallOutcome {
    /// The outcome, if it is a reply of `Ok`.
    func accepted() throws -> CallOutcome {
        if let text = try refusal() { throw Refused(text: text) }
        return self
    }

    /// The text of an `Err`; nil for `Ok`.
    func refusal() throws -> String? {
        let decoder = try CandidDecoder(result.get())
        guard case .error(let text) = try decoder.argument(WebSocketResult.self) else { return nil }
        return text.string
    }
}
