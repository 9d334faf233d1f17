import Candid
import CanisterExecution

extension ManagementCanister {
    /// The reply of `canister_status`: every field that clients decode.
    func status(of id: Principal, for caller: Principal) throws(Reject) -> [UInt8] {
        let canister = try visible(id, to: caller)
        let heap = canister.guest?.heapSize ?? 0
        let stable = canister.stableMemory.pageCount * 65_536
        let code = UInt64(canister.module?.bytes.count ?? 0)
        let sections = UInt64(canister.module?.metadata.reduce(0) { $0 + $1.name.utf8.count + $1.content.count } ?? 0)
        let memory = MemoryReport(
            wasmBinarySize: Nat(code), wasmChunkStoreSize: Nat(0), canisterHistorySize: Nat(0),
            stableMemorySize: Nat(stable), snapshotsSize: Nat(0), wasmMemorySize: Nat(heap),
            globalMemorySize: Nat(0), customSectionsSize: Nat(sections))
        // Queries are not counted here.
        let queries = QueryReport(
            responsePayloadBytesTotal: Nat(0), numInstructionsTotal: Nat(0), numCallsTotal: Nat(0),
            requestPayloadBytesTotal: Nat(0))
        return CandidEncoder.encode(
            StatusReport(
                memoryMetrics: memory, status: RunStatus(canister.status),
                memorySize: Nat(heap + stable + code + sections), readyForMigration: false, version: canister.version,
                cycles: Nat(cycles: canister.cycles), settings: SettingsReport(canister.settings),
                queryStats: queries, idleCyclesBurnedPerDay: Nat(0), moduleHash: canister.module?.hash,
                reservedCycles: Nat(0)))
    }

    /// The reply of `fetch_canister_logs`.
    func logs(of id: Principal, for caller: Principal) throws(Reject) -> [UInt8] {
        let canister = try existing(id)
        let mayRead =
            switch canister.settings.logVisibility {
            case .everybody: true
            case .controllers: canister.controllers.contains(caller)
            case .viewers(let viewers): canister.controllers.contains(caller) || viewers.contains(caller)
            }
        guard mayRead else {
            throw Reject(
                .canisterRejectedMessage, "Caller \(caller.text) is not allowed to read the logs of canister \(id.text)")
        }
        return CandidEncoder.encode(
            LogReport(
                canisterLogRecords: canister.log.records.map {
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
