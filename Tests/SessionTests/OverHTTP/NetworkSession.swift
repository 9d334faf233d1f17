import Candid
import ICAgent
import ICProtocol
import LocalReplica
import Synchronization

/// A session over the HTTP interface of a replica that is told the time.
struct NetworkSession {
    private let replica: LocalReplica
    private let agent: Agent
    private let clock: ToldClock
    private let module: [UInt8]
    private let canister: Principal

    init(module: [UInt8], canister: Principal, start: UInt64) async throws {
        var configuration = ReplicaConfiguration()
        configuration.time = .told(from: start)
        replica = try await LocalReplica(configuration)
        clock = ToldClock(start)
        self.module = module
        self.canister = canister
        do {
            agent = try await Agent.forLocalNetwork(over: HTTPTransport(replica.url), clock: clock)
        } catch {
            await replica.stop()
            throw error
        }
    }

    func stop() async { await replica.stop() }

    /// - Returns: nil where the step has no answer.
    func play(_ action: SessionAction) async throws -> SessionAnswer? {
        if action.time > replica.time {
            try await replica.advanceTime(by: .nanoseconds(Int64(action.time - replica.time)))
        }
        clock.set(action.time)
        let agent = agent.acting(as: action.caller)
        do {
            let reply: [UInt8]
            switch action.kind {
            case .timer: return nil
            case .initialize:
                _ = try await agent.management.provisionalCreate(id: canister)
                try await agent.management.install(module, in: canister, argument: action.argument)
                return nil
            case .update, .replicatedQuery: reply = try await agent.call(canister, action.method, action.argument)
            case .query: reply = try await agent.query(canister, action.method, action.argument)
            }
            return try SessionAnswer(reply, of: action.method) { certificate in
                try agent.certificateVerifier.verify(certificate, for: canister, at: action.time)
                    .certifiedData(of: canister)
            }
        } catch AgentError.rejected(let rejection) {
            return SessionAnswer(rejection)
        } catch ManagementError.agent(.rejected(let rejection)) {
            return SessionAnswer(rejection)
        }
    }
}

/// A clock that shows what it is told.
private final class ToldClock: AgentClock {
    private let time: Mutex<UInt64>

    init(_ time: UInt64) { self.time = Mutex(time) }

    var now: UInt64 { time.withLock { $0 } }

    func set(_ time: UInt64) { self.time.withLock { $0 = time } }

    func sleep(for duration: Duration) async throws { try await Task.sleep(for: .milliseconds(10)) }
}
