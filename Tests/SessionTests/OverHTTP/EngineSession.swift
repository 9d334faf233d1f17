import Candid
import CanisterExecution
import CanisterTesting
import TestSupport
import WasmEngine

/// A session on the engine itself.
final class EngineSession {
    private let subnet: Subnet
    private let module: [UInt8]
    private let canister: Principal

    init(module: [UInt8], canister: Principal, start: UInt64) throws {
        subnet = Subnet(.forTests(time: start), guests: WasmGuestFactory(engine: try .shared()))
        subnet.dataCertificate = { $0.certifiedData }
        self.module = module
        self.canister = canister
        try subnet.createCanister(canister, controllers: [.anonymous])
    }

    /// - Returns: nil where the step has no answer.
    func play(_ action: SessionAction) throws -> SessionAnswer? {
        move(to: action.time)
        let caller = action.caller.principal
        let result: CallResult
        switch action.kind {
        case .timer: return nil
        case .initialize:
            do throws(Reject) {
                try subnet.install(module: module, in: canister, argument: action.argument, caller: caller)
                return nil
            } catch {
                return SessionAnswer(error)
            }
        case .update, .replicatedQuery:
            result = subnet.call(canister, action.method, action.argument, from: caller).result
        case .query:
            result = subnet.query(canister, action.method, action.argument, from: caller).result
        }
        switch result {
        case .reply(let reply): return try SessionAnswer(reply, of: action.method) { $0 }
        case .reject(let reject): return SessionAnswer(reject)
        }
    }

    /// Moves the time on, each timer at its very time.
    private func move(to time: UInt64) {
        while let next = subnet.nextWakeUp, next <= time {
            subnet.advanceTime(to: next)
            subnet.runTimers()
        }
        subnet.advanceTime(to: time)
    }
}
