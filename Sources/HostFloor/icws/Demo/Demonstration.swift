import Candid
import ICAgent
import Synchronization
import WebSocketClient

/// Clients that talk with canisters through a gateway, step by step; ends at the first thing that is not as it should
/// be.
final class Demonstration: Sendable {
    let stage: DemoStage
    let report: DemoReport
    let alice: Ed25519Identity
    let bob: Ed25519Identity
    let carol: Ed25519Identity
    let counts = Mutex(Counts())

    struct Counts {
        var sent = 0
        var received = 0
        var caught = 0
    }

    /// What a gateway sends first on a connection to PingPong: its handshake, the open message and a ping.
    static let framesOfAnOpening = 3

    /// What is said of a message that came: nothing more is known, and nothing less.
    static let proven = "signature, tree, SHA-256, number"

    init(stage: DemoStage, report: DemoReport) throws {
        self.stage = stage
        self.report = report
        (alice, bob, carol) = (try Ed25519Identity(), try Ed25519Identity(), try Ed25519Identity())
        for (identity, name) in [(alice, "alice"), (bob, "bob"), (carol, "carol")] {
            report.name(identity.principal.text, as: name)
        }
    }

    func run() async throws {
        try await talk()
        try await chat()
        try await sendBurst()
        try await catchTampering()
        try await visit()
        try await end()
        summarize()
    }

    /// Connects a client, and tells of it.
    func connect(
        _ name: String, as identity: Ed25519Identity, to canister: DemoCanister, through gateway: String? = nil
    ) async throws -> DemoClient {
        let client = try await DemoClient.connect(
            name, as: identity, to: canister, through: gateway ?? stage.system.address, on: stage,
            recording: gateway == nil)
        report.step(
            name, "connects to \(canister.name)\(gateway == nil ? "" : " through mallory's relay")",
            time: client.opening, verified: Self.proven)
        return client
    }

    func send(_ client: DemoClient, _ text: String, _ what: String) throws {
        try client.send(text)
        counts.withLock { $0.sent += 1 }
        report.step(client.name, what)
    }

    /// The next message of a client, which has to be proven.
    func receive(_ client: DemoClient) async throws -> IncomingMessage {
        let message = try await client.next()
        try require(message.isVerified, "\(client.name) took a message that is not verified")
        counts.withLock { $0.received += 1 }
        return message
    }

    /// Tells of a message that came.
    func show(_ client: DemoClient, _ message: IncomingMessage, _ what: String) {
        report.step(
            client.name, "gets \(what)", size: message.content.count, time: message.latency,
            verified: "\(Self.proven) \(message.sequenceNumber)")
    }

    /// All connections are gone, at the gateway too.
    private func end() async throws {
        report.heading("Leave")
        let deadline = ContinuousClock.now + .seconds(20)
        while stage.system.gateway.counts != .init(), ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(20))
        }
        let counts = stage.system.gateway.counts
        try require(
            counts == .init(),
            "the gateway still has \(counts.sessions) sessions, \(counts.pollers) pollers and "
                + "\(counts.canisterConnections) connections at canisters")
        report.step("gateway", "has no session, no poller, and no connection at a canister left")
    }

    private func summarize() {
        let counts = counts.withLock { $0 }
        report.heading("Summary")
        report.fact(
            "messages", "\(grouped(counts.sent)) sent, \(grouped(counts.received)) received, all of them verified")
        report.fact("tampering", "caught \(counts.caught) times out of \(Tampering.allCases.count + 1)")
        report.end("All is as it should be.")
    }
}
