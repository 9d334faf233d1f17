import Candid
import CanisterExecution

extension ManagementCanister {
    /// The reply of `canister_status`: every field that clients decode.
    func status(of id: Principal, for caller: Principal) throws(Reject) -> [UInt8] {
        let canister = try accessible(id, to: caller, for: .canisterStatus)
        let heap = canister.guest?.heapSize ?? 0
        let stable = canister.stableMemory.pageCount * 65_536
        let code = UInt64(canister.module?.bytes.count ?? 0)
        let sections = UInt64(canister.module?.metadata.reduce(0) { $0 + $1.name.utf8.count + $1.content.count } ?? 0)
        let chunks = UInt64(canister.chunkStore.count * limits.resources.chunkSize)
        let snapshots = canister.takenSnapshots.values.reduce(0) {
            $0 + $1.size(chunkSize: limits.resources.chunkSize)
        }
        let history = canister.history.byteCount
        let memory = MemoryReport(
            wasmBinarySize: Nat(code), wasmChunkStoreSize: Nat(chunks), canisterHistorySize: Nat(history),
            stableMemorySize: Nat(stable), snapshotsSize: Nat(snapshots), wasmMemorySize: Nat(heap),
            globalMemorySize: Nat(0), customSectionsSize: Nat(sections))
        // Queries are not counted here.
        let queries = QueryReport(
            responsePayloadBytesTotal: Nat(0), numInstructionsTotal: Nat(0), numCallsTotal: Nat(0),
            requestPayloadBytesTotal: Nat(0))
        return CandidEncoder.encode(
            StatusReport(
                memoryMetrics: memory, status: RunStatus(canister.status),
                memorySize: Nat(heap + stable + code + sections + chunks + snapshots + history), readyForMigration: false, version: canister.version,
                cycles: Nat(cycles: canister.cycles), settings: SettingsReport(canister.settings),
                queryStats: queries, idleCyclesBurnedPerDay: Nat(0), moduleHash: canister.module?.hash,
                reservedCycles: Nat(0)))
    }

    /// The reply of `fetch_canister_logs`.
    func logs(_ argument: [UInt8], for caller: Principal) throws(Reject) -> [UInt8] {
        let request = try Self.decode(LogRequest.self, from: argument, of: .fetchCanisterLogs)
        let canister = try existing(request.canisterId)
        let mayRead =
            switch canister.settings.logVisibility {
            case .everybody: true
            case .controllers: canister.controllers.contains(caller)
            case .viewers(let viewers): canister.controllers.contains(caller) || viewers.contains(caller)
            }
        guard mayRead else {
            throw Reject(
                .canisterRejectedMessage,
                "Caller \(caller.text) is not allowed to read the logs of canister \(request.canisterId.text)")
        }
        let records = canister.log.records.filter { record in
            switch request.filter {
            case .byIdx(let range): record.index >= range.start && record.index < range.end
            case .byTimestampNanos(let range): record.time >= range.start && record.time < range.end
            case nil: true
            }
        }
        return CandidEncoder.encode(
            LogReport(
                canisterLogRecords: records.map {
                    LogRecord(idx: $0.index, timestampNanos: $0.time, content: [UInt8]($0.content.utf8))
                }))
    }
}

extension RunStatus {
    fileprivate init(_ status: CanisterStatus) {
        switch status {
        case .running: self = .running
        case .stopping: self = .stopping
        case .stopped: self = .stopped
        }
    }
}
