import ArgumentParser

/// `icws bench --load`: runs the measurement, prints what it found, and ends its processes also where it is
/// interrupted.
struct LoadRun {
    let canisters: String
    let isQuick: Bool
    let json: Bool
    let gatewayTool: String?

    func run() async throws {
        let processes = BenchProcesses()
        let interruption = Task {
            await TerminationSignals().first()
            // Whoever waits for one of them fails then.
            processes.endAll()
        }
        defer { interruption.cancel() }
        let benchmark = LoadBenchmark(
            plan: isQuick ? .quick : LoadPlan(), canisters: CanisterFolder(path: canisters), processes: processes,
            gatewayTool: gatewayTool, progress: { Terminal.note($0) })
        let report = try await benchmark.run()
        print(json ? report.json.joined(separator: "\n") : report.text)
        guard report.processesLeft == 0 else {
            Terminal.error("\(report.processesLeft) of \(report.processes) processes are left")
            throw ExitCode.failure
        }
    }
}
