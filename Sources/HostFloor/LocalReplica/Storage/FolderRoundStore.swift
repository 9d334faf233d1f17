import CanisterExecution
import Foundation
import ICProtocol
import ReplicaStorage

/// Keeps the state in a folder, where it survives the end of the process, however it ends.
final class FolderRoundStore: RoundStore, Sendable {
    private let store: ReplicaStore

    init(in directory: StateDirectory) throws(ReplicaError) {
        do throws(ReplicaStoreError) {
            store = try ReplicaStore(
                folder: URL(fileURLWithPath: directory.path, isDirectory: true), under: directory.lock)
        } catch {
            throw .stateDirectory(path: directory.path, reason: "\(error)")
        }
    }

    var isKeeping: Bool { true }

    /// The keys that go with the state; new ones where there are none yet.
    func keys() throws(ReplicaError) -> ReplicaKeys {
        do {
            let stored = Dictionary(
                try store.blobs(in: Namespace.keys).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
            if let root = stored[Namespace.root], let node = stored[Namespace.node] {
                return try ReplicaKeys(rootSecret: root, nodeSecret: node)
            }
            let keys = try ReplicaKeys.random()
            try store.commit(
                StateChanges(),
                [
                    .set(namespace: Namespace.keys, key: Namespace.root, value: keys.rootSecret.bytes),
                    .set(
                        namespace: Namespace.keys, key: Namespace.node,
                        value: Array(keys.nodeSecret.rawRepresentation)),
                ])
            return keys
        } catch let error as ReplicaKeysError {
            throw .keys(error)
        } catch {
            throw .stateDirectory(path: store.folder, reason: "\(error)")
        }
    }

    func load() throws(RoundStoreError) -> StoredReplica? {
        do throws(ReplicaStoreError) {
            let rounds = try store.blobs(in: Namespace.rounds)
            guard let number = rounds.first?.value else { return nil }
            let requests = try store.blobs(in: Namespace.requests).compactMap { key, value in
                RequestID(key).map { (id: $0, record: value) }
            }
            return StoredReplica(
                number: number.reduce(0) { $0 << 8 | UInt64($1) }, state: try store.records(), requests: requests)
        } catch {
            throw .load(reason: "\(error)")
        }
    }

    func commit(_ round: StoredRound) throws(RoundStoreError) {
        var changes: [BlobChange] = round.requests.map { id, record in
            if let record {
                .set(namespace: Namespace.requests, key: id.bytes, value: record)
            } else {
                .remove(namespace: Namespace.requests, key: id.bytes)
            }
        }
        let number = withUnsafeBytes(of: round.number.bigEndian) { [UInt8]($0) }
        changes.append(.set(namespace: Namespace.rounds, key: [], value: number))
        do throws(ReplicaStoreError) { try store.commit(round.state, changes) } catch {
            throw .commit(round: round.number, reason: "\(error)")
        }
    }

    func close() { try? store.close() }

    /// Where things are beside the subnet's state.
    private enum Namespace {
        static let keys = "keys"
        static let requests = "requests"
        static let rounds = "rounds"
        static let root = [UInt8]("root".utf8)
        static let node = [UInt8]("node".utf8)
    }
}
