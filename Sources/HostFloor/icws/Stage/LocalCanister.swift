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

    /// Nanoseconds since 1970.
    var time: UInt64 { subnet.time }

    /// Bytes of heap after the last execution.
    var heapSize: UInt64 { subnet.canisters[id]?.guest?.heapSize ?? 0 }

    /// The canister's certified data.
    var certifiedData: [UInt8] { subnet.canisters[id]?.certifiedData ?? [] }

    func update(_ method: String, _ argument: [UInt8], from caller: Principal) -> CallOutcome {
        subnet.call(id, method, argument, from: caller)
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
    func passTime(seconds: UInt64) -> [ExecutionRecord] {
        recording { subnet.passTime(seconds * 1_000_000_000) }
    }

    private func recording(_ body: () -> Bool) -> [ExecutionRecord] {
        let before = subnet.executions.count
        _ = body()
        return Array(subnet.executions[before...])
    }
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
        var decoder = try CandidDecoder(result.get())
        guard case .error(let text) = try decoder.argument(WebSocketResult.self) else { return nil }
        return text.string
    }
}
