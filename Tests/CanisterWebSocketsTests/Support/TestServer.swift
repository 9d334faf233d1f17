import CanisterExecution
import CanisterTesting
import CanisterWebSockets

/// A WebSocket canister whose handlers a test writes.
final class TestServer: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()

    var settings = WebSocketSettings()
    var opened: (Principal) -> Void = { _ in }
    var received: ([UInt8], Principal) -> Void = { _, _ in }
    var closed: (Principal) -> Void = { _ in }
    /// What the next `do` or `look` does.
    var action: () throws(EntryPointFailure) -> Void = {}
    /// The system functions that all messages called.
    let calls = CountedCalls()

    init() {}

    func onOpen(_ client: Principal) { opened(client) }
    func onMessage(_ content: [UInt8], from client: Principal) { received(content, client) }
    func onClose(_ client: Principal) { closed(client) }

    var entryPoints: [EntryPoint] {
        [
            .initialize {
                self.calls.count {
                    self.run { () throws(EntryPointFailure) in try self.startWebSockets(self.settings) }
                }
            },
            .update("do") { self.calls.count { self.run { () throws(EntryPointFailure) in try self.action() } } },
            // Without the batch around it.
            .update("do_bare") { self.calls.count { IC.run { () throws(EntryPointFailure) in try self.action() } } },
            .update("ws_open") { self.calls.count { self.wsOpen() } },
            .update("ws_message") { self.calls.count { self.wsMessage() } },
            .update("ws_close") { self.calls.count { self.wsClose() } },
            .query("ws_get_messages") { self.calls.count { self.wsGetMessages() } },
            .globalTimer { self.calls.count { self.globalTimer() } },
            .update("<swift-canister> run_timer") { self.calls.count { self.runTimer() } },
        ]
    }
}

/// A ``TestServer`` that is installed.
final class NativeBench {
    let server: TestServer
    let sessions: Sessions

    init(_ settings: WebSocketSettings = WebSocketSettings()) throws {
        let server = TestServer()
        server.settings = settings
        self.server = server
        let canister = try TestCanister { server.entryPoints }
        try canister.install()
        sessions = Sessions(canister.id, on: canister.subnet)
    }

    /// Does something as the author's own update method.
    @discardableResult
    func perform(
        _ method: String = "do", _ action: @escaping () throws(EntryPointFailure) -> Void
    ) -> CallResult {
        server.action = { () throws(EntryPointFailure) in
            try action()
            IncomingCall.replyEmpty()
        }
        return sessions.subnet.call(sessions.id, method, emptyArguments, from: .testUser(0)).result
    }

    /// Sends from an author's own method; gives the error.
    @discardableResult
    func send(_ content: [UInt8], to client: Principal) -> WebSocketError? {
        var failure: WebSocketError?
        perform { [server] in
            do throws(WebSocketError) { try server.send(content, to: client) } catch { failure = error }
        }
        return failure
    }

    /// Closes from an author's own method; gives the error.
    @discardableResult
    func close(_ client: Principal) -> WebSocketError? {
        var failure: WebSocketError?
        perform { [server] in
            do throws(WebSocketError) { try server.close(client) } catch { failure = error }
        }
        return failure
    }

    /// How often the certified data was set since this was asked for the last time.
    func takeCertifications() -> Int { server.calls.take("certified_data_set") }
}
