import ArgumentParser

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Count the wasm instructions of the WebSocket runtime, beside the released Rust library's.",
        discussion: """
            Instructions are wasmtime's fuel of the Conformance sample, release build: exact, and the same at each run. \
            The figures of the Rust library 0.4.1 were counted with the same counter. \
            Times are this machine's, and so are no marks that could be missed.
            """)

    @Option(help: "The folder of built canisters.")
    var canisters = "build/canisters"

    func run() async throws {
        let benchmark = RuntimeBenchmark(canisters: CanisterFolder(path: canisters))
        print(BenchTable.head)
        var missed = 0
        for row in benchmark.rows {
            for figure in try row.measure() {
                print(BenchTable.line(of: figure))
                if !figure.isReached { missed += 1 }
            }
        }
        print("\nSignatures and certificates, in processor time: the median of 25 runs")
        print(BenchTable.headOfTimings)
        for timing in try SignatureBenchmark().timings() + CertificateBenchmark().timings() {
            print(BenchTable.line(of: timing))
        }
        print("\nThe local replica and who asks it and verifies its answers, on the same processors")
        print(BenchTable.headOfMeasurements)
        for measurement in try await ReplicaBenchmark(canisters: CanisterFolder(path: canisters)).measurements() {
            print(BenchTable.line(of: measurement))
        }
        print("\nFrom client to canister and back, over sockets: replica, gateway and clients on the same processors")
        print(BenchTable.headOfMeasurements)
        for measurement in try await GatewayBenchmark(canisters: CanisterFolder(path: canisters)).measurements() {
            print(BenchTable.line(of: measurement))
        }
        print(missed == 0 ? "All marks are reached." : "\(missed) marks are missed.")
        if missed > 0 { throw ExitCode.failure }
    }
}
