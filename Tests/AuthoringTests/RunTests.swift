import Foundation
import TestSupport
import Testing

@testable import icws

/// What `icws run` does with modules of this package's own canisters.
@Suite("Running a module")
struct RunTests {
    private let samples = Checkout.path("build/canisters")
    private let here = FileManager.default.temporaryDirectory

    private func run(_ canister: String, _ arguments: [String], input: String = "") throws -> Command {
        try Command(
            Command.tool.path, ["run", canister, "--canisters", samples] + arguments, in: here, input: input)
    }

    /// The lines without those that tell instructions.
    private func lines(_ command: Command) -> [String] {
        command.output.split(separator: "\n").map { String($0) }.filter { !$0.hasSuffix(" instructions") }
    }

    @Test("shows without steps how the canister greets a client, and certificates that nobody signed")
    func greeting() throws {
        let run = try run("PingPong", [])
        #expect(run.status == 0, "\(run.text)")
        let lines = lines(run)
        #expect(lines.first?.hasSuffix(" Clients verify each message; signature: not checked.") == true)
        #expect(lines.dropFirst().first == "> open")
        #expect(lines.dropFirst(3) == [
            "  client 1 gets #1: the open message",
            "  client 1 gets #2: record { text = \"ping\"; timestamp = 1700000000000000000 : nat64 }",
        ])
    }

    @Test("lets several clients speak, and reads values and prints them as Candid's text")
    func conversation() throws {
        let run = try run(
            "PingPong",
            [
                "open", "as 2", "open", "send record { timestamp = 7; text = \"\\u{fc}ber\" }", "as 1", "close",
                "as 2", "send-bytes 00", "receive",
            ])
        #expect(run.status == 0, "\(run.text)")
        let lines = lines(run)
        #expect(lines.contains("  client 2 gets #3: record { text = \"über ping\"; timestamp = 1700000000000000000 : nat64 }"))
        let log = lines.filter { $0.hasPrefix("  log: ") }
        #expect(log.count == 2 && log[0].hasSuffix(" has gone"))
        #expect(log.last?.contains("is not of the type in the interface") == true)
        #expect(lines.last == "  nothing new")
    }

    @Test("lets time pass, with clients that answer or do not")
    func time() throws {
        let run = try run("PingPong", ["open", "advance 11m", "advance 6m unanswered"])
        #expect(run.status == 0, "\(run.text)")
        let lines = lines(run)
        #expect(lines.count { $0 == "  client 1 answers: keep-alive" } == 2)
        #expect(lines.contains { $0.hasSuffix(": close: keepAliveTimeout, code 4000") })
        #expect(lines.last?.hasSuffix(" has gone") == true)
    }

    @Test("calls methods, installs with arguments and upgrades")
    func calls() throws {
        let run = try run(
            "Conformance",
            [
                "--init", "(50, 300_000)", "open", "call wipe (1, 120_000)", "upgrade", "open",
                "call close (principal \"aaaaa-aa\")",
            ])
        #expect(run.status == 0, "\(run.text)")
        let lines = lines(run)
        #expect(lines.contains("  reply: ()"))
        #expect(lines.last?.hasPrefix("  reply: (variant { Err = \"") == true)
        #expect(lines.count { $0 == "  client 1 gets #1: the open message" } == 2)
    }

    @Test("takes steps from a file or from standard input")
    func script() throws {
        let run = try run("PingPong", ["--steps", "-"], input: "# a comment\n\n  open\nclose\n")
        #expect(run.status == 0, "\(run.text)")
        #expect(lines(run).filter { $0.hasPrefix("> ") } == ["> open", "> close"])
        let faulty = try self.run("PingPong", ["--steps", "-"], input: "open\nopne\n")
        #expect(faulty.status == 1 && faulty.output == "")
        #expect(faulty.messages.hasPrefix("icws: error: standard input:2: there is no step 'opne': expected one of: open, "))
    }

    @Test("prints lines of JSON")
    func json() throws {
        let run = try run("PingPong", ["--json", "open", "query nothing ()"])
        #expect(run.status == 1)
        let events = try run.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(
            events.map { $0["event"] as? String } == [
                "installed", "instructions", "step", "client", "received", "received", "instructions", "step", "failed",
            ])
        #expect(events[4]["service"] as? String == "the open message")
        #expect(events[5]["value"] as? String == "record { text = \"ping\"; timestamp = 1700000000000000000 : nat64 }")
        #expect(events[5]["sequence"] as? Int == 2)
        #expect((events.last?["text"] as? String)?.hasPrefix("the canister has no method 'nothing'; it has: ws_open, ") == true)
    }

    @Test("ends with the trap of a step and its backtrace")
    func trap() throws {
        let module = Checkout.path("build/debug-canisters/Faults.wasm")
        let run = try Command.icws(
            "run", module, "open", "call set_fault (2, principal \"2vxsx-fae\")", "send null", "close", in: here)
        #expect(run.status == 1, "\(run.text)")
        let lines = lines(run)
        let failure = try #require(lines.firstIndex { $0.hasPrefix("  failed: ") })
        #expect(lines[failure].hasSuffix("Canister called `ic0.trap` with message: 'as the test asked for'"))
        #expect(lines[failure...].contains { $0.hasPrefix("    at ") && $0.contains("Tests/Canisters/Faults/Faults.swift:") })
        #expect(!lines.contains("> close"))
    }

    @Test(
        "says what is wrong with a step, and what was expected",
        arguments: [
            ("send", "step 1, 'send': expected a value in Candid's text, as in 'send record { text = \"hi\" }'"),
            ("open now", "step 1, 'open now': found 'now' too much: expected 'open'"),
            ("advance 5", "step 1, 'advance 5': found '5': expected 'advance 60s: a number of ms, s, m, h or d"),
            ("advance 400d", "found '400d': expected"),
            ("as 0", "step 1, 'as 0': found '0': expected 'as 2: a client's number, 1 to 1000'"),
            ("send-bytes 0", "found '0': expected 'send-bytes 00ff"),
            ("", "there is no step ''"),
        ])
    func malformedSteps(step: String, message: String) throws {
        let run = try run("PingPong", [step])
        #expect(run.status == 1 && run.output == "")
        #expect(run.messages.contains(message), "\(run.messages)")
    }

    @Test(
        "says what is wrong with a value, and what was expected",
        arguments: [
            ("send record { text = 5 }", "field text: expected text, found 5"),
            ("send record { text = \"a\" }", "expected a message, record { text : text; timestamp : nat64 }"),
            ("send record { text = ", "message:1:"),
            ("query ws_get_messages (record { nonce = -1 })", "expected nat64, found -1"),
            ("query ws_get_messages", "expected arguments of 'ws_get_messages': (CanisterWsGetMessagesArguments)"),
        ])
    func malformedValues(step: String, message: String) throws {
        let run = try run("PingPong", ["open", step])
        #expect(run.status == 1)
        #expect(run.output.contains("  failed: ") && run.output.contains(message), "\(run.output)")
    }

    @Test("says what is wrong with a module or its arguments")
    func modules() throws {
        let missing = try run("Nothing", [])
        #expect(missing.messages.contains("Nothing.wasm': build it with  icws build Nothing"), "\(missing.text)")
        let arguments = try run("Conformance", [])
        #expect(
            arguments.messages.contains(
                "expected arguments of installation: (maximum_returned_messages : nat64, acknowledgement_interval : nat64)"),
            "\(arguments.text)")
        let file = here.appending(path: "\(UUID()).wasm")
        try Data("no module".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let malformed = try Command.icws("run", file.path, in: here)
        #expect(malformed.messages.hasPrefix("icws: error: the file is no WebAssembly module: "), "\(malformed.text)")
        #expect([missing.status, arguments.status, malformed.status] == [1, 1, 1])
        let unopened = try run("PingPong", ["send record { text = \"\"; timestamp = 0 }"])
        #expect(unopened.output.contains("  failed: client 1 never had a connection: expected a step 'open' before"))
    }
}
