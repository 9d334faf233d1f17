import CanisterWebSockets

/// A WebSocket server for these tests: it says to each client what the client said, and closes the connection for a
/// message of one byte 0xff.
final class EchoServer: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()

    init() {}

    func onOpen(_ client: Principal) {}

    func onMessage(_ content: [UInt8], from client: Principal) {
        if content == [0xff] {
            try? close(client)
        } else {
            try? send(content, to: client)
        }
    }

    func onClose(_ client: Principal) { IC.log("\(client) has gone") }

    var entryPoints: [EntryPoint] {
        [
            .initialize { self.run { () throws(EntryPointFailure) in try self.startWebSockets() } },
            .preUpgrade { IC.run { () throws(EntryPointFailure) in try self.saveWebSockets() } },
            .postUpgrade { IC.run { () throws(EntryPointFailure) in try self.restoreWebSockets() } },
        ] + webSocketEntryPoints
    }
}
