import Candid
import ICProtocol
import LocalReplica
import Synchronization

/// A small Internet Computer of its own: a replica with one subnet, whose time is told.
final class Instance: Sendable {
    let id: Int
    let kind: SubnetKind
    let replica: LocalReplica
    let progress: AutoProgress
    let limits: PocketICLimits
    let replicaLimits: ReplicaLimits
    let blobs: BlobStore

    /// Tells equal calls apart.
    private let submissions = Mutex<UInt64>(0)

    init(
        id: Int, kind: SubnetKind, replica: LocalReplica, replicaLimits: ReplicaLimits, limits: PocketICLimits,
        blobs: BlobStore
    ) {
        (self.id, self.kind, self.replica) = (id, kind, replica)
        (self.replicaLimits, self.limits, self.blobs) = (replicaLimits, limits, blobs)
        progress = AutoProgress(replica)
    }

    /// The only subnet.
    var subnet: Principal { replica.keys.subnet }

    /// The first canister that is made on it where no other is specified.
    static let firstCanister = Principal(canisterIndex: firstCanisterIndex)

    /// Where PocketIC begins to number the canisters of its first subnet: 2^21 below the end of all numbers.
    static let firstCanisterIndex: UInt64 = 0xffff_ffff_ffe0_0000

    /// When time begins, in nanoseconds since 1970, where nothing else is said: the genesis of the Internet Computer,
    /// on 6 May 2021.
    static let genesis: UInt64 = 1_620_328_630_000_000_000

    /// A number that no call had before.
    func nextNonce() -> [UInt8] {
        let number = submissions.withLock { count in
            count += 1
            return count
        }
        return withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
    }

    /// Ends it.
    func stop() async {
        await progress.stop()
        await replica.stop()
    }

    /// Does something with the replica.
    func perform<Value>(
        _ body: () async throws(ReplicaError) -> Value
    ) async throws(PocketICRefusal) -> Value {
        do throws(ReplicaError) { return try await body() } catch { throw PocketICRefusal(error) }
    }
}
