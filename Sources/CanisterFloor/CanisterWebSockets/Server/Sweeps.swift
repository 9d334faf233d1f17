import Candid
import Canister

/// How far the runtime's own work over all connections has come, and the timers that go on with it.
struct Sweeps {
    /// At most so many connections or gateways in one run: with an acknowledgement of 90,000 instructions each, less
    /// than a hundredth of what a message may use.
    static let connectionsInOneRun = 500

    /// Starts an acknowledgement of all clients, again and again.
    var acknowledgement: Timers.ID?
    /// Goes on with an acknowledgement of more clients than one run takes.
    var acknowledgementSlice: Timers.ID?
    /// When the last acknowledgement began, in nanoseconds since 1970.
    var acknowledgementStart: UInt64 = 0
    /// The client that was acknowledged last.
    var acknowledgementCursor: Principal?

    /// Starts, or goes on with, the check for clients that did not answer, and for empty gateways.
    var check: Timers.ID?
    /// The connection and the gateway that were checked last.
    var connectionCursor: Principal?
    var gatewayCursor: Principal?
    /// How many connections or gateways to check in the next run.
    var checksInOneRun = Sweeps.connectionsInOneRun

    /// Begins a check from the start.
    mutating func restartCheck() {
        connectionCursor = nil
        gatewayCursor = nil
        checksInOneRun = Sweeps.connectionsInOneRun
    }

    /// Ends all timers.
    mutating func cancel(in timers: Timers) {
        if let acknowledgement { timers.cancel(acknowledgement) }
        if let acknowledgementSlice { timers.cancel(acknowledgementSlice) }
        if let check { timers.cancel(check) }
        self = Sweeps()
    }
}
