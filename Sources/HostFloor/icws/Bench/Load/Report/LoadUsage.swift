/// What the processes of a measurement used in a stretch of time.
struct LoadUsage {
    private(set) var seconds = 0.0
    /// Seconds of processor time.
    private(set) var gateway = 0.0, replica = 0.0, clients = 0.0
    /// Of the whole machine, whoever used it.
    private(set) var machine = 0.0
    private(set) var relaySeconds = 0.0, relays = 0.0, polls = 0.0

    /// Measures what happens meanwhile.
    ///
    /// - Parameter clients: their processes.
    static func measure<Result>(
        _ stage: LoadStage, clients: [Int32], _ body: () async throws -> Result
    ) async throws -> (result: Result, usage: LoadUsage) {
        let before = try Reading(stage, clients)
        let result = try await body()
        let after = try Reading(stage, clients)
        var usage = LoadUsage()
        usage.seconds = (after.time - before.time) / .seconds(1)
        usage.gateway = after.gateway - before.gateway
        usage.replica = after.replica - before.replica
        usage.clients = after.clients - before.clients
        usage.machine = after.machine - before.machine
        usage.relaySeconds = after.figures.relaySeconds - before.figures.relaySeconds
        usage.relays = after.figures.relays - before.figures.relays
        usage.polls = after.figures.polls - before.figures.polls
        return (result, usage)
    }

    private struct Reading {
        let time = ContinuousClock.now
        let gateway, replica, clients, machine: Double
        let figures: GatewayFigures

        init(_ stage: LoadStage, _ clients: [Int32]) throws {
            gateway = ProcessUsage(of: stage.gateway.id).seconds
            replica = ProcessUsage(of: stage.replica.id).seconds
            self.clients = clients.reduce(0) { $0 + ProcessUsage(of: $1).seconds }
            machine = BenchMachine.busySeconds
            figures = try stage.gatewayFigures()
        }
    }

    /// What kept it from being more: the processors, or waits.
    func bottleneck(cores: Int) -> String {
        machine >= 0.9 * Double(cores) * seconds ? "processors" : "waits"
    }

    /// The same with the processes' shares of one core.
    func limit(cores: Int) -> String {
        let shares = [("replica", replica), ("gateway", gateway), ("clients", clients)].map { name, time in
            "\(name) \(percent(time / seconds)) %"
        }
        let others = machine - replica - gateway - clients
        let rest = others > 0.1 * seconds ? ", others \(percent(others / seconds)) %" : ""
        return "\(bottleneck(cores: cores)): \(shares.joined(separator: ", "))\(rest)"
    }

    private func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}
