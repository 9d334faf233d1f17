import Foundation
import TestSupport
import Testing

@testable import icws

@Suite("icws connect", .serialized, .timeLimit(.minutes(60)))
struct ConnectCommandTests {
    /// Runs a body with a stage that is stopped behind it, and an identity.
    private func onStage(_ body: (DemoStage, DemoGuest) async throws -> Void) async throws {
        let guest = try DemoGuest()
        defer { guest.remove() }
        let stage = try await DemoStage.start(
            CanisterFolder(path: Checkout.path("build/canisters")), DemoReport { _ in })
        do { try await body(stage, guest) } catch {
            await stage.stop()
            throw error
        }
        await stage.stop()
    }

    /// Runs the command, with lines of input from a file.
    private func connect(
        _ stage: DemoStage, _ guest: DemoGuest, _ lines: [String], to canister: DemoCanister,
        through gateway: String? = nil, _ more: String...
    ) async throws -> Program.Outcome {
        let command = [
            try BuiltTool.icws.path(percentEncoded: false), "connect", "--gateway", gateway ?? stage.system.address,
            "--canister", canister.id.text, "--network", stage.system.replica.url, "--identity", guest.path,
        ] + more
        let input = lines.map { $0 + "\n" }.joined()
        // On a thread of its own: replica and gateway, in this process, need those that tests run on.
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Program.run(command, input: Array(input.utf8)) })
            }
        }
    }

    @Test("sends lines, plain or in Candid, and prints what comes as JSON")
    func json() async throws {
        try await onStage { stage, guest in
            let outcome = try await connect(
                stage, guest, ["hello", "record { text = \"two\"; timestamp = 5 }"], to: stage.pingPong, "--json",
                "--wait", "3")
            #expect(outcome.status == 0, "\(outcome.everything)")
            let events = try outcome.text.split(separator: "\n").map { line in
                try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            }
            #expect(events.first?["event"] as? String == "open")
            #expect(events.last?["event"] as? String == "closed" && events.last?["code"] as? Int == 1_000)
            let messages = events.filter { $0["event"] as? String == "message" }
            #expect(messages.count == 3 && messages.allSatisfy { $0["verified"] as? Bool == true })
            #expect(messages.compactMap { $0["sequence_number"] as? Int } == [2, 3, 4])
            let texts = messages.compactMap { $0["message"] as? String }
            for (text, part) in zip(texts, ["\"ping\"", "\"hello ping\"", "\"two ping\""]) {
                #expect(text.contains(part))
            }
            let sent = events.filter { $0["event"] as? String == "sent" }
            #expect(sent.compactMap { $0["sequence_number"] as? Int } == [1, 2])
        }
    }

    @Test("tells people the same in words, and what is not acknowledged yet")
    func text() async throws {
        try await onStage { stage, guest in
            let outcome = try await connect(
                stage, guest, ["variant { Join = \"lobby\" }"], to: stage.chat, "--wait", "3")
            #expect(outcome.status == 0, "\(outcome.everything)")
            let lines = outcome.text.split(separator: "\n")
            #expect(lines.first?.hasPrefix("connected to \(stage.chat.id.text) as ") == true)
            let message = try #require(lines.first { $0.contains("Joined") })
            #expect(message.contains("  #2  ") && message.contains("  verified  "))
            #expect(lines.last == "closed: the connection was closed here")
            #expect(outcome.errors.contains("1 message is not acknowledged by the canister yet"))
        }
    }

    @Test("ends with a status that tells why")
    func statuses() async throws {
        try await onStage { stage, guest in
            let nonsense = try await connect(stage, guest, ["nonsense"], to: stage.chat)
            #expect(nonsense.status == CommandStatus.usage.rawValue, "\(nonsense.everything)")
            let nobody = try await connect(stage, guest, ["one"], to: stage.pingPong, through: "ws://127.0.0.1:1")
            #expect(nobody.status == CommandStatus.network.rawValue, "\(nobody.everything)")
            for tampering in [Tampering.flip, .swap] {
                let cheated = try await connect(
                    stage, guest, ["one", "two", "three"], to: stage.pingPong,
                    through: stage.relay.address(for: tampering))
                #expect(cheated.status == CommandStatus.notVerified.rawValue, "\(cheated.everything)")
                #expect(cheated.text.contains("a message is refused"))
            }
        }
    }
}
