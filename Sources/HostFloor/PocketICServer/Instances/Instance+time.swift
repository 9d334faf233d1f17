import LocalReplica

/// Time and rounds.
extension Instance {
    func time(_: AnyBody) async throws(PocketICRefusal) -> JSONValue {
        ["nanos_since_epoch": .number(UInt128(replica.currentTime))]
    }

    /// Sets the time of the next round.
    func setTime(_ time: RawTime) async throws(PocketICRefusal) -> JSONValue {
        try await perform { () throws(ReplicaError) in try await replica.setTime(time.nanosSinceEpoch) }
        return nil
    }

    /// Sets the time and executes a round, so that the certified state has it.
    func setCertifiedTime(_ time: RawTime) async throws(PocketICRefusal) -> JSONValue {
        _ = try await setTime(time)
        try await executeRound()
        return nil
    }

    /// Executes one round.
    func tick(_ tick: RawTick) async throws(PocketICRefusal) -> JSONValue {
        if let blockmakers = tick.blockmakers, !blockmakers.isEmpty {
            throw .notSupported("'blockmakers'; the subnet has one node")
        }
        for named in [tick.firstSubnet, tick.lastSubnet] {
            if let named { try check(subnet: named.principal) }
        }
        try await executeRound()
        return nil
    }

    func startProgress(_ setting: RawProgress) async throws(PocketICRefusal) -> JSONValue {
        try await progress.start(delay: setting.artificialDelayMs)
        return nil
    }

    func stopProgress(_: AnyBody) async throws(PocketICRefusal) -> JSONValue {
        await progress.stop()
        return nil
    }

    func isProgressing(_: AnyBody) async throws(PocketICRefusal) -> JSONValue { .truth(await progress.isOn) }

    func executeRound() async throws(PocketICRefusal) {
        try await perform { () throws(ReplicaError) in try await replica.executeRound() }
    }
}
