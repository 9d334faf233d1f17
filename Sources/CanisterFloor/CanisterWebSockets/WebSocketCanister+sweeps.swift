import Candid
import Certification
import SortedCollections
import Canister
import WebSocketProtocol

/// The runtime's own work over all connections, in slices: each run is a message of its own, far below the limit of
/// instructions, however many clients there are.
extension WebSocketCanister {
    /// Acknowledges all clients again and again.
    ///
    /// - Parameter time: when to begin at the latest, where that is earlier than after one interval.
    func startAcknowledging(every interval: UInt64, noLaterThan time: UInt64 = .max) throws(SettingsError) {
        let interval = TimeSpan.milliseconds(interval)
        let (latest, overflow) = IC.time.addingReportingOverflow(interval.nanoseconds)
        guard !overflow else { throw .acknowledgementIntervalTooLong }
        webSockets.timers.acknowledgement = timers.schedule(at: min(time, latest), every: interval) {
            self.acknowledge(AcknowledgementSweep(startedAt: IC.time))
        }
    }

    /// Tells the next clients which of their messages have come, and puts them on the watch for an answer.
    private func acknowledge(_ sweep: AcknowledgementSweep) {
        let now = IC.time
        var sweep = sweep
        var remaining = CheckSweep.connectionsInOneRun
        while remaining > 0, let connection = webSockets.nextConnection(after: sweep.lastConnection) {
            sweep.lastConnection = connection.key.principal
            remaining -= 1
            if connection.openedAt <= sweep.startedAt { acknowledge(connection, now: now) }
        }
        if webSockets.nextConnection(after: sweep.lastConnection) != nil {
            scheduleAcknowledgement(sweep, at: now)
        } else {
            webSockets.timers.acknowledgementSlice = nil
            scheduleCheck(CheckSweep(), at: now + ProtocolNumbers.keepAliveTimeout * 1_000_000)
        }
    }

    func scheduleAcknowledgement(_ sweep: AcknowledgementSweep, at time: UInt64) {
        webSockets.timers.acknowledgementSweep = sweep
        webSockets.timers.acknowledgementSlice = timers.schedule(at: time) { self.acknowledge(sweep) }
    }

    private func acknowledge(_ connection: Connection, now: UInt64) {
        do throws(WebSocketError) {
            try webSockets.send(
                .acknowledge(lastIncomingSequenceNumber: connection.lastIncoming), to: connection, now: now)
            connection.isOnWatch = true
        } catch {
            // A full queue: nobody fetches. The client's own time-out ends the connection.
        }
    }

    func scheduleCheck(_ sweep: CheckSweep, at time: UInt64) {
        webSockets.timers.checkSweep = sweep
        // A handler of the author may trap for one client. That must not keep the check from all others.
        webSockets.timers.check = timers.schedule(
            at: time,
            onTrap: { self.scheduleCheck(self.skipping(sweep), at: IC.time) },
            { self.check(sweep) })
    }

    /// Closes connections that did not answer the acknowledgement in time, and drops gateways that have been empty for
    /// longer than the acknowledgement interval.
    private func check(_ sweep: CheckSweep) {
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
            scheduleCheck(sweep, at: now)
        }
    }

    private func checkKeepAlive(of connection: Connection, now: UInt64) {
        guard connection.isOnWatch else { return }
        connection.isOnWatch = false
        if now - connection.lastKeepAlive > ProtocolNumbers.keepAliveTimeout * 1_000_000 {
            close(connection, because: .keepAliveTimeout)
        }
    }

    /// How a check goes on whose last run trapped: with one connection a run, and past the one whose handler trapped,
    /// which is forgotten without asking the handler again.
    private func skipping(_ sweep: CheckSweep) -> CheckSweep {
        var sweep = sweep
        if sweep.connectionsInThisRun > 1 {
            sweep.connectionsInThisRun = 1
        } else if let connection = webSockets.nextConnection(after: sweep.lastConnection) {
            sweep.lastConnection = connection.key.principal
            sweep.connectionsInThisRun = CheckSweep.connectionsInOneRun
            webSockets.remove(connection, now: IC.time)
        }
        return sweep
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
    }
}
