import Candid
import WebSocketProtocol

/// What the runtime is to do, in the plainest form: lists that are searched from the front, and nothing certified.
struct Model {
    /// A message that waits.
    struct Message: Equatable {
        var key: ClientKey
        var sequenceNumber: UInt64
        var timestamp: UInt64
        var service: ServiceMessage?
        var content: [UInt8]
    }

    struct Client {
        var key: ClientKey
        var gateway: Principal
        /// When it opened or last sent a keep-alive.
        var aliveAt: UInt64
        var lastIncoming: UInt64 = 0
        var lastOutgoing: UInt64 = 0
        var unansweredSince: UInt64?
    }

    struct Queue {
        var firstNonce: UInt64 = 0
        var messages: [Message] = []
        var emptySince: UInt64?
    }

    /// What happened by itself, so that a test sees that it was put to the test.
    struct Work {
        var acknowledgements = 0
        var timeouts = 0
        var droppedGateways = 0
        var deletedMessages = 0

        static func += (left: inout Work, right: Work) {
            left.acknowledgements += right.acknowledgements
            left.timeouts += right.timeouts
            left.droppedGateways += right.droppedGateways
            left.deletedMessages += right.deletedMessages
        }
    }

    static let second: UInt64 = 1_000_000_000

    let pageSize: Int
    /// Nanoseconds.
    let interval: UInt64
    /// When the next acknowledgement and the next check are due.
    private var nextAcknowledgement: UInt64
    private var nextCheck: UInt64?

    var time: UInt64
    private(set) var clients: [Principal: Client] = [:]
    private(set) var queues: [Principal: Queue] = [:]
    /// What the author's handlers heard.
    private(set) var events: [String] = []
    private(set) var work = Work()

    init(pageSize: Int, interval: UInt64, time: UInt64) {
        self.pageSize = pageSize
        self.interval = interval
        self.time = time
        nextAcknowledgement = time + interval
    }
}

// MARK: - What the methods do

extension Model {
    mutating func open(_ key: ClientKey, at gateway: Principal) -> String {
        if let former = clients[key.principal] {
            if former.key == key { return "Client with key \(name(key)) already has an open connection" }
            makeRoom(at: gateway)
            remove(key.principal)
        } else {
            makeRoom(at: gateway)
        }
        queues[gateway, default: Queue()].emptySince = nil
        clients[key.principal] = Client(key: key, gateway: gateway, aliveAt: time)
        append(.open(key), to: key.principal)
        events.append("open \(key.principal.shortName)")
        return "Ok"
    }

    mutating func message(
        _ content: [UInt8], key: ClientKey, sequenceNumber: UInt64, isKeepAlive: Bool, from caller: Principal
    ) -> String {
        guard let client = clients[caller] else {
            return "Client with principal \(caller.text) doesn't have an open connection"
        }
        guard client.key == key else {
            return "Client with principal \(key.principal.text) has a different key than the one used in the message"
        }
        let expected = client.lastIncoming + 1
        guard sequenceNumber == expected else {
            close(caller, because: .wrongSequenceNumber)
            return "Expected incoming sequence number \(expected) but got \(sequenceNumber)"
        }
        clients[caller]?.lastIncoming = expected
        if isKeepAlive {
            clients[caller]?.unansweredSince = nil
            clients[caller]?.aliveAt = time
        } else {
            events.append("\(caller.shortName): \(content)")
            // The author's handler answers with the same.
            _ = send(content, to: caller)
        }
        return "Ok"
    }

    mutating func closeSocket(_ key: ClientKey, by gateway: Principal) -> String {
        guard queues[gateway] != nil else { return "Gateway with principal \(gateway.text) is not registered" }
        guard let client = clients[key.principal], client.key == key else {
            return "Client with key \(name(key)) doesn't have an open connection"
        }
        guard client.gateway == gateway else {
            return "Client with key \(name(key)) was not registered to gateway \(gateway.text)"
        }
        remove(key.principal)
        return "Ok"
    }

    /// - Returns: whether the client is there.
    mutating func send(_ content: [UInt8], to client: Principal) -> Bool {
        guard let gateway = clients[client]?.gateway else { return false }
        makeRoom(at: gateway)
        append(nil, content, to: client)
        return true
    }

    /// - Returns: whether the client is there.
    @discardableResult
    mutating func close(_ client: Principal, because reason: CloseReason) -> Bool {
        guard let gateway = clients[client]?.gateway else { return false }
        makeRoom(at: gateway)
        append(.close(reason), to: client)
        remove(client)
        return true
    }

    func page(of gateway: Principal, from nonce: UInt64) -> (first: UInt64, messages: [Message], isEnd: Bool) {
        guard let queue = queues[gateway] else { return (0, [], true) }
        let first = max(nonce, queue.firstNonce)
        let end = queue.firstNonce + UInt64(queue.messages.count)
        guard first < end else { return (first, [], true) }
        let rest = queue.messages[Int(first - queue.firstNonce)...]
        return (first, Array(rest.prefix(pageSize)), rest.count <= pageSize)
    }

    mutating func takeEvents() -> [String] {
        defer { events = [] }
        return events
    }

    private func name(_ key: ClientKey) -> String { "\(key.principal.text)_\(key.nonce)" }
}

// MARK: - Time

extension Model {
    mutating func advance(by nanoseconds: UInt64) {
        let end = time + nanoseconds
        while true {
            let next = min(nextAcknowledgement, nextCheck ?? .max)
            guard next <= end else { break }
            time = next
            if next == nextAcknowledgement { acknowledge() } else { check() }
        }
        time = end
    }

    private mutating func acknowledge() {
        nextAcknowledgement += interval
        nextCheck = time + 60 * Self.second
        for principal in clients.keys.sorted() {
            guard let client = clients[principal] else { continue }
            makeRoom(at: client.gateway)
            work.acknowledgements += 1
            append(.acknowledge(lastIncomingSequenceNumber: client.lastIncoming), to: principal)
            if client.unansweredSince == nil { clients[principal]?.unansweredSince = time }
        }
    }

    private mutating func check() {
        nextCheck = nil
        for principal in clients.keys.sorted() {
            guard let client = clients[principal], let since = client.unansweredSince,
                time - since >= 60 * Self.second, time - client.aliveAt > 60 * Self.second
            else { continue }
            work.timeouts += 1
            close(principal, because: .keepAliveTimeout)
        }
        for (gateway, queue) in queues {
            guard let since = queue.emptySince, time - since > interval else { continue }
            work.droppedGateways += 1
            queues[gateway] = nil
        }
    }
}

// MARK: - Parts

extension Model {
    private mutating func append(_ service: ServiceMessage?, _ content: [UInt8] = [], to principal: Principal) {
        guard var client = clients[principal] else { return }
        client.lastOutgoing += 1
        clients[principal] = client
        queues[client.gateway]?.messages.append(
            Message(
                key: client.key, sequenceNumber: client.lastOutgoing, timestamp: time, service: service,
                content: content))
    }

    private mutating func makeRoom(at gateway: Principal) {
        for _ in 0..<5 {
            guard let oldest = queues[gateway]?.messages.first, oldest.timestamp < time - interval else { return }
            queues[gateway]?.messages.removeFirst()
            queues[gateway]?.firstNonce += 1
            work.deletedMessages += 1
        }
    }

    private mutating func remove(_ principal: Principal) {
        guard let client = clients.removeValue(forKey: principal) else { return }
        if !clients.values.contains(where: { $0.gateway == client.gateway }) {
            queues[client.gateway]?.emptySince = time
        }
        events.append("close \(principal.shortName)")
    }
}
