import Candid
import Certification
import SortedCollections
import Canister
import WebSocketProtocol

/// The runtime's own work over all connections, in slices: each run is a message of its own, far below the limit of
/// instructions, however many clients there are.
extension WebSocketCanister {
    /// Acknowledges all clients again and again.
    func startAcknowledging(every interval: UInt64) throws(SettingsError) {
        do throws(Timers.BeyondTime) {
            webSockets.timers.acknowledgement = try timers.schedule(every: .milliseconds(interval)) {
                self.acknowledge(after: nil, startedAt: IC.time)
            }
        } catch {
            throw .acknowledgementIntervalTooLong
        }
    }

    /// Tells the next clients which of their messages have come, and puts them on the watch for an answer.
    ///
    /// Clients that connect while this goes on wait for the next time.
    private func acknowledge(after cursor: Principal?, startedAt: UInt64) {
        let now = IC.time
        var cursor = cursor
        var remaining = Sweep.connectionsInOneRun
        while remaining > 0, let connection = webSockets.nextConnection(after: cursor) {
            cursor = connection.key.principal
            remaining -= 1
            if connection.openedAt <= startedAt { acknowledge(connection, now: now) }
        }
        if webSockets.nextConnection(after: cursor) != nil {
            webSockets.timers.acknowledgementSlice = try? timers.schedule(after: .nanoseconds(0)) {
                self.acknowledge(after: cursor, startedAt: startedAt)
            }
        } else {
            webSockets.timers.acknowledgementSlice = nil
            scheduleCheck(Sweep(), after: .milliseconds(ProtocolNumbers.keepAliveTimeout))
        }
    }

    private func acknowledge(_ connection: Connection, now: UInt64) {
        do throws(WebSocketError) {
            try webSockets.send(
                .acknowledge(lastIncomingSequenceNumber: connection.lastIncoming), to: connection, now: now)
            if connection.unansweredSince == nil { connection.unansweredSince = now }
        } catch {
            // A full queue: nobody fetches. The client's own time-out ends the connection.
        }
    }

    private func scheduleCheck(_ sweep: Sweep, after delay: TimeSpan) {
        // A handler of the author may trap for one client. That must not keep the check from all others.
        webSockets.timers.check = try? timers.schedule(
            after: delay,
            onTrap: { self.scheduleCheck(self.skipping(sweep), after: .nanoseconds(0)) },
            { self.check(sweep) })
    }

    /// Closes connections that did not answer the acknowledgement in time, and drops gateways that have been empty for
    /// longer than the acknowledgement interval.
    private func check(_ sweep: Sweep) {
        let now = IC.time
        var sweep = sweep
        var remaining = sweep.connectionsInThisRun
        while remaining > 0, let connection = webSockets.nextConnection(after: sweep.lastConnection) {
            sweep.lastConnection = connection.key.principal
            remaining -= 1
            checkKeepAlive(of: connection, now: now)
        }
        while remaining > 0, let gateway = webSockets.nextGateway(after: sweep.lastGateway) {
            sweep.lastGateway = gateway.principal
            remaining -= 1
            if webSockets.isExpired(gateway, now: now) { webSockets.remove(gateway) }
        }
        if remaining > 0 {
            webSockets.timers.check = nil
        } else {
            sweep.connectionsInThisRun = min(2 * sweep.connectionsInThisRun, Sweep.connectionsInOneRun)
            scheduleCheck(sweep, after: .nanoseconds(0))
        }
    }

    private func checkKeepAlive(of connection: Connection, now: UInt64) {
        // One that was acknowledged again while the check goes on has its time from the first acknowledgement.
        if webSockets.isExpired(connection, now: now) { close(connection, because: .keepAliveTimeout) }
    }

    /// How a check goes on whose last run trapped: with half as many connections in a run, until there is one alone whose
    /// handler trapped. That one is forgotten without asking the handler again.
    private func skipping(_ sweep: Sweep) -> Sweep {
        var sweep = sweep
        if sweep.connectionsInThisRun > 1 {
            sweep.connectionsInThisRun /= 2
        } else if let connection = webSockets.nextConnection(after: sweep.lastConnection),
            webSockets.isExpired(connection, now: IC.time)
        {
            sweep.lastConnection = connection.key.principal
            webSockets.remove(connection, now: IC.time)
        }
        return sweep
    }
}

/// How far a check of all connections and gateways has come.
struct Sweep {
    /// At most so many connections or gateways in one run: with an acknowledgement of 90,000 instructions each, less
    /// than a hundredth of what a message may use.
    static let connectionsInOneRun = 500

    var lastConnection: Principal?
    var lastGateway: Principal?
    var connectionsInThisRun = Sweep.connectionsInOneRun
}

extension WebSocketServer {
    /// The connection that follows a principal, or the first.
    func nextConnection(after cursor: Principal?) -> Connection? {
        guard let cursor else { return connections.first?.value }
        return connections.first(after: cursor)?.value
    }

    /// The gateway that follows a principal, or the first.
    func nextGateway(after cursor: Principal?) -> Gateway? {
        guard let cursor else { return gateways.first?.value }
        return gateways.first(after: cursor)?.value
    }

    /// Whether a connection had the time to answer an acknowledgement, and has not shown for longer that it is there.
    func isExpired(_ connection: Connection, now: UInt64) -> Bool {
        guard let since = connection.unansweredSince else { return false }
        let timeout = ProtocolNumbers.keepAliveTimeout * 1_000_000
        return now - since >= timeout && now - connection.lastKeepAlive > timeout
    }

    /// Whether a gateway has had no connection for longer than the acknowledgement interval.
    func isExpired(_ gateway: Gateway, now: UInt64) -> Bool {
        guard let emptySince = gateway.emptySince else { return false }
        return now - emptySince > settings.acknowledgementInterval * 1_000_000
    }

    /// Forgets everything but the settings. The certified data stays as it is until the next message.
    func removeAll() {
        connections = SortedMap()
        gateways = SortedMap()
        logs.removeAll()
        queuedSize = 0
    }
}
