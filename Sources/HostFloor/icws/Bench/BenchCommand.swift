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

    @Flag(help: "Measure a gateway under load, in processes of their own, in about ten minutes.")
    var load = false

    @Flag(help: "With --load: little of everything, to see that it works.")
    var quick = false

    @Flag(help: "With --load: print lines of JSON.")
    var json = false

    @Option(help: ArgumentHelp("With --load: another build of this tool as the gateway.", visibility: .hidden))
    var gatewayTool: String?

    func validate() throws {
        guard load || !(quick || json || gatewayTool != nil) else {
            throw ValidationError("--quick and --json belong to --load.")
        }
    }

    func run() async throws {
        if load {
            let run = LoadRun(canisters: canisters, isQuick: quick, json: json, gatewayTool: gatewayTool)
            return try await run.run()
        }
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
