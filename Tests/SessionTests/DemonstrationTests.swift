import TestSupport
import Testing

@testable import icws

@Suite("The demonstration")
struct DemonstrationTests {
    @Test("runs to its end, and the independent verifier accepts its pages")
    func runs() throws {
        let output = Output()
        let demonstration = try Demonstration(module: BuiltModule.sample("PingPong"), report: output.report(.plain))
        try demonstration.run()
        #expect(output.lines.last == "All is as it should be.")
        #expect(demonstration.pages.count == 10)
        #expect(demonstration.receivedMessages == demonstration.pages.reduce(0) { $0 + $1.page.messages.count })
        #expect(demonstration.report.instructions > 1_000_000)
        try PageVerifier.judge(demonstration.pages, name: "demonstration")
    }

    @Test("says of each certificate that its signature is not checked")
    func tellsOfSignatures() throws {
        let output = Output()
        let demonstration = try Demonstration(module: BuiltModule.sample("PingPong"), report: output.report(.plain))
        try demonstration.run()
        let certified = output.lines.filter { $0.contains("tree certified") }
        #expect(certified.count == demonstration.pages.count)
        #expect(certified.allSatisfy { $0.hasSuffix("; signature: not checked") })
        #expect(output.lines.contains { $0.contains("pages ") && $0.hasSuffix("signature: not checked") })
    }

    @Test("prints lines that fit and stand in columns, and colours only where they are wanted")
    func prints() throws {
        let (plain, coloured) = (Output(), Output())
        let module = try BuiltModule.sample("PingPong")
        try Demonstration(module: module, report: plain.report(.plain)).run()
        try Demonstration(module: module, report: coloured.report(.coloured)).run()
        #expect(plain.lines.allSatisfy { $0.count <= 120 && !$0.contains("\u{1b}") && !$0.hasSuffix(" ") })
        #expect(coloured.lines.contains { $0.contains("\u{1b}[1m") })
        #expect(coloured.lines.map { $0.replacing(/\u{1b}\[\d+m/, with: "") } == plain.lines)
    }

    @Test(
        "ends with an error on a canister that does not keep to the protocol",
        arguments: [
            Fault("says something else", "ping", "pong", "expected the open message and a ping"),
            Fault("has its messages under another label", "websocket", "webSocket", "the tree has no value at key"),
            Fault("hashes its tree otherwise", "ic-hashtree-leaf", "ic-hashtree-Leaf", "is not the certified data"),
            Fault("leaves a field of messages out", "timestamp", "timeStamp", "it has no entry 'timestamp'"),
            Fault("refuses for another reason", "Expected incoming", "Expected outgoing", "expected the refusal"),
        ])
    fileprivate func fails(fault: Fault) throws {
        let output = Output()
        let module = try fault.applied(to: BuiltModule.sample("PingPong"))
        let error = #expect(throws: (any Error).self) {
            try Demonstration(module: module, report: output.report(.plain)).run()
        }
        #expect(error.map { "\($0)".contains(fault.message) } == true, "\(String(describing: error))")
        #expect(!output.lines.contains("All is as it should be."))
    }

    /// What was printed.
    private final class Output {
        private(set) var lines: [String] = []

        func report(_ style: TextStyle) -> DemoReport {
            DemoReport(style: style) { [self] in lines.append($0) }
        }
    }
}

/// Another text in a canister's module, and what the demonstration says of that.
private struct Fault: CustomTestStringConvertible, Sendable {
    let testDescription: String
    private let text: String
    private let replacement: String
    let message: String

    init(_ description: String, _ text: String, _ replacement: String, _ message: String) {
        testDescription = description
        self.text = text
        self.replacement = replacement
        self.message = message
    }

    func applied(to module: [UInt8]) throws -> [UInt8] {
        let changed = module.replacing(Array(text.utf8), with: Array(replacement.utf8))
        try #require(changed.count == module.count && changed != module, "the module has no text '\(text)'")
        return changed
    }
}
