import Candid
import Foundation
import ICAgent

/// Idle clients in growing numbers, and in the end active ones beside them.
struct IdleMeasurement {
    let benchmark: LoadBenchmark
    let plan: LoadPlan
    let stage: LoadStage

    /// So long that no acknowledgement of all clients falls into the measurement, in milliseconds.
    private static let acknowledgementInterval = 3_600_000

    func run(_ report: inout LoadReport) async throws {
        let canister = try await stage.deploy(
            try benchmark.module("Conformance"), arguments: "(50 : nat64, \(Self.acknowledgementInterval) : nat64)")
        // What the gateway needs for its first client is not counted as the clients'.
        let first = try await stage.crowd(of: 1)
        _ = try await first.open([canister], isGreeted: false, atOnce: 1)
        let empty = ProcessUsage(of: stage.gateway.id).residentBytes
        var crowds = [first]
        for count in plan.idleClients {
            let before = crowds.reduce(0) { $0 + $1.count }
            benchmark.progress("\(grouped(count)) idle clients")
            let crowd = try await stage.crowd(of: count - before)
            crowds.append(crowd)
            report.idle.append(try await row(crowd, count, at: canister, crowds.flatMap(\.ids), empty))
        }
        try await together(crowds, &report)
    }

    private func row(
        _ crowd: ClientProcesses, _ count: Int, at canister: Principal, _ clients: [Int32], _ empty: Int
    ) async throws -> IdleRow {
        let (_, opening) = try await LoadUsage.measure(stage, clients: clients) {
            try await crowd.open([canister], isGreeted: false, atOnce: plan.openingAtOnce)
        }
        // What opening has left to do is not the business of the idle.
        try await Task.sleep(for: .seconds(min(plan.idleSeconds, 2)))
        let (_, idle) = try await LoadUsage.measure(stage, clients: clients) {
            try await Task.sleep(for: .seconds(plan.idleSeconds))
        }
        let bytes = ProcessUsage(of: stage.gateway.id).residentBytes
        return IdleRow(
            clients: count, opensPerSecond: Double(crowd.count) / opening.seconds,
            limitOfOpens: opening.limit(cores: benchmark.machine.cores),
            gatewayMillisecondsPerOpen: opening.gateway / Double(crowd.count) * 1_000, gatewayBytes: bytes,
            gatewayBytesPerClient: max(bytes - empty, 0) / max(count - 1, 1),
            replicaBytes: ProcessUsage(of: stage.replica.id).residentBytes,
            gatewaySecondsPerMinute: idle.gateway * 60 / idle.seconds,
            replicaSecondsPerMinute: idle.replica * 60 / idle.seconds,
            gatewayToReplica: idle.replica > 0 ? idle.gateway / idle.replica : 0)
    }

    /// The most active clients beside all idle ones.
    private func together(_ idle: [ClientProcesses], _ report: inout LoadReport) async throws {
        let idleCount = idle.reduce(0) { $0 + $1.count }
        let count = plan.activeClients.max() ?? 0
        benchmark.progress("\(grouped(count)) active clients beside \(grouped(idleCount)) idle ones")
        let exchange = try Exchange(benchmark, plan, stage)
        let crowd = try await stage.crowd(of: count)
        _ = try await crowd.open([try await stage.deploy(exchange.module)], isGreeted: true, atOnce: plan.openingAtOnce)
        for rate in [plan.modestRate, nil] {
            report.active.append(
                try await exchange.row(
                    "together", crowd, canisters: 1, rate, idle: idleCount, otherClients: idle.flatMap(\.ids)))
        }
        for crowd in idle + [crowd] { crowd.end() }
    }
}
