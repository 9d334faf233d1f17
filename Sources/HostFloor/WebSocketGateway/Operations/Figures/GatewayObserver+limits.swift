extension GatewayObserver {
    /// All limits, with what there is of each now.
    func limits() -> [LimitFigure] {
        let (uses, maxima) = (uses(), maxima())
        return GatewayLimit.allCases.map { limit in
            let isCounted = LimitCounters.counted.contains(limit)
            let reached = isCounted ? metrics.count(LimitCounters.name, [("limit", limit.rawValue)]) : nil
            return LimitFigure(limit, use: uses[limit], maximum: maxima[limit], reached: reached)
        }
    }

    private func uses() -> [GatewayLimit: Int] {
        let services = gateway.services
        let handshakes = sockets?.pendingHandshakes ?? (all: 0, mostOfOneAddress: 0)
        let calls = services.relay.gate.figures
        let closes = services.closer.figures
        let process = process
        var uses: [GatewayLimit: Int] = [
            .sockets: door.keeper.count, .socketsPerAddress: door.keeper.mostOfOneAddress,
            .handshakes: handshakes.all, .handshakesPerAddress: handshakes.mostOfOneAddress,
            .refusedSockets: door.refusedCount, .canisterConnections: services.directory.mostClientsOfACanister,
            .calls: calls.all, .callsPerCanister: calls.mostOfOneCanister,
            .closes: closes.all, .closesPerCanister: closes.mostOfOneCanister,
        ]
        uses[.descriptors] = process.openDescriptors
        uses[.memory] = process.residentBytes
        return uses
    }

    private func maxima() -> [GatewayLimit: Int] {
        let (listener, admission) = (configuration.listener, configuration.admission)
        let heart = gateway.services.environment.configuration
        var maxima: [GatewayLimit: Int] = [
            .sockets: admission.maximumConnections, .socketsPerAddress: admission.maximumConnectionsPerAddress,
            .handshakes: listener.maximumPendingHandshakes,
            .handshakesPerAddress: listener.maximumPendingHandshakesPerAddress,
            .refusedSockets: Door.maximumRefused, .frames: admission.frameBurst,
            .messageSize: listener.connections.frames.maximumMessageSize,
            .clientQueue: heart.envelopes.maximumCount, .clientQueueExcess: heart.envelopes.maximumExcessCount,
            .sendBuffer: listener.connections.maximumOutgoingBytes, .heldMessages: heart.maximumHeldBytes,
            .canisterConnections: heart.connectionsPerCanister,
            .calls: heart.delivery.concurrentCalls, .callsPerCanister: heart.delivery.concurrentCallsPerCanister,
            .closes: heart.closing.maximumWaiting, .closesPerCanister: heart.closing.maximumWaitingPerCanister,
            .descriptors: process.maximumDescriptors,
        ]
        maxima[.memory] = MemoryLimit.bytes
        return maxima
    }
}
