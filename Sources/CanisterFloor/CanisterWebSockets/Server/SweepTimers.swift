import Candid
import Canister

/// The timers of the runtime's own work over all connections, and how far that work has come: all that is needed to
/// set them again after an upgrade.
struct SweepTimers {
    /// Starts an acknowledgement of all clients, again and again.
    var acknowledgement: Timers.ID?
    /// Goes on with an acknowledgement of more clients than one run takes.
    var acknowledgementSlice: Timers.ID?
    /// What that goes on with.
    var acknowledgementSweep = AcknowledgementSweep()
    /// Starts, or goes on with, the check for clients that did not answer, and for empty gateways.
    var check: Timers.ID?
    /// What that goes on with.
    var checkSweep = CheckSweep()

    /// Ends them all.
    mutating func cancel(in timers: Timers) {
        if let acknowledgement { timers.cancel(acknowledgement) }
        if let acknowledgementSlice { timers.cancel(acknowledgementSlice) }
        if let check { timers.cancel(check) }
        self = SweepTimers()
    }
}

/// How far an acknowledgement of all clients has come.
struct AcknowledgementSweep {
    /// When it began, in nanoseconds since 1970; clients that connected later wait for the next time.
    var startedAt: UInt64 = 0
    /// The client that was acknowledged last.
    var lastConnection: Principal?
}

/// How far a check of all connections and gateways has come.
struct CheckSweep {
    /// At most so many connections or gateways in one run: with an acknowledgement of 90,000 instructions each, less
    /// than a hundredth of what a message may use.
    static let connectionsInOneRun = 500

    var lastConnection: Principal?
    var lastGateway: Principal?
    var connectionsInThisRun = CheckSweep.connectionsInOneRun
}
