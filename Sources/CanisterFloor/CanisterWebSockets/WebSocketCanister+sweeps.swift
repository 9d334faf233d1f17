import Candid
import Certification
import BalancedTrees
import Canister
import WebSocketProtocol

/// The runtime's own work over all connections, in slices: each run is a message of its own, far below the limit of
/// instructions, however many clients there are.
extension WebSocketCanister {
    /// Acknowledges all clients again and again.
    ///
    /// - Parameter time: when to begin at the latest, where that is earlier than after one interval.
    func startAcknowledging(every interval: UInt64, noLaterThan time: UInt64) throws(SettingsError) {
        let interval = TimeSpan.milliseconds(interval)
        let (latest, overflow) = IC.time.addingReportingOverflow(interval.nanoseconds)
        guard !overflow else { throw .acknowledgementIntervalTooLong }
        if let former = webSockets.sweeps.acknowledgement { timers.cancel(former) }
        webSockets.sweeps.acknowledgement = timers.schedule(at: min(time, latest), every: interval) {
            self.webSockets.sweeps.acknowledgementStart = IC.time
            self.webSockets.sweeps.acknowledgementCursor = nil
            self.acknowledge()
        }
    }

    /// Tells the next clients which of their messages have come, and puts them on the watch for an answer.
    ///
    /// Clients that connect while this goes on wait for the next time.
    private func acknowledge() {
        let now = IC.time
        var remaining = Sweeps.connectionsInOneRun
        while let connection = webSockets.nextConnection(after: webSockets.sweeps.acknowledgementCursor) {
            guard remaining > 0 else { return scheduleAcknowledgement(at: now) }
            webSockets.sweeps.acknowledgementCursor = connection.key.principal
            remaining -= 1
            if connection.openedAt <= webSockets.sweeps.acknowledgementStart { acknowledge(connection, now: now) }
        }
        webSockets.sweeps.acknowledgementSlice = nil
        webSockets.sweeps.restartCheck()
        scheduleCheck(at: now + ProtocolNumbers.keepAliveTimeout * 1_000_000)
    }

    /// Goes on with an acknowledgement at a time.
    func scheduleAcknowledgement(at time: UInt64) {
        webSockets.sweeps.acknowledgementSlice = timers.schedule(at: time) { self.acknowledge() }
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

    /// Starts, or goes on with, a check at a time.
    func scheduleCheck(at time: UInt64) {
        // A handler of the author may trap for one client. That must not keep the check from all others.
        webSockets.sweeps.check = timers.schedule(at: time, onTrap: { self.goOnAfterTrap() }) { self.check() }
    }

    /// Closes connections that did not answer the acknowledgement in time, and drops gateways that have been empty for
    /// longer than the acknowledgement interval.
    private func check() {
        let now = IC.time
        var remaining = webSockets.sweeps.checksInOneRun
        while remaining > 0, let connection = webSockets.nextConnection(after: webSockets.sweeps.connectionCursor) {
            webSockets.sweeps.connectionCursor = connection.key.principal
            remaining -= 1
            checkKeepAlive(of: connection, now: now)
        }
        while remaining > 0, let gateway = webSockets.nextGateway(after: webSockets.sweeps.gatewayCursor) {
            webSockets.sweeps.gatewayCursor = gateway.principal
            remaining -= 1
            if webSockets.isExpired(gateway, now: now) { webSockets.remove(gateway) }
        }
        if remaining > 0 {
            webSockets.sweeps.check = nil
        } else {
            webSockets.sweeps.checksInOneRun = min(2 * webSockets.sweeps.checksInOneRun, Sweeps.connectionsInOneRun)
            scheduleCheck(at: now)
        }
    }

    private func checkKeepAlive(of connection: Connection, now: UInt64) {
        // One that was acknowledged again while the check goes on has its time from the first acknowledgement.
        if webSockets.isExpired(connection, now: now) { close(connection, because: .keepAliveTimeout) }
    }

    /// How a check goes on whose last run trapped: with half as many connections in a run, until there is one alone whose
    /// handler trapped. That one is forgotten without asking the handler again.
    private func goOnAfterTrap() {
        let now = IC.time
        if webSockets.sweeps.checksInOneRun > 1 {
            webSockets.sweeps.checksInOneRun /= 2
        } else if let connection = webSockets.nextConnection(after: webSockets.sweeps.connectionCursor),
            webSockets.isExpired(connection, now: now)
        {
            webSockets.sweeps.connectionCursor = connection.key.principal
            webSockets.remove(connection, now: now)
        }
        scheduleCheck(at: now)
    }
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
