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
        let benchmark = LoadBenchmark(
            plan: isQuick ? .quick : LoadPlan(), canisters: CanisterFolder(path: canisters), processes: processes,
            gatewayTool: gatewayTool, progress: { Terminal.note($0) })
        let measuring = Task { try await benchmark.run() }
        let interruption = Task {
            await TerminationSignals().first()
            // Whoever waits for a process fails when it ends; whoever waits for something else is cancelled.
            measuring.cancel()
            processes.endAll()
        }
        defer { interruption.cancel() }
        let report: LoadReport
        do { report = try await measuring.value } catch where measuring.isCancelled {
            Terminal.error("the measurement was interrupted")
            throw ExitCode.failure
        }
        print(json ? report.json.joined(separator: "\n") : report.text)
        guard report.processesLeft == 0 else {
            Terminal.error("\(report.processesLeft) of \(report.processIDs.count) processes are left")
            throw ExitCode.failure
        }
    }
}
