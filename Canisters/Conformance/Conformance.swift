import CanisterWebSockets

/// The interface of the released Rust library's test canister: the same sessions run on both.
final class Conformance: ConformanceService, RawMessages {
    func onOpen(_ client: Principal) {
        IC.log("Opened websocket: \(client)")
    }

    func onMessage(_ content: [UInt8], from client: Principal) {
        IC.log("Received message: \(client)")
    }

    func onClose(_ client: Principal) {
        IC.log("Client \(client) disconnected")
    }

    // MARK: Settings

    func webSocketSettings(
        _ maximumReturnedMessages: UInt64, _ acknowledgementInterval: UInt64
    ) -> WebSocketSettings {
        WebSocketSettings(
            maximumReturnedMessages: maximumReturnedMessages, acknowledgementInterval: acknowledgementInterval)
    }

    func onInstall(_ maximumReturnedMessages: UInt64, _ acknowledgementInterval: UInt64) {}

    func wipe(_ maximumReturnedMessages: UInt64, _ acknowledgementInterval: UInt64) throws(EntryPointFailure) {
        try restartWebSockets(webSocketSettings(maximumReturnedMessages, acknowledgementInterval))
    }

    // MARK: Messages and connections

    func sendMethod(_ client: Principal, _ messages: [[UInt8]]) -> WsResult {
        answer { () throws(WebSocketError) in
            for message in messages { try send(message, to: client) }
        }
    }

    func closeMethod(_ client: Principal) -> WsResult {
        answer { () throws(WebSocketError) in try close(client) }
    }

    private func answer(_ body: () throws(WebSocketError) -> Void) -> WsResult {
        do throws(WebSocketError) {
            try body()
            return .ok
        } catch {
            return .err("\(error)")
        }
    }
}
