import Synchronization
import TestSupport
import Testing

@testable import icws

@Suite("The demonstration", .serialized, .timeLimit(.minutes(60)))
struct DemonstrationTests {
    @Test("runs to its end, and an independent verifier accepts what clients got")
    func runs() async throws {
        let output = Output()
        let report = output.report
        let stage = try await DemoStage.start(CanisterFolder(path: Checkout.path("build/canisters")), report)
        do { try await Demonstration(stage: stage, report: report).run() } catch {
            await stage.stop()
            throw error
        }
        await stage.stop()
        let lines = output.lines
        #expect(lines.last == "All is as it should be.")
        #expect(lines.allSatisfy { $0.count <= 120 && !$0.hasSuffix(" ") }, "\(lines.filter { $0.count > 120 })")
        #expect(lines.filter { $0.hasSuffix("caught") }.count == Tampering.allCases.count + 1)

        let pages = stage.recorder.lines
        #expect(pages.count > 20)
        let file = try PythonProgram.write(pages, to: "sockets.jsonl", in: "pages")
        let outcome = try PythonProgram.run("Verifier/verify_pages.py", [file, "--tamper", "4"])
        #expect(outcome.status == 0, "\(outcome.everything)")
        #expect(outcome.everything.contains("\(pages.count) passed, 0 failed"))
    }

    @Test("fails where a canister does not do what it should")
    func fails() async throws {
        let output = Output()
        let report = output.report
        let stage = try await DemoStage.start(CanisterFolder(path: Checkout.path("build/canisters")), report)
        let demonstration = try Demonstration(stage: stage, report: report)
        await #expect(throws: StageFailure.self) {
            let client = try await demonstration.connect("alice", as: demonstration.alice, to: stage.pingPong)
            try await demonstration.expect("pong", client)
        }
        await stage.stop()
    }

    /// What was printed.
    private final class Output: Sendable {
        private let printed = Mutex<[String]>([])

        var lines: [String] { printed.withLock { $0 } }
        var report: DemoReport { DemoReport { line in self.printed.withLock { $0.append(line) } } }
    }
}
