import Candid
import CanisterExecution
import CanisterTesting

/// A subnet with one canister, on which the steps of a session are played.
struct SessionHost {
    static let start: UInt64 = 1_700_000_000_000_000_000
    static let canister = Principal(canisterIndex: 1)

    private let subnet: Subnet
    private let guest: () throws -> any Guest

    /// Makes the canister, without code.
    ///
    /// - Parameters:
    ///   - variables: the canister's environment variables.
    ///   - guest: makes the code that steps install.
    init(variables: [EnvironmentVariable] = [], guest: @escaping () throws -> any Guest) throws {
        subnet = .forTests(time: Self.start)
        self.guest = guest
        let canister = try subnet.createCanister(Self.canister, controllers: [.anonymous])
        if !variables.isEmpty { canister.environmentVariables = variables }
    }

    /// When the canister's timer fires, in nanoseconds since 1970.
    var nextTimer: UInt64? { subnet.nextTimer }

    /// Plays a step.
    func play(_ step: SessionStep) throws -> StepResult {
        let before = subnet.executions.count
        if step.kind != .pass { subnet.advanceTime(to: step.time) }
        var result = StepResult()
        switch step.kind {
        case .initialize: result.reject = try install(step, .install)
        case .upgrade: result.reject = try install(step, .upgrade())
        case .timers: subnet.runTimers()
        case .pass: subnet.passTime(step.time - subnet.time)
        case .update: result.take(subnet.call(Self.canister, step.method, step.argument, from: step.caller).result)
        case .query: result.take(subnet.query(Self.canister, step.method, step.argument, from: step.caller).result)
        }
        result.log = subnet.executions[before...].flatMap(\.debugOutput)
        result.certifiedData = subnet.canisters[Self.canister]?.certifiedData ?? []
        return result
    }

    private func install(_ step: SessionStep, _ mode: InstallMode) throws -> StepResult.Rejection? {
        let guest = try guest()
        do throws(Reject) {
            try subnet.install(guest, in: Self.canister, mode: mode, argument: step.argument, caller: step.caller)
            return nil
        } catch {
            return StepResult.Rejection(error)
        }
    }
}

extension StepResult {
    fileprivate mutating func take(_ result: CallResult) {
        switch result {
        case .reply(let bytes): reply = bytes
        case .reject(let reject): self.reject = Rejection(reject)
        }
    }
}

extension StepResult.Rejection {
    fileprivate init(_ reject: Reject) {
        self.init(code: reject.code.rawValue, text: reject.trap?.message ?? reject.message)
    }
}
