import Candid
import CanisterExecution
import CanisterTesting
import Certification
import SHA256
import Testing
import WebSocketProtocol

/// The clients and gateways of a canister, native or on the engine.
final class Sessions {
    let id: Principal
    let subnet: Subnet
    /// The sequence number that each client's next message has.
    private var nextSequenceNumbers: [ClientKey: UInt64] = [:]

    init(_ id: Principal, on subnet: Subnet) {
        self.id = id
        self.subnet = subnet
    }

    /// Nanoseconds since 1970.
    var time: UInt64 { subnet.time }

    var certifiedData: [UInt8] { subnet.canisters[id]?.certifiedData ?? [] }

    /// Lets time pass; timers fire on the way.
    func advance(seconds: UInt64) { subnet.passTime(seconds * 1_000_000_000) }
}

// MARK: - Clients

extension Sessions {
    @discardableResult
    func open(_ client: Principal, nonce: UInt64 = 1, at gateway: Principal = .gateway) throws -> WebSocketResult {
        try result(of: opening(client, nonce: nonce, at: gateway))
    }

    func opening(_ client: Principal, nonce: UInt64 = 1, at gateway: Principal = .gateway) -> CallResult {
        nextSequenceNumbers[ClientKey(principal: client, nonce: nonce)] = 1
        return subnet.call(id, "ws_open", OpenArguments(clientNonce: nonce, gateway: gateway).encoded, from: client)
            .result
    }

    /// Sends a client's next message.
    @discardableResult
    func message(_ content: [UInt8], from client: Principal, nonce: UInt64 = 1) throws -> WebSocketResult {
        let key = ClientKey(principal: client, nonce: nonce)
        let number = nextSequenceNumbers[key, default: 1]
        nextSequenceNumbers[key] = number + 1
        return try result(of: messaging(content, key: key, sequenceNumber: number))
    }

    @discardableResult
    func keepAlive(_ client: Principal, nonce: UInt64 = 1) throws -> WebSocketResult {
        let key = ClientKey(principal: client, nonce: nonce)
        let number = nextSequenceNumbers[key, default: 1]
        nextSequenceNumbers[key] = number + 1
        let content = ServiceMessage.keepAlive(lastIncomingSequenceNumber: 0).encoded
        return try result(of: messaging(content, key: key, sequenceNumber: number, isServiceMessage: true))
    }

    func messaging(
        _ content: [UInt8], key: ClientKey, sequenceNumber: UInt64, isServiceMessage: Bool = false,
        from caller: Principal? = nil
    ) -> CallResult {
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: sequenceNumber, timestamp: time, isServiceMessage: isServiceMessage,
            content: content)
        let argument = MessageArguments(message: message).encoded
        return subnet.call(id, "ws_message", argument, from: caller ?? key.principal).result
    }

    func result(of call: CallResult) throws -> WebSocketResult {
        let decoder = try CandidDecoder(call.get())
        let result = try decoder.argument(WebSocketResult.self)
        try decoder.finish()
        return result
    }
}

// MARK: - Gateways

extension Sessions {
    /// Tells that a client's socket is gone.
    @discardableResult
    func closeSocket(_ client: Principal, nonce: UInt64 = 1, by gateway: Principal = .gateway) throws -> WebSocketResult
    {
        let key = ClientKey(principal: client, nonce: nonce)
        return try result(
            of: subnet.call(id, "ws_close", CloseArguments(clientKey: key).encoded, from: gateway).result)
    }

    func polling(_ gateway: Principal = .gateway, from nonce: UInt64 = 0) -> CallResult {
        subnet.query(id, "ws_get_messages", GetMessagesArguments(nonce: nonce).encoded, from: gateway).result
    }

    /// Fetches a page and verifies it.
    func poll(_ gateway: Principal = .gateway, from nonce: UInt64 = 0) throws -> CertifiedMessages {
        let reply = try polling(gateway, from: nonce).get()
        guard case .ok(let page) = try GetMessagesResult(decoding: reply) else {
            throw Unexpected("the poll was refused")
        }
        try verify(page, of: gateway)
        return page
    }

    /// Fetches all that waits for a gateway, page after page.
    func pollAll(_ gateway: Principal = .gateway, from nonce: UInt64 = 0) throws -> [Received] {
        var all: [Received] = []
        var next = nonce
        while true {
            let page = try poll(gateway, from: next)
            for message in page.messages { all.append(try Received(message, of: gateway)) }
            guard let last = all.last, !page.messages.isEmpty else { return all }
            next = last.nonce + 1
            if page.isEndOfQueue { return all }
        }
    }

    /// Checks a page as a client does: each message's hash stands in the tree, under its key, and the tree is the one
    /// that the canister certified.
    private func verify(_ page: CertifiedMessages, of gateway: Principal) throws {
        guard !page.messages.isEmpty else {
            #expect(page.certificate.isEmpty && page.tree.isEmpty && page.isEndOfQueue)
            return
        }
        let tree = try HashTree(decoding: page.tree)
        #expect(tree.isWellFormed)
        #expect(tree.digest.bytes == certifiedData)
        #expect(page.certificate == subnet.canisters[id].flatMap { subnet.dataCertificate?($0) })
        for message in page.messages {
            let value = tree.lookup([Array("websocket".utf8), message.key.bytes])
            #expect(value == .found(SHA256.hash(message.content).bytes))
        }
    }
}

/// A message as a client reads it.
struct Received: Equatable, CustomStringConvertible {
    let nonce: UInt64
    let key: ClientKey
    let sequenceNumber: UInt64
    let timestamp: UInt64
    let service: ServiceMessage?
    let content: [UInt8]

    init(_ message: OutputMessage, of gateway: Principal) throws {
        let inner = try WebSocketMessage(decodingCBOR: message.content)
        guard let nonce = MessageKey.nonce(of: message.key.bytes, prefix: MessageKey.prefix(gateway: gateway)) else {
            throw Unexpected("a key of another gateway: \(message.key)")
        }
        guard message.clientKey == inner.clientKey else { throw Unexpected("two different client keys") }
        self.nonce = nonce
        key = inner.clientKey
        sequenceNumber = inner.sequenceNumber
        timestamp = inner.timestamp
        service = inner.isServiceMessage ? try ServiceMessage(decoding: inner.content) : nil
        content = inner.isServiceMessage ? [] : inner.content
    }

    /// What a test compares: for whom, with which number, what.
    var description: String {
        let what =
            switch service {
            case nil: content.count > 8 ? "\(content.count) bytes" : String(decoding: content, as: UTF8.self)
            case .open: "open"
            case .acknowledge(let number): "ack \(number)"
            case .keepAlive: "keep-alive"
            case .close(let reason): "close \(reason)"
            }
        return "\(key.principal.shortName)#\(sequenceNumber) \(what)"
    }
}

struct Unexpected: Error {
    let what: String
    init(_ what: String) { self.what = what }
}

extension Principal {
    static var gateway: Principal { .gateway(0) }
    static func gateway(_ number: UInt64) -> Principal { .testUser(1_000_000 + number) }
    static func client(_ number: UInt64) -> Principal { .testUser(2_000_000 + number) }

    /// `g3` for the third gateway, `c3` for the third client.
    var shortName: String {
        let number = bytes.dropLast().suffix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        return number >= 2_000_000 ? "c\(number - 2_000_000)" : "g\(number &- 1_000_000)"
    }
}

extension WebSocketResult {
    /// The text of an error, or `Ok`.
    var text: String {
        switch self {
        case .ok: "Ok"
        case .error(let text): text.string
        }
    }
}
