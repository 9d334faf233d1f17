import Candid
import MessageVerification
import WebSocketProtocol

/// A canister, a gateway and clients, and all that they do with each other, step by step; ends at the first thing that
/// is not as it should be.
final class Demonstration {
    let report: DemoReport
    let canister: LocalCanister
    let gateway: DemoGateway
    let alice: DemoClient
    let bob: DemoClient

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
        gateway = DemoGateway(principal: .stageUser(.max), canister: canister)
        alice = DemoClient(name: "alice", principal: .stageUser(1), canister: canister)
        bob = DemoClient(name: "bob", principal: .stageUser(2), canister: canister)
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

    private func introduce() {
        report.title("A WebSocket canister at work: PingPong, its own module, on the wasm engine")
        report.fact("canister", canister.id.text)
        report.fact("gateway", gateway.principal.text)
        report.fact("alice, a client", alice.key.principal.text)
        report.fact("bob, a client", bob.key.principal.text)
        report.columns()
        report.heading("Install")
        report.step(
            "subnet", "installs the module", size: moduleSize,
            instructions: canister.installation.reduce(0) { $0 + $1.instructions })
    }

    private func summarize() {
        report.heading("Summary")
        report.fact("messages", "\(grouped(sentMessages)) sent by clients, \(grouped(receivedMessages)) received and verified")
        report.fact("pages", "\(grouped(pages.count)) verified: tree, certified data, age; \(canister.signer.label)")
        report.fact("refused", "\(grouped(refusals)) of \(grouped(refusals)) that had to be")
        report.fact("instructions", "\(grouped(report.instructions)) in all")
        report.fact("module", "\(grouped(moduleSize)) bytes")
        report.end("All is as it should be.")
    }
}

// MARK: - What all steps do

extension Demonstration {
    /// A client sends something that must be accepted.
    func send(_ client: DemoClient, _ what: String, _ call: DemoClient.Call) throws {
        let outcome = try call.outcome.accepted()
        sentMessages += 1
        report.step(client.name, what, size: call.size, instructions: outcome.instructions)
    }

    /// Something happens that the canister must refuse.
    func sendRefused(_ actor: String, _ what: String, _ call: DemoClient.Call, because reason: String) throws {
        let refusal = try call.outcome.refusal()
        try require(
            refusal?.contains(reason) == true,
            "\(actor) \(what): expected a refusal '\(reason)', got \(refusal.map { "'\($0)'" } ?? "Ok")")
        refusals += 1
        report.step(
            actor, what, size: call.size, instructions: call.outcome.instructions, verified: "refused: \(refusal ?? "")")
    }

    /// The gateway polls once and relays what it gets to the clients.
    ///
    /// - Returns: whether the queue is at its end, and what came, with who got it.
    func relay(isSummarized: Bool = false) throws -> (isEndOfQueue: Bool, messages: [Delivery]) {
        let poll = try gateway.poll()
        let count = poll.page.page.messages.count
        let end = poll.isEndOfQueue ? "end of queue" : "more are waiting"
        report.step(
            "gateway", count == 0 ? "polls: nothing new" : "polls: \(count) message\(count == 1 ? "" : "s"), \(end)",
            size: poll.size, instructions: poll.instructions,
            verified: poll.proof == nil ? "" : "tree = certified data; \(canister.signer.label)")
        guard poll.proof != nil else { return (poll.isEndOfQueue, []) }
        let deliveries = try deliver(poll.page)
        pages.append(poll.page)
        if isSummarized { summarize(deliveries) } else { deliveries.forEach(show) }
        return (poll.isEndOfQueue, deliveries)
    }

    /// A message that a client took.
    struct Delivery {
        let client: DemoClient
        let message: ReceivedMessage
        /// Bytes of the frame.
        let size: Int

        /// What the application said; nil for service messages.
        var text: String? {
            guard case .application(let content) = message.body else { return nil }
            return try? DemoMessage(decoding: content).text.string
        }

        var service: ServiceMessage? {
            guard case .service(let service) = message.body else { return nil }
            return service
        }
    }

    private func deliver(_ page: CertifiedPage) throws -> [Delivery] {
        try zip(page.page.messages, page.relayedMessages).map { message, relayed in
            guard let client = [alice, bob].first(where: { $0.key == message.clientKey }) else {
                throw DemoFailure("a message for nobody: \(message.clientKey.principal.text)")
            }
            let frame = relayed.encoded
            let received = try client.receive(frame: frame, at: canister.time)
            receivedMessages += 1
            return Delivery(client: client, message: received, size: frame.count)
        }
    }

    private func show(_ delivery: Delivery) {
        report.step(
            delivery.client.name, "gets \(delivery.summary)", size: delivery.size,
            verified: "SHA-256, sequence number \(delivery.message.sequenceNumber)")
    }

    private func summarize(_ deliveries: [Delivery]) {
        guard let first = deliveries.first, let last = deliveries.last else { return }
        report.step(
            first.client.name, "gets \(first.summary) to \(last.summary)", size: deliveries.reduce(0) { $0 + $1.size },
            verified: "SHA-256, sequence numbers \(first.message.sequenceNumber) to \(last.message.sequenceNumber)")
    }
}

extension Demonstration.Delivery {
    /// What the message says, in words.
    var summary: String {
        switch service {
        case .open: "the open message"
        case .acknowledge(let number): "an acknowledgement of all up to its #\(number)"
        case .close(let reason): "the close message, \(reason): code \(reason.closeCode.rawValue)"
        case .keepAlive: "a keep-alive"
        case nil: text.map { "\"\($0)\"" } ?? "what is no application message"
        }
    }
}
