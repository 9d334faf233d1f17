import CanisterWebSockets

/// A canister whose author's code traps where a test asks for it: what is left behind then is what the tests look at.
///
/// Each event adds a letter to a journal in the heap, so the journal shows what was rolled back.
final class Faults: FaultsService, RawMessages {
    private var letters: [UInt8] = []
    private var fault = Fault.none
    /// What ``breakDown(_:)`` came to, where it came to something.
    var count: UInt8 = 0
    /// The client that ``Fault/onClose`` is about.
    private var client = Principal.anonymous

    /// Where the canister traps from now on.
    enum Fault: UInt64 {
        case none, onOpen, onMessage, onClose, globalTimer, onTimerTrap, reply, cleanup
    }

    func onOpen(_ client: Principal) {
        note("o")
        try? send([1], to: client)
        trap(in: .onOpen)
    }

    func onMessage(_ content: [UInt8], from client: Principal) {
        note("m")
        try? send(content, to: client)
        trap(in: .onMessage)
        if content == Array("close".utf8) { try? close(client) }
    }

    func onClose(_ client: Principal) {
        note("c")
        if client == self.client { trap(in: .onClose) }
    }

    private func note(_ letter: StaticString) {
        letters.append(letter.utf8Start.pointee)
    }

    private func trap(in fault: Fault) {
        if self.fault == fault { IC.trap("as the test asked for") }
    }
}

// MARK: - Settings and entry points

extension Faults {
    var webSocketSettings: WebSocketSettings {
        WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 120_000)
    }

    static var keepsConnections: Bool { false }

    /// In the place of the library's.
    func globalTimer() {
        trap(in: .globalTimer)
        timers.globalTimer()
    }
}

// MARK: - Its own methods

extension Faults {
    func setFault(_ fault: UInt64, _ client: Principal) {
        self.fault = Fault(rawValue: fault) ?? .none
        self.client = client
    }

    func journal() -> [UInt8] { letters }

    func timerCount() -> UInt64 { UInt64(timers.count) }

    func schedule() {
        let second = TimeSpan.seconds(1)
        _ = try? timers.schedule(after: second) { self.note("1") }
        _ = try? timers.schedule(
            after: second,
            onTrap: {
                self.note("t")
                self.trap(in: .onTimerTrap)
            },
            {
                self.note("2")
                IC.trap("the second timer")
            })
        _ = try? timers.schedule(every: second) {
            self.note("3")
            IC.trap("the third timer")
        }
        _ = try? timers.schedule(after: second) { self.note("4") }
    }

    func ask(_ callee: Principal) throws(EntryPointFailure) -> [UInt8] {
        let answer = FaultsReply.ask()
        note("a")
        try? OutgoingCall(to: callee, method: "answer").send(
            [],
            onReply: { reply in
                self.note("r")
                try? self.send(reply, to: self.client)
                self.trap(in: .reply)
                self.trap(in: .cleanup)
                answer.send(reply)
            },
            onReject: { _ in self.note("x") },
            onCleanup: {
                self.note("z")
                self.trap(in: .cleanup)
            })
        throw .deferred
    }
}
