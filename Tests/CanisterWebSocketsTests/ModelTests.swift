import Candid
import CanisterWebSockets
import Testing
import TestSupport

@Suite("Random sessions against a model")
struct ModelTests {
    /// 240 sessions of 150 steps, in parts that run side by side.
    @Test(
        "have the same results, handlers, pages and errors, and every page verifies", arguments: 0..<12 as Range<UInt64>
    )
    func sessions(part: UInt64) throws {
        var verified = 0
        var work = Model.Work()
        for seed in part * 20..<(part + 1) * 20 {
            var walk = try RandomWalk(seed: seed)
            for _ in 0..<150 { try walk.step() }
            try walk.compareAll()
            verified += walk.verifiedMessages
            work += walk.work
        }
        #expect(verified > 600)
        #expect(work.acknowledgements > 100)
        #expect(work.timeouts > 10)
        #expect(work.droppedGateways > 3)
        #expect(work.deletedMessages > 50)
    }
}

/// One random session on a canister and its model.
private struct RandomWalk {
    private let seed: UInt64
    private var random: SplitMix64
    private let bench: NativeBench
    private var model: Model
    private let heard = Heard()
    private(set) var verifiedMessages = 0
    var work: Model.Work { model.work }

    private final class Heard {
        var events: [String] = []
    }

    private static let clients = (1...4 as ClosedRange<UInt64>).map(Principal.client)
    private static let gateways = (1...3 as ClosedRange<UInt64>).map(Principal.gateway)

    init(seed: UInt64) throws {
        self.seed = seed
        random = SplitMix64(seed: seed)
        let pageSize = Int.random(in: 1...12, using: &random)
        let interval = UInt64.random(in: 61...200, using: &random)
        bench = try NativeBench(
            WebSocketSettings(maximumReturnedMessages: UInt64(pageSize), acknowledgementInterval: interval * 1_000))
        model = Model(pageSize: pageSize, interval: interval * Model.second, time: bench.sessions.time)
        let server = bench.server
        let heard = heard
        server.opened = { heard.events.append("open \($0.shortName)") }
        server.closed = { heard.events.append("close \($0.shortName)") }
        server.received = { content, client in
            heard.events.append("\(client.shortName): \(content)")
            try? server.send(content, to: client)
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    /// The key of a client's connection, mostly; sometimes another one.
    private mutating func key(of client: Principal) -> ClientKey {
        if let open = model.clients[client], Int.random(in: 0..<8, using: &random) > 0 { return open.key }
        return ClientKey(principal: client, nonce: UInt64.random(in: 0..<3, using: &random))
    }

    private mutating func content() -> [UInt8] {
        let size = Int.random(in: 0..<8, using: &random) == 0 ? Int.random(in: 0..<300, using: &random) : 3
        return (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private func same(_ result: WebSocketResult, _ expected: String, _ what: String) {
        #expect(result.text == expected, "seed \(seed): \(what)")
    }

    mutating func step() throws {
        let client = pick(Self.clients)
        switch Int.random(in: 0..<100, using: &random) {
        case ..<12: try open(client)
        case ..<40: try message(client)
        case ..<62: send(client)
        case ..<64: close(client)
        case ..<67: try closeSocket(client)
        case ..<86: try poll(pick(Self.gateways))
        default: advance()
        }
        #expect(heard.events == model.takeEvents(), "seed \(seed)")
        heard.events = []
        #expect(bench.server.webSockets.connectionCount == model.clients.count, "seed \(seed)")
    }

    private mutating func open(_ client: Principal) throws {
        let key = ClientKey(principal: client, nonce: UInt64.random(in: 0..<3, using: &random))
        let gateway = pick(Self.gateways)
        let result = try bench.sessions.open(client, nonce: key.nonce, at: gateway)
        same(result, model.open(key, at: gateway), "open")
    }

    private mutating func message(_ client: Principal) throws {
        let key = key(of: client)
        let expected = (model.clients[client]?.lastIncoming ?? 0) + 1
        let isWrong = Int.random(in: 0..<20, using: &random) == 0
        let number = isWrong ? UInt64.random(in: 0...expected + 2, using: &random) : expected
        let isKeepAlive = Int.random(in: 0..<3, using: &random) == 0
        let content = isKeepAlive ? ServiceMessage.keepAlive(lastIncomingSequenceNumber: 3).encoded : content()
        let caller = Int.random(in: 0..<20, using: &random) == 0 ? pick(Self.clients) : client
        let result = try bench.sessions.result(
            of: bench.sessions.messaging(
                content, key: key, sequenceNumber: number, isServiceMessage: isKeepAlive, from: caller))
        let modelled = model.message(
            content, key: key, sequenceNumber: number, isKeepAlive: isKeepAlive, from: caller)
        same(result, modelled, "message")
    }

    private mutating func send(_ client: Principal) {
        let content = content()
        let expected: WebSocketError? = model.send(content, to: client) ? nil : .clientNotConnected(client)
        #expect(bench.send(content, to: client) == expected, "seed \(seed): send")
    }

    private mutating func close(_ client: Principal) {
        let isThere = model.close(client, because: .closedByApplication)
        #expect(bench.close(client) == (isThere ? nil : .clientNotConnected(client)), "seed \(seed): close")
    }

    private mutating func closeSocket(_ client: Principal) throws {
        let key = key(of: client)
        let open = model.clients[client]?.gateway
        let gateway = Int.random(in: 0..<3, using: &random) == 0 ? pick(Self.gateways) : open ?? pick(Self.gateways)
        let result = try bench.sessions.closeSocket(client, nonce: key.nonce, by: gateway)
        same(result, model.closeSocket(key, by: gateway), "closeSocket")
    }

    private mutating func advance() {
        // Mostly a little, sometimes past acknowledgements, checks, and the end of a gateway.
        let limit = pick([2, 10, 40, 100, 400] as [UInt64]) * Model.second
        let nanoseconds = UInt64.random(in: 0...limit, using: &random)
        bench.sessions.subnet.passTime(nanoseconds)
        model.advance(by: nanoseconds)
    }

    private mutating func poll(_ gateway: Principal) throws {
        let queue = model.queues[gateway]
        let end = (queue?.firstNonce ?? 0) + UInt64(queue?.messages.count ?? 0)
        try compare(gateway, from: UInt64.random(in: 0...end + 1, using: &random))
    }

    /// Compares all that waits for each gateway.
    mutating func compareAll() throws {
        for gateway in Self.gateways {
            guard let queue = model.queues[gateway] else {
                try compare(gateway, from: 0)
                continue
            }
            let end = queue.firstNonce + UInt64(queue.messages.count)
            for nonce in stride(from: queue.firstNonce, to: end + 1, by: model.pageSize) {
                try compare(gateway, from: nonce)
            }
        }
    }

    private mutating func compare(_ gateway: Principal, from nonce: UInt64) throws {
        let expected = model.page(of: gateway, from: nonce)
        let page = try bench.sessions.poll(gateway, from: nonce)
        #expect(page.isEndOfQueue == expected.isEnd, "seed \(seed)")
        let received = try page.messages.map { try Received($0, of: gateway) }
        #expect(received.map(\.nonce) == expected.messages.indices.map { expected.first + UInt64($0) }, "seed \(seed)")
        let messages = received.map {
            Model.Message(
                key: $0.key, sequenceNumber: $0.sequenceNumber, timestamp: $0.timestamp, service: $0.service,
                content: $0.content)
        }
        #expect(messages == expected.messages, "seed \(seed)")
        verifiedMessages += messages.count
    }
}
