import Bytes
import CanisterWebSockets

/// A canister whose author's code traps where a test asks for it: what is left behind then is what the tests look at.
///
/// Each event adds a letter to a journal in the heap, so the journal shows what was rolled back.
final class Faults: WebSocketCanister {
    let webSockets = WebSocketServer()
    let timers = Timers()

    private var journal: [UInt8] = []
    private var fault = Fault.none
    /// What ``breakDown()`` came to, where it came to something.
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
        journal.append(letter.utf8Start.pointee)
    }

    private func trap(in fault: Fault) {
        if self.fault == fault { IC.trap("as the test asked for") }
    }
}

// MARK: - Its own methods

extension Faults {
    func start() {
        run { () throws(EntryPointFailure) in
            try startWebSockets(WebSocketSettings(maximumReturnedMessages: 50, acknowledgementInterval: 120_000))
        }
    }

    /// `set_fault : (nat64, principal) -> ()`
    func setFault() {
        run { () throws(EntryPointFailure) in
            let (fault, client) = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                (try decoder.argument(UInt64.self), try decoder.argument(Principal.self))
            }
            self.fault = Fault(rawValue: fault) ?? .none
            self.client = client
            IncomingCall.replyEmpty()
        }
    }

    /// `journal : () -> (blob) query`, as bare bytes.
    func readJournal() { IncomingCall.reply(journal) }

    /// `timer_count : () -> (nat64) query`, as bare bytes.
    func countTimers() { IncomingCall.reply([UInt8(truncatingIfNeeded: timers.count)]) }

    /// `schedule : () -> ()`: four timers for the next second. The second traps, with a word about it afterwards; the
    /// third traps and comes again each second.
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
        IncomingCall.replyEmpty()
    }

    func runGlobalTimer() {
        trap(in: .globalTimer)
        globalTimer()
    }

    /// `ask : (principal) -> ()`: calls a canister's method `answer`, sends the reply to the client of the fault, and
    /// answers with it.
    func ask() {
        run { () throws(EntryPointFailure) in
            let callee = try IncomingCall.decodeArguments { decoder throws(CandidError) in
                try decoder.argument(Principal.self)
            }
            note("a")
            try? OutgoingCall(to: callee, method: "answer").send(
                [],
                onReply: { reply in
                    self.note("r")
                    try? self.send(reply, to: self.client)
                    self.trap(in: .reply)
                    self.trap(in: .cleanup)
                    IncomingCall.reply(reply)
                },
                onReject: { _ in self.note("x") },
                onCleanup: {
                    self.note("z")
                    self.trap(in: .cleanup)
                })
        }
    }
}
