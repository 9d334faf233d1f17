import Candid
import Foundation
import WebSocketGateway

/// Measures a gateway under load. Replica, gateway and clients are processes of their own, so that what each uses can
/// be told apart; all are ended, whatever happens.
struct LoadBenchmark {
    let plan: LoadPlan
    let canisters: CanisterFolder
    let processes: BenchProcesses
    /// Another build of this tool as the gateway, to compare.
    var gatewayTool: String?
    /// Is told what is measured now.
    var progress: @Sendable (String) -> Void = { _ in }

    let machine = BenchMachine()

    func run() async throws -> LoadReport {
        // What is written to a process that has ended is an error there, and no signal.
        signal(SIGPIPE, SIG_IGN)
        var plan = plan
        var report = LoadReport(machine: machine)
        report.leftOut = plan.fit(
            descriptors: DescriptorLimit.raise(to: .max), reserved: DescriptorLimit.reserve + LoadPlan.otherDescriptors)
        defer { processes.endAll() }
        try await onStage(clients: (plan.idleClients.max() ?? 0) + (plan.activeClients.max() ?? 0)) { stage in
            try await IdleMeasurement(benchmark: self, plan: plan, stage: stage).run(&report)
        }
        try await onStage(clients: max(plan.activeClients.max() ?? 0, plan.clientsOfCanisters)) { stage in
            try await ActiveMeasurement(benchmark: self, plan: plan, stage: stage).run(&report)
        }
        report.compare()
        processes.endAll()
        report.processIDs = processes.started
        report.processesLeft = processes.left.count
        return report
    }

    private func onStage(clients: Int, _ body: (LoadStage) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "icws-load-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let stage = try await LoadStage.start(processes, clients: clients, in: folder, gatewayTool: gatewayTool)
        defer { stage.stop() }
        try await body(stage)
    }

    func module(_ name: String) throws -> DeployableModule {
        try DeployableModule(name, in: URL(filePath: canisters.path))
    }
}
