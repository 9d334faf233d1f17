import Candid
import ICCertificates
import LocalReplica

/// What is seen of canisters and changed in them from outside.
extension Instance {
    func controllers(of canister: CanisterReference) async throws(PocketICRefusal) -> JSONValue {
        let id = canister.principal
        let found = try await perform { () throws(ReplicaError) in try await replica.controllers(of: id) }
        guard let found else { throw .noCanister(id) }
        return .array(found.map { ["principal_id": .bytes($0.bytes)] })
    }

    func cycles(of canister: CanisterReference) async throws(PocketICRefusal) -> JSONValue {
        let id = canister.principal
        return try balance(try await perform { () throws(ReplicaError) in try await replica.cycles(of: id) }, of: id)
    }

    func addCycles(_ addition: RawCycles) async throws(PocketICRefusal) -> JSONValue {
        let id = addition.canisterId.principal
        let cycles = try await perform { () throws(ReplicaError) in
            try await replica.addCycles(addition.amount, to: id)
        }
        return try balance(cycles, of: id)
    }

    /// The subnet of a canister; null where there is no such canister.
    func subnet(of canister: CanisterReference) async throws(PocketICRefusal) -> JSONValue {
        replica.hasCanister(canister.principal) ? ["subnet_id": .bytes(subnet.bytes)] : nil
    }

    /// The public key of the subnet in DER: an array of numbers.
    func publicKey(of named: SubnetReference) async throws(PocketICRefusal) -> JSONValue {
        try check(subnet: named.principal)
        return .array(replica.rootKey.map { .number(UInt128($0)) })
    }

    /// Requests to other servers by HTTPS that canisters wait for: none, since the replica lets them make none.
    func pendingHTTPRequests(_: AnyBody) async throws(PocketICRefusal) -> JSONValue { [] }

    func stableMemory(of canister: CanisterReference) async throws(PocketICRefusal) -> JSONValue {
        let id = canister.principal
        let reading = try await perform { () throws(ReplicaError) in
            try await replica.stableMemory(of: id, atMost: limits.stableMemoryBytes)
        }
        return ["blob": .bytes(try unfailing(reading, id))]
    }

    func setStableMemory(_ setting: RawStableMemory) async throws(PocketICRefusal) -> JSONValue {
        let id = setting.canisterId.principal
        let content = try await blobs.content(of: [UInt8](setting.blobId).hex)
        let change = try await perform { () throws(ReplicaError) in
            try await replica.setStableMemory(of: id, to: content)
        }
        try unfailing(change, id)
        return nil
    }

    private func balance(_ cycles: UInt128?, of id: Principal) throws(PocketICRefusal) -> JSONValue {
        guard let cycles else { throw .noCanister(id) }
        return ["cycles": .number(cycles)]
    }

    private func unfailing<Value>(
        _ outcome: Result<Value, StableMemoryFailure>, _ id: Principal
    ) throws(PocketICRefusal) -> Value {
        do throws(StableMemoryFailure) { return try outcome.get() } catch {
            switch error {
            case .noCanister: throw .noCanister(id)
            case .noCode: throw .badRequest("CanisterIsEmpty(\(id.text)): the canister has no code.")
            case .tooLarge(let bytes, let maximum):
                throw .tooLarge("The stable memory has \(bytes) bytes, where at most \(maximum) are possible.")
            }
        }
    }
}
