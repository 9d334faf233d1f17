import Foundation
import TestSupport
import Testing

@testable import icws

@Suite("The measurement under load", .serialized, .timeLimit(.minutes(10)))
struct LoadBenchTests {
    private struct Line: Decodable {
        var kind: String
        var clients: Int?
        var canisters: Int?
        var idleClients: Int?
        var askedPerSecond: Double?
        var messages: Int?
        var messagesPerSecond: Double?
        var medianMilliseconds: Double?
        var p99Milliseconds: Double?
        var gatewayMicroseconds: Double?
        var gatewayBytes: Int?
        var processIDs: [pid_t]?
        var processesLeft: Int?
    }

    private static let command = ["bench", "--load", "--quick", "--json"]

    private static func run(_ arguments: [String]) throws -> Program.Outcome {
        try Program.run(
            [BuiltTool.icws.path(percentEncoded: false)] + arguments
                + ["--canisters", Checkout.path("build/canisters")],
            in: Checkout.root)
    }

    @Test("serves all clients, has figures that fit together, and leaves no process")
    func quick() throws {
        let outcome = try Self.run(Self.command)
        try #require(outcome.status == 0, "\(outcome.everything)")
        let lines = try outcome.text.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
        let plan = LoadPlan.quick
        #expect(lines.first?.kind == "machine")
        #expect(lines.last?.processesLeft == 0)
        // Two replicas and gateways, and the clients.
        let started = try #require(lines.last?.processIDs)
        #expect(started.count >= 4 + plan.idleClients.count + plan.activeClients.count)
        #expect(started.filter(Self.isRunning).isEmpty)

        let idle = lines.filter { $0.kind == "idle" }
        #expect(idle.map(\.clients) == plan.idleClients)
        #expect(idle.allSatisfy { ($0.gatewayBytes ?? 0) > 1 << 20 })

        #expect(lines.filter { $0.kind == "active" }.map(\.clients) == plan.activeClients.flatMap { [$0, $0] })
        #expect(lines.filter { $0.kind == "canisters" }.map(\.canisters) == plan.canisters.flatMap { [$0, $0] })
        let together = lines.filter { $0.kind == "together" }
        #expect(together.map(\.idleClients) == [plan.idleClients.max(), plan.idleClients.max()])
        #expect(lines.filter { $0.kind == "bare" }.map(\.clients) == [1, plan.clientsOfCanisters])

        for line in lines where line.medianMilliseconds != nil {
            let (median, last) = (try #require(line.medianMilliseconds), try #require(line.p99Milliseconds))
            #expect(median > 0 && last >= median, "\(line)")
            let messages = try #require(line.messages)
            #expect(messages > 0 && (line.messagesPerSecond ?? -1) >= 0, "\(line)")
            // What is asked for is what is sent, and all of it is answered.
            if let asked = line.askedPerSecond {
                #expect(Double(messages) == (asked * plan.activeSeconds).rounded(.down), "\(line)")
            }
            if line.kind == "bare" { #expect(line.gatewayMicroseconds.map { $0 < 1_000_000 } == true) }
        }
    }

    @Test("leaves no process where it is interrupted, nor where it is killed", arguments: [SIGINT, SIGTERM, SIGKILL])
    func interrupted(signal: Int32) async throws {
        let process = Process()
        process.executableURL = try BuiltTool.icws
        process.arguments = Self.command + ["--canisters", Checkout.path("build/canisters")]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let id = process.processIdentifier
        defer { if process.isRunning { kill(id, SIGKILL) } }
        // A replica, a gateway, and clients.
        while process.isRunning, Self.children(of: id).count < 3 { try await Task.sleep(for: .milliseconds(20)) }
        var children = Set(Self.children(of: id))
        try #require(children.count >= 3)
        kill(id, signal)
        // Also those that are started while the signal is on its way.
        while process.isRunning {
            children.formUnion(Self.children(of: id))
            try await Task.sleep(for: .milliseconds(5))
        }
        process.waitUntilExit()
        #expect(process.terminationStatus != 0)
        // Those that end by themselves when nobody holds their input need a moment.
        while children.contains(where: Self.isRunning) { try await Task.sleep(for: .milliseconds(20)) }
    }

    @Test("tells which clients a machine has no descriptors for")
    func descriptors() {
        var plan = LoadPlan()
        #expect(plan.fit(descriptors: 20_000, reserved: 7_000).isEmpty)
        #expect(plan.idleClients == [100, 1_000, 10_000])
        let leftOut = plan.fit(descriptors: 16_384, reserved: 7_000)
        #expect(plan.idleClients == [100, 1_000])
        #expect(leftOut.count == 1 && leftOut.first?.contains("18,000") == true, "\(leftOut)")
    }

    @Test("belongs to bench --load alone")
    func usage() throws {
        #expect(throws: (any Error).self) { try ICWS.parseAsRoot(["bench", "--quick"]) }
        #expect(throws: (any Error).self) { try ICWS.parseAsRoot(["bench", "--json"]) }
    }

    private static func children(of id: pid_t) -> [pid_t] {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.compactMap { pid_t($0) }.filter { ProcessUsage.parent(of: $0) == id }
    }

    /// Not one that has ended and that nobody has asked for yet.
    private static func isRunning(_ id: pid_t) -> Bool {
        let text = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") ?? Data()
        return String(decoding: text, as: UTF8.self).contains("bench-")
    }
}
