import CanisterExecution

extension WebSocketTestClient {
    /// Lets time pass while the client answers every acknowledgement, as a real one does. What the application sent on
    /// the way is kept for ``receive()``.
    ///
    /// A connection that the canister closes on the way stays closed; see ``closeReason``. Other clients answer nothing
    /// meanwhile: where they are to stay too, use ``stayAlive(_:for:)``.
    public func stayAlive(for duration: Duration) throws {
        try Self.stayAlive([self], for: duration)
    }

    /// Lets time pass while several clients, of one canister or of several on one subnet, answer every acknowledgement.
    public static func stayAlive(_ clients: [WebSocketTestClient], for duration: Duration) throws {
        guard let canister = clients.first?.canister else { return }
        let (sum, isTooLong) = canister.time.addingReportingOverflow(duration.nanoseconds)
        let end = isTooLong ? .max : sum
        try answer(clients)
        // Acknowledgements come from timers, so from timer to timer nothing is missed.
        while let next = canister.subnet.nextTimer, next <= end {
            // A timer that arms itself for now would fire forever.
            guard canister.subnet.passTime(next - min(next, canister.time)) else { break }
            try answer(clients)
        }
        canister.subnet.passTime(end - canister.time)
        try answer(clients)
    }

    private static func answer(_ clients: [WebSocketTestClient]) throws {
        for client in clients {
            try client.fetch()
            if client.owesKeepAlive, client.closeReason == nil { try client.keepAlive() }
        }
    }
}
