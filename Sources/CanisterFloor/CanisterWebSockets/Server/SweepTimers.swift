import Canister

/// The timers of the runtime's own work over all connections.
struct SweepTimers {
    /// Starts an acknowledgement of all clients, again and again.
    var acknowledgement: Timers.ID?
    /// Goes on with an acknowledgement of more clients than one run takes.
    var acknowledgementSlice: Timers.ID?
    /// Starts, or goes on with, the check for clients that did not answer, and for empty gateways.
    var check: Timers.ID?

    /// Ends them all.
    mutating func cancel(in timers: Timers) {
        if let acknowledgement { timers.cancel(acknowledgement) }
        if let acknowledgementSlice { timers.cancel(acknowledgementSlice) }
        if let check { timers.cancel(check) }
        self = SweepTimers()
    }
}
