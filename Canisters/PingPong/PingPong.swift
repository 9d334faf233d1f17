import CanisterWebSockets

/// Sends a ping to each client that connects, and answers each message with the same text and a ping.
final class PingPong: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()

    func onOpen(_ client: Principal) {
        say("ping", to: client)
    }

    func onMessage(_ content: [UInt8], from client: Principal) {
        do throws(CandidError) {
            var decoder = try CandidDecoder(content)
            let message = try decoder.argument(AppMessage.self)
            try decoder.finish()
            say("\(message.text) ping", to: client)
        } catch {
            IC.log("a message of \(client) is no AppMessage: \(error)")
        }
    }

    func onClose(_ client: Principal) {
        IC.log("\(client) has gone")
    }

    private func say(_ text: Text, to client: Principal) {
        do throws(WebSocketError) {
            try send(AppMessage(text: text, timestamp: IC.time).encoded, to: client)
        } catch {
            IC.log("\(client) gets no answer: \(error)")
        }
    }
}
