import Candid
import CanisterExecution

/// Why a canister's stable memory was not read or replaced.
public enum StableMemoryFailure: Error, Hashable, Sendable {
    /// There is no such canister.
    case noCanister
    /// The canister has no code.
    case noCode
    /// There are more bytes than may be.
    case tooLarge(bytes: UInt64, maximum: UInt64)
}

/// The stable memory of a canister as a whole.
extension LocalReplica {
    /// The bytes of all its pages.
    ///
    /// - Parameter limit: bytes that are read at most.
    public func stableMemory(
        of id: Principal, atMost limit: UInt64
    ) async throws(ReplicaError) -> Result<[UInt8], StableMemoryFailure> {
        try await thread.perform { loop throws(ReplicaError) in
            loop.canisterWithCode(id).flatMap { canister in
                let memory = canister.stableMemory
                let bytes = memory.byteCount
                guard bytes <= limit, let content = memory.read(at: 0, count: bytes) else {
                    return .failure(.tooLarge(bytes: bytes, maximum: limit))
                }
                return .success(content)
            }
        }
    }

    /// Puts other bytes in the place of all there were; the last page is filled up with zeros.
    public func setStableMemory(
        of id: Principal, to content: [UInt8]
    ) async throws(ReplicaError) -> Result<Void, StableMemoryFailure> {
        try await thread.perform { loop throws(ReplicaError) in
            let limit = loop.core.limits.resources.stablePages
            let outcome = loop.canisterWithCode(id).flatMap { canister -> Result<Void, StableMemoryFailure> in
                guard canister.replaceStableMemory(with: content, pageLimit: limit) else {
                    return .failure(
                        .tooLarge(bytes: UInt64(content.count), maximum: limit * SparseStableMemory.pageSize))
                }
                return .success(())
            }
            if case .success = outcome { try loop.keepChange() }
            return outcome
        }
    }
}

extension ReplicaLoop {
    fileprivate func canisterWithCode(_ id: Principal) -> Result<HostedCanister, StableMemoryFailure> {
        guard let canister = core.subnet.canisters[id] else { return .failure(.noCanister) }
        return canister.guest == nil ? .failure(.noCode) : .success(canister)
    }
}
