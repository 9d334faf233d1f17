import CanisterWebSockets

/// Sends a ping to each client that connects, and answers each message with the same text and a ping.
final class PingPong: PingPongService {
    func onOpen(_ client: Principal) {
        say("ping", to: client)
    }

    func onMessage(_ message: AppMessage, from client: Principal) {
        say("\(message.text) ping", to: client)
    }

    func onClose(_ client: Principal) {
        IC.log("\(client) has gone")
    }

    private func say(_ text: Text, to client: Principal) {
        do throws(WebSocketError) {
            try send(AppMessage(text: text, timestamp: IC.time), to: client)
        } catch {
            IC.log("\(client) gets no answer: \(error)")
        }
    }
}
