import Bytes
import Candid
import Canister
import WebSocketProtocol

/// What the four methods of the interface, and the two entry points of the timers, lead to.
extension WebSocketCanister {
    /// `ws_open`: a client opens a connection, through the gateway that it names.
    public func wsOpen() {
        runMethod(OpenArguments.self) { arguments throws(WebSocketError) in
            let key = ClientKey(principal: IncomingCall.caller, nonce: arguments.clientNonce)
            let now = IC.time
            let former = try webSockets.checkOpening(key, gateway: arguments.gateway, now: now)
            if let former { close(former, because: nil) }
            webSockets.open(key, gateway: arguments.gateway, now: now)
            onOpen(key.principal)
        }
    }

    /// `ws_message`: a client sends a message.
    public func wsMessage() {
        runMethod(MessageArguments.self) { arguments throws(WebSocketError) in
            let message = arguments.message
            let connection = try webSockets.connection(of: IncomingCall.caller)
            guard message.clientKey == connection.key else {
                throw .keyMismatch(message.clientKey.principal)
            }
            let expected = connection.lastIncoming + 1
            guard message.sequenceNumber == expected else {
                close(connection, because: .wrongSequenceNumber)
                throw .wrongSequenceNumber(expected: expected, actual: message.sequenceNumber)
            }
            connection.lastIncoming = expected
            if message.isServiceMessage {
                try handleServiceMessage(message.content, of: connection)
            } else {
                onMessage(message.content, from: connection.key.principal)
            }
        }
    }

    /// `ws_close`: a gateway reports that a client's socket is gone.
    public func wsClose() {
        runMethod(CloseArguments.self) { arguments throws(WebSocketError) in
            let connection = try webSockets.connection(arguments.clientKey, of: IncomingCall.caller)
            close(connection, because: nil)
        }
    }

    /// `ws_get_messages`: a gateway fetches what waits for it.
    public func wsGetMessages() {
        IC.run { () throws(EntryPointFailure) in
            let arguments = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                try decoder.argument(GetMessagesArguments.self)
            }
            IncomingCall.reply(try webSockets.poll(gateway: IncomingCall.caller, from: arguments.nonce))
        }
    }

    /// `canister_global_timer`.
    public func globalTimer() {
        timers.globalTimer()
    }

    /// The update method ``Timers/method``.
    public func runTimer() {
        webSockets.batch { () throws(Never) in timers.runTimer() }
    }

    private func handleServiceMessage(_ content: [UInt8], of connection: Connection) throws(WebSocketError) {
        let message: KeepAliveMessage?
        do throws(CandidError) {
            message = try KeepAliveMessage(decoding: content)
        } catch {
            throw .undecodableServiceMessage(error)
        }
        guard message != nil else { throw .invalidServiceMessage }
        connection.lastKeepAlive = IC.time
        connection.unansweredSince = nil
    }

    /// Decodes a method's first argument, runs its body, and answers with `Ok`, or with `Err` and the error's text.
    private func runMethod<Arguments: CandidDecodable>(
        _ type: Arguments.Type, _ body: (Arguments) throws(WebSocketError) -> Void
    ) {
        run { () throws(EntryPointFailure) in
            let arguments = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                try decoder.argument(type)
            }
            Self.answer { () throws(WebSocketError) in try body(arguments) }
        }
    }

    @inline(never)
    private static func answer(_ body: () throws(WebSocketError) -> Void) {
        var reply = ByteWriter(capacity: 256)
        do throws(WebSocketError) {
            try body()
            WebSocketResult.encodeOK(into: &reply)
        } catch {
            WebSocketResult.encode(error, into: &reply)
        }
        IncomingCall.reply(reply)
    }
}
