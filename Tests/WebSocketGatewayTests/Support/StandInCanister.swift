import Candid
import ICProtocol

@testable import WebSocketGateway
@testable import WebSocketProtocol

/// A canister of the protocol in the hands of a test: it keeps connections, numbers and one gateway's queue, and
/// answers each message with the same content.
struct StandInCanister {
    /// What it does when a call or a poll comes.
    enum Condition: Hashable {
        case running
        /// Calls are refused before they are taken, and polls are rejected.
        case stopped
        /// Nobody answers.
        case away
        /// It has no code.
        case empty
        /// Polls are rejected for the size of their reply while there is something to fetch.
        case oversized
    }

    var condition = Condition.running
    var pageSize = 50
    private(set) var connections: [ClientKey: Connection] = [:]
    private(set) var queue: [(nonce: UInt64, key: ClientKey, content: [UInt8])] = []
    private(set) var nextNonce: UInt64 = 0
    private(set) var received: [ClientKey: [[UInt8]]] = [:]
    private(set) var closes: [ClientKey] = []
    private var replies: [RequestID: CallOutcome] = [:]
    /// Set where the next message is to be answered with a trap.
    var isTrapping = false
    /// Set where `ws_open` is to be refused.
    var refusesOpen = false

    struct Connection {
        var lastIncoming: UInt64 = 0
        var lastOutgoing: UInt64 = 0
    }

    /// How many calls were executed.
    var executions: Int { replies.count }

    // MARK: What the test does

    /// All is forgotten, as with an upgrade of a released canister.
    mutating func loseState() {
        let (pageSize, received) = (pageSize, received)
        let closes = closes
        self = StandInCanister()
        (self.pageSize, self.received, self.closes) = (pageSize, received, closes)
    }

    /// Old messages go, as at a later sending.
    mutating func dropOldMessages(keeping count: Int) { queue.removeFirst(max(queue.count - count, 0)) }

    mutating func send(_ content: [UInt8], to key: ClientKey, isService: Bool = false) {
        guard connections[key] != nil else { return }
        connections[key]?.lastOutgoing += 1
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: connections[key]?.lastOutgoing ?? 0, timestamp: nextNonce,
            isServiceMessage: isService, content: content)
        append(message.cborEncoded, for: key)
    }

    mutating func append(_ content: [UInt8], for key: ClientKey) {
        queue.append((nextNonce, key, content))
        nextNonce += 1
    }

    mutating func close(_ key: ClientKey, _ reason: CloseReason) {
        send(ServiceMessage.close(reason).encoded, to: key, isService: true)
        connections[key] = nil
    }

    // MARK: What the network does

    mutating func execute(_ call: SignedCall) -> CallOutcome {
        if let reply = replies[call.id] { return reply }
        let outcome = outcome(of: call)
        replies[call.id] = outcome
        return outcome
    }

    private mutating func outcome(of call: SignedCall) -> CallOutcome {
        if isTrapping {
            isTrapping = false
            return .rejected(Rejection(code: 5, message: "Canister trapped", errorCode: "IC0503"))
        }
        let sender = call.request.terms.sender
        if call.request.method == "ws_open" {
            guard let open = try? CandidDecoder.decode(OpenArguments.self, from: call.request.argument) else {
                return .rejected(Rejection(code: 5, message: "undecodable"))
            }
            let key = ClientKey(principal: sender, nonce: open.clientNonce)
            if refusesOpen { return .error("Too many connections: at most 0 may be open") }
            connections[key] = Connection()
            send(ServiceMessage.open(key).encoded, to: key, isService: true)
            return .ok
        }
        guard let message = try? CandidDecoder.decode(MessageArguments.self, from: call.request.argument).message else {
            return .rejected(Rejection(code: 5, message: "undecodable"))
        }
        guard let connection = connections[message.clientKey] else {
            return .error("Client with principal \(sender.text) doesn't have an open connection")
        }
        let expected = connection.lastIncoming + 1
        guard message.sequenceNumber == expected else {
            close(message.clientKey, .wrongSequenceNumber)
            return .error("Expected incoming sequence number \(expected) but got \(message.sequenceNumber)")
        }
        connections[message.clientKey]?.lastIncoming = expected
        received[message.clientKey, default: []].append(message.content)
        send(message.content, to: message.clientKey)
        return .ok
    }

    func page(from nonce: UInt64, gateway: Principal) -> CertifiedMessages {
        let prefix = MessageKey.prefix(gateway: gateway)
        let all = queue.filter { $0.nonce >= nonce }
        let messages = all.prefix(pageSize).map { entry in
            OutputMessage(
                clientKey: entry.key,
                key: Text(utf8: MessageKey.bytes(prefix: prefix, nonce: entry.nonce)) ?? .empty, content: entry.content)
        }
        return CertifiedMessages(
            messages: messages, certificate: messages.isEmpty ? [] : [1, 2, 3], tree: messages.isEmpty ? [] : [4, 5],
            isEndOfQueue: messages.count == all.count)
    }

    mutating func closeByGateway(_ key: ClientKey) -> WebSocketResult {
        closes.append(key)
        return connections.removeValue(forKey: key) == nil ? .error(Text("doesn't have an open connection")) : .ok
    }
}

extension CallOutcome {
    /// One variant { Ok; Err : text }.
    private static let resultHeader: [UInt8] =
        Array("DIDL".utf8) + [1, 0x6b, 2, 0xbc, 0x8a, 1, 0x7f, 0xc5, 0xfe, 0xd2, 1, 0x71, 1, 0]

    static var ok: CallOutcome { .replied(resultHeader + [0]) }

    static func error(_ text: String) -> CallOutcome {
        .replied(resultHeader + [1, UInt8(text.utf8.count)] + Array(text.utf8))
    }
}
