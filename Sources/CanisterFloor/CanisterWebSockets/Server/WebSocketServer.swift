import Bytes
import Candid
import Canister
import Certification
import SHA256
import BalancedTrees
import WebSocketProtocol

/// The connections of a canister, the messages that wait for its gateways, and the certified tree over them.
///
/// Of the system it knows the certified data alone, which it shares with others, and whose certificate it fetches: time
/// and callers are handed in. What an author meets is ``WebSocketCanister``.
public final class WebSocketServer {
    /// What the author set.
    public internal(set) var settings = WebSocketSettings()

    var connections = SortedMap<Principal, Connection>()
    var gateways = SortedMap<Principal, Gateway>()
    var logs = CertifiedLogMap()
    /// Bytes of all messages that wait for gateways.
    var queuedSize = 0
    var sweeps = Sweeps()
    /// Where the tree over the messages stands beside what else the canister certifies.
    private let certification: CanisterCertification

    /// Whether all connections are about to be forgotten, so that nobody may be sent anything or closed.
    var isRestarting = false
    /// Whether messages were added or dropped since the certified data was set.
    private var isUncertified = false
    /// How many ``batch(_:)`` are under way.
    private var batchDepth = 0

    /// A server without connections, with the default settings.
    ///
    /// - Parameter certification: the canister's certified tree. A canister has one: whoever certifies something beside
    ///   the server has to share it. Without one the server has all of the certified data for itself.
    public init(in certification: CanisterCertification = CanisterCertification()) {
        self.certification = certification
    }

    /// The number of open connections.
    public var connectionCount: Int { connections.count }

    /// The key of a principal's open connection, or nil where it has none.
    public func openConnection(of principal: Principal) -> ClientKey? {
        connections[principal]?.key
    }
}

// MARK: - Certification

extension WebSocketServer {
    /// Runs a body that may send any number of messages, and certifies them once, at its end.
    ///
    /// Sending outside of a batch is right too; then each message is certified by itself, which costs more.
    public func batch<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        certification.beginBatch()
        batchDepth += 1
        var isDone = false
        defer {
            batchDepth -= 1
            certifyIfNeeded()
            certification.endBatch(isKept: isDone)
        }
        try body()
        isDone = true
    }

    /// Notes that the tree changed.
    func treeChanged() {
        isUncertified = true
        certifyIfNeeded()
    }

    private func certifyIfNeeded() {
        guard isUncertified, batchDepth == 0 else { return }
        isUncertified = false
        certify()
    }

    /// Certifies the tree over the messages.
    func certify() {
        certification.set(ProtocolNumbers.treeLabel, logs.root() ?? HashTreeDigest.empty)
    }

    /// Brings the root up to date.
    ///
    /// - Returns: its digest: what is certified now, or at the end of the batch.
    func makeRoot() -> Digest {
        certification.recall(ProtocolNumbers.treeLabel, logs.root() ?? HashTreeDigest.empty)
        return certification.root.digest
    }

    /// Writes the hash tree that leads from the certified data to a range of a gateway's messages.
    func writeTree(for nonces: Range<UInt64>, of gateway: Gateway) -> ByteWriter {
        let size = logs.witnessSize(of: nonces, in: gateway.keyPrefix)
        var tree = ByteWriter(capacity: size + certification.root.witnessOverhead(of: ProtocolNumbers.treeLabel))
        certification.root.writeWitness(of: ProtocolNumbers.treeLabel, to: &tree) { tree in
            logs.writeWitness(of: nonces, in: gateway.keyPrefix, to: &tree)
        }
        return tree
    }
}
