import Candid
import WebSocketProtocol

// Calls of clients, gateways and the canister's own code.

extension SessionGenerator {
    // MARK: Clients

    mutating func open() throws {
        let client = random.once(in: 15) ? .anonymous : random.pick(Cast.clients)
        let nonce = random.once(in: 10) ? random.pick([23, 24, 1 << 32, .max]) : random.number(0...2)
        var key = ClientKey(principal: client, nonce: nonce)
        if let former = known.clients[client], random.once(in: 4) { key = former.key }
        let gateway = random.once(in: 2) ? Cast.gateways[0] : random.pick(Cast.gateways)
        let argument = OpenArguments(clientNonce: key.nonce, gateway: gateway).encoded
        if try play(.update, "ws_open", by: client, argument: argument).isOK { known.open(key, at: gateway) }
    }

    mutating func message() throws {
        let client = connectedClient()
        let connection = known.clients[client]
        var caller = client
        var key = connection?.key ?? ClientKey(principal: client, nonce: 1)
        var number = connection?.nextNumber ?? 1
        switch random.number(1...24) {
        case 1: caller = random.pick(Cast.strangers)
        case 2: key = ClientKey(principal: key.principal, nonce: key.nonce &+ 1)
        case 3: key = ClientKey(principal: random.pick(Cast.clients), nonce: key.nonce)
        case 4: number = random.pick([0, number &- 1, number &+ 1, number &+ 7, .max])
        default: break
        }
        var isServiceMessage = false
        var content = random.content()
        switch random.number(1...10) {
        case 1...3:
            isServiceMessage = true
            content = ServiceMessage.keepAlive(lastIncomingSequenceNumber: random.number(0...9)).encoded
        case 4:
            isServiceMessage = true
            content = GeneratedArguments.wrongServiceMessage(key, &random)
        default: break
        }
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: number, timestamp: random.number(0...time),
            isServiceMessage: isServiceMessage, content: content)
        let argument =
            random.once(in: 4) ? GeneratedArguments.message(message) : MessageArguments(message: message).encoded
        try play(.update, "ws_message", by: caller, argument: argument)
        if caller == client, key == connection?.key, number == connection?.nextNumber { known.count(messageOf: client) }
    }

    /// A client that is connected, if there is one; sometimes any.
    private mutating func connectedClient() -> Principal {
        let connected = known.clients.keys.sorted()
        return connected.isEmpty || random.once(in: 12) ? random.pick(Cast.clients) : random.pick(connected)
    }

    // MARK: Gateways

    mutating func closeSocket() throws {
        let client = connectedClient()
        let connection = known.clients[client]
        var key = connection?.key ?? ClientKey(principal: client, nonce: 1)
        if random.once(in: 6) { key = ClientKey(principal: client, nonce: key.nonce &+ 1) }
        let gateway =
            switch random.number(1...6) {
            case 1: random.pick(Cast.strangers + [client])
            case 2...3: random.pick(Cast.gateways)
            default: connection?.gateway ?? random.pick(Cast.gateways)
            }
        let argument =
            random.once(in: 4) ? GeneratedArguments.close(key) : CloseArguments(clientKey: key).encoded
        try play(.update, "ws_close", by: gateway, argument: argument)
    }

    mutating func poll() throws {
        let gateway = random.once(in: 15) ? random.pick(Cast.strangers) : random.pick(Cast.gateways)
        let next = known.fetched[gateway] ?? 0
        let nonce: UInt64 =
            switch random.number(1...10) {
            case 1...3: 0
            case 4...7: next
            case 8: next + 1
            case 9: random.number(0...next + 3)
            default: random.pick([.max, 1 << 40, next + 40])
            }
        // As an update there is no certificate.
        try poll(gateway, from: nonce, random.once(in: 12) ? .update : .query)
    }

    private mutating func poll(_ gateway: Principal, from nonce: UInt64, _ kind: SessionStep.Kind) throws {
        let result = try play(
            kind, "ws_get_messages", by: gateway, argument: GetMessagesArguments(nonce: nonce).encoded)
        if let reply = result.reply, case .ok(let page) = try GetMessagesResult(decoding: reply),
            let last = page.messages.last?.key.bytes
        {
            let nonce = MessageKey.nonce(of: last, prefix: MessageKey.prefix(gateway: gateway))
            known.fetched[gateway] = nonce.map { $0 + 1 }
        }
    }

    /// Fetches all that waits for each gateway, page by page.
    mutating func fetchAll() throws {
        for gateway in Cast.gateways {
            known.fetched[gateway] = 0
            var next: UInt64
            repeat {
                next = known.fetched[gateway] ?? 0
                try poll(gateway, from: next, .query)
            } while known.fetched[gateway] ?? 0 > next
        }
    }

    // MARK: The canister's own code

    mutating func send() throws {
        let client = random.once(in: 10) ? random.pick(Cast.strangers) : connectedClient()
        let contents = (0..<random.pick([0, 1, 1, 1, 2, 3, 5, 9])).map { _ in random.content() }
        try play(.update, "send", argument: CandidEncoder.encode(client, contents))
    }

    mutating func close() throws {
        try play(.update, "close", argument: CandidEncoder.encode(connectedClient()))
    }

    // MARK: Arguments that are none

    mutating func playMalformed() throws {
        let client = connectedClient()
        let key = known.clients[client]?.key ?? ClientKey(principal: client, nonce: 1)
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: known.clients[client]?.nextNumber ?? 1, timestamp: time,
            isServiceMessage: false, content: random.content())
        let calls: [(String, [UInt8])] = [
            ("ws_open", OpenArguments(clientNonce: 1, gateway: Cast.gateways[0]).encoded),
            ("ws_message", MessageArguments(message: message).encoded),
            ("ws_close", CloseArguments(clientKey: key).encoded),
            ("ws_get_messages", GetMessagesArguments(nonce: 0).encoded),
            ("send", CandidEncoder.encode(client, [[1, 2, 3]])),
            ("close", CandidEncoder.encode(client)),
            ("wipe", encoded(known.settings)),
        ]
        let (method, argument) = random.pick(calls)
        let kind: SessionStep.Kind = method == "ws_get_messages" ? .query : .update
        try play(kind, method, by: client, argument: GeneratedArguments.malformed(argument, &random))
    }
}
