import Candid
import Foundation
import ICAgent
import WebSocketProtocol

/// Clients that send messages: more and more of them, and spread over more and more canisters; beside them calls
/// without a gateway.
struct ActiveMeasurement {
    let benchmark: LoadBenchmark
    let plan: LoadPlan
    let stage: LoadStage

    func run(_ report: inout LoadReport) async throws {
        let exchange = try Exchange(benchmark, plan, stage)
        for callers in [1, plan.clientsOfCanisters] {
            benchmark.progress("bare calls, \(callers) callers")
            report.active.append(try await BareCalls(stage: stage, exchange: exchange).row(callers))
        }
        for count in plan.activeClients {
            try await measure(exchange, "active", clients: count, canisters: 1, &report)
        }
        for count in plan.canisters {
            try await measure(exchange, "canisters", clients: plan.clientsOfCanisters, canisters: count, &report)
        }
    }

    /// New canisters and new clients, first at a rate, then as fast as answers come.
    private func measure(
        _ exchange: Exchange, _ kind: String, clients: Int, canisters count: Int, _ report: inout LoadReport
    ) async throws {
        benchmark.progress("\(grouped(clients)) active clients, canisters: \(count)")
        var canisters: [Principal] = []
        for _ in 0..<count { canisters.append(try await stage.deploy(exchange.module)) }
        let crowd = try await stage.crowd(of: clients)
        _ = try await crowd.open(canisters, isGreeted: true, atOnce: plan.openingAtOnce)
        for rate in [plan.modestRate, nil] {
            report.active.append(try await exchange.row(kind, crowd, canisters: count, rate))
        }
        try await crowd.close()
        guard try await stage.isClosed(downTo: 0) else {
            throw StageFailure("the gateway has not closed the connections of clients that left, after two minutes")
        }
    }
}

/// An exchange of messages with canisters that answer each one.
struct Exchange {
    let module: DeployableModule
    let content: [UInt8]
    let seconds: Double
    let cores: Int
    private let stage: LoadStage

    init(_ benchmark: LoadBenchmark, _ plan: LoadPlan, _ stage: LoadStage) throws {
        module = try benchmark.module("PingPong")
        content = try module.interface.content(ofLine: "hello", at: SystemAgentClock().now)
        seconds = plan.activeSeconds
        cores = benchmark.machine.cores
        self.stage = stage
    }

    /// - Parameters:
    ///   - rate: messages a second of all clients together.
    ///   - otherClients: the processes of those who are idle beside it.
    func row(
        _ kind: String, _ crowd: ClientProcesses, canisters: Int, _ rate: Double?, idle: Int = 0,
        otherClients: [Int32] = []
    ) async throws -> ActiveRow {
        let (answer, usage) = try await LoadUsage.measure(stage, clients: crowd.ids + otherClients) {
            try await crowd.exchange(content, perSecond: rate, seconds: seconds)
        }
        return ActiveRow(
            kind, clients: crowd.count, canisters: canisters, idleClients: idle, askedPerSecond: rate, seconds: seconds,
            answer, usage, cores: cores)
    }
}
