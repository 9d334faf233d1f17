import Candid
import MessageVerification
import WebSocketProtocol

/// A canister, a gateway and clients, and all that they do with each other, step by step; ends at the first thing that
/// is not as it should be.
final class Demonstration {
    let report: DemoReport
    let canister: LocalCanister
    let gateway: StageGateway
    let alice: StageClient
    let bob: StageClient

    /// The pages with messages so far, each of them verified.
    private(set) var pages: [CertifiedPage] = []
    private(set) var receivedMessages = 0
    var sentMessages = 0
    var refusals = 0
    private let moduleSize: Int

    init(module: [UInt8], report: DemoReport) throws {
        self.report = report
        moduleSize = module.count
        canister = try LocalCanister(module: module, argument: CandidEncoder.encode())
        gateway = StageGateway(principal: .stageUser(.max), canister: canister)
        alice = StageClient(name: "alice", principal: .stageUser(1), canister: canister)
        bob = StageClient(name: "bob", principal: .stageUser(2), canister: canister)
        report.name(gateway.principal.text, as: "gateway")
        for client in [alice, bob] { report.name(client.key.principal.text, as: client.name) }
    }

    func run() throws {
        introduce()
        try connect()
        try talk()
        try keepConnectionAlive()
        try sendBurst()
        try refuseForgeries()
        try refuseDisorder()
        try disconnect()
        summarize()
    }

    /// Keeps a page that was verified and whose messages were received.
    func record(_ page: CertifiedPage) {
        pages.append(page)
        receivedMessages += page.page.messages.count
    }

    private func introduce() {
        report.title("A WebSocket canister at work: the sample PingPong on the wasm engine, time simulated")
        report.fact("canister", canister.id.text)
        report.fact("gateway", gateway.principal.text)
        report.fact("alice, a client", alice.key.principal.text)
        report.fact("bob, a client", bob.key.principal.text)
        report.columns(
            "Bytes are those of a call's argument, a page of messages or a relayed frame; instructions "
                + "the canister's own.")
        report.heading("Install")
        report.step(
            "subnet", "installs the module", size: moduleSize,
            instructions: canister.installation.reduce(0) { $0 + $1.instructions })
    }

    private func summarize() {
        report.heading("Summary")
        report.fact("pages", "\(grouped(pages.count)) verified; \(canister.signer.label)")
        report.fact("messages", "\(grouped(receivedMessages)) received and verified, \(grouped(sentMessages)) sent")
        report.fact("refusals", "\(grouped(refusals)), each for the right reason")
        report.fact("instructions", grouped(report.instructions))
        report.fact("module", "\(grouped(moduleSize)) bytes")
        report.end("All is as it should be.")
    }
}
