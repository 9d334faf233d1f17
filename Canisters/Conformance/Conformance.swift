import Bytes
import CanisterWebSockets

/// The interface of the released Rust library's test canister: the same sessions run on both.
final class Conformance: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()

    func onOpen(_ client: Principal) {
        IC.log("Opened websocket: \(client)")
    }

    func onMessage(_ content: [UInt8], from client: Principal) {
        IC.log("Received message: \(client)")
    }

    func onClose(_ client: Principal) {
        IC.log("Client \(client) disconnected")
    }
}

// MARK: - Its own methods

extension Conformance {
    /// `(nat64, nat64)`: the most messages in a poll, and the acknowledgement interval in milliseconds.
    func start() {
        run { () throws(EntryPointFailure) in try startWebSockets(decodeSettings()) }
    }

    /// `send : (principal, vec blob) -> (variant { Ok; Err : text })`
    func sendMessages() {
        run { () throws(EntryPointFailure) in
            let (client, messages) = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                (try decoder.argument(Principal.self), try decoder.argument([[UInt8]].self))
            }
            answer { () throws(WebSocketError) in
                for message in messages { try send(message, to: client) }
            }
        }
    }

    /// `close : (principal) -> (variant { Ok; Err : text })`
    func closeClient() {
        run { () throws(EntryPointFailure) in
            let client = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                try decoder.argument(Principal.self)
            }
            answer { () throws(WebSocketError) in try close(client) }
        }
    }

    /// `wipe : (nat64, nat64) -> ()`
    func wipe() {
        run { () throws(EntryPointFailure) in
            try restartWebSockets(decodeSettings())
            IncomingCall.replyEmpty()
        }
    }

    func decodeSettings() throws(EntryPointFailure) -> WebSocketSettings {
        try IncomingCall.decodeArguments { decoder throws(CandidError) in
            WebSocketSettings(
                maximumReturnedMessages: try decoder.argument(UInt64.self),
                acknowledgementInterval: try decoder.argument(UInt64.self))
        }
    }

    private func answer(_ body: () throws(WebSocketError) -> Void) {
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
