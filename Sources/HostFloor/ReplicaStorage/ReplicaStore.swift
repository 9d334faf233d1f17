import CanisterExecution
import Foundation
import GRDB
import Glibc
import Synchronization

/// The state of a replica in a folder: an SQLite database, which one process has at a time.
///
/// ``commit(_:_:)`` writes all of a round in one transaction: after the end of a process, however it ends, either all
/// of it is there or nothing. What was committed survives the end of the process. It need not survive that of the
/// machine: the write-ahead log is not forced to the disk at each commit (`synchronous = NORMAL`), so after a loss of
/// power the last rounds may be missing, and those before are whole.
///
/// The folder holds secrets, so only the user who made it may read the database.
public final class ReplicaStore: Sendable {
    /// The folder.
    public let folder: String

    /// Whether there was no state in the folder before.
    public let isNew: Bool

    private let state: Mutex<Open?>

    private struct Open {
        var queue: DatabaseQueue
        /// Nil where the caller holds it.
        var lock: FolderLock?
    }

    /// Opens the state in a folder; where there is none, folder and state are made.
    ///
    /// The whole database is looked through, so that a damaged one is refused here and not found out later.
    ///
    /// - Parameter lock: the lock of the folder, where the caller has it and holds it for longer than the store is open;
    ///   `nil` to take it, and give it up when the store is closed.
    public init(folder: URL, under lock: FolderLock? = nil) throws(ReplicaStoreError) {
        let path = folder.path(percentEncoded: false)
        self.folder = path
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .refused(folder: path, reason: "it cannot be made: \(error.localizedDescription)")
        }
        let own = if lock == nil { try FolderLock(folder: path) } else { FolderLock?.none }
        let file = path + "/" + StoreLayout.fileName
        // SQLite gives the files beside it the same permissions.
        let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .refused(folder: path, reason: "its database cannot be opened: \(systemError())")
        }
        Glibc.close(descriptor)
        let (queue, isNew) = try Self.catching(path) {
            var configuration = Configuration()
            configuration.journalMode = .wal
            configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = NORMAL") }
            let queue = try DatabaseQueue(path: file, configuration: configuration)
            return (queue, try queue.write { try Self.prepare($0, path) })
        }
        self.isNew = isNew
        state = Mutex(Open(queue: queue, lock: own))
    }

    /// Checks the database, or makes its tables.
    ///
    /// - Returns: whether it was empty.
    private static func prepare(_ database: Database, _ folder: String) throws -> Bool {
        if try StoreLayout.isEmpty(database) {
            try StoreLayout.create(in: database)
            return true
        }
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == StoreLayout.applicationID else {
            throw ReplicaStoreError.foreignDatabase(folder: folder, file: StoreLayout.fileName)
        }
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        guard found <= StoreLayout.version else {
            throw ReplicaStoreError.newerLayout(folder: folder, found: found, known: StoreLayout.version)
        }
        let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? "no answer"
        guard answer == "ok" else { throw ReplicaStoreError.damaged(folder: folder, reason: answer) }
        return false
    }

    /// Closes the database and gives the folder up. Later calls throw ``ReplicaStoreError/closed(folder:)``.
    public func close() throws(ReplicaStoreError) {
        let open = state.withLock { state in
            defer { state = nil }
            return state
        }
        defer { open?.lock?.release() }
        try Self.catching(folder) { try open?.queue.close() }
    }
}

// MARK: - Reading and writing

extension ReplicaStore {
    /// The state of the subnet, in the order of the keys' bytes; no records where none was ever committed.
    public func records() throws(ReplicaStoreError) -> [StateRecord] {
        try withDatabase { queue, folder in
            try queue.read { database in
                var records: [StateRecord] = []
                let rows = try Row.fetchCursor(database, sql: "SELECT key, value FROM state ORDER BY key")
                while let row = try rows.next() {
                    let key = [UInt8](row[0] as Data)
                    guard let stateKey = StateKey(bytes: key) else {
                        throw ReplicaStoreError.damaged(folder: folder, reason: "\(key) is the key of no record")
                    }
                    records.append(StateRecord(key: stateKey, value: [UInt8](row[1] as Data)))
                }
                return records
            }
        }
    }

    /// What a namespace holds, in the order of the keys' bytes.
    public func blobs(in namespace: String) throws(ReplicaStoreError) -> [(key: [UInt8], value: [UInt8])] {
        try withDatabase { queue, _ in
            try queue.read { database in
                try Row.fetchAll(
                    database, sql: "SELECT key, value FROM blobs WHERE namespace = ? ORDER BY key",
                    arguments: [namespace]
                ).map { ([UInt8]($0[0] as Data), [UInt8]($0[1] as Data)) }
            }
        }
    }

    /// Keeps all of a round, or nothing of it.
    ///
    /// - Parameters:
    ///   - changes: what changed in the subnet.
    ///   - blobs: changes of the replica's own, applied in their order.
    /// - Throws: why nothing was kept. The same changes may be tried again; later ones must not come before them.
    public func commit(_ changes: StateChanges, _ blobs: [BlobChange] = []) throws(ReplicaStoreError) {
        try withDatabase { queue, _ in
            try queue.write { database in
                try StoreWriting.apply(changes, to: database)
                for change in blobs { try StoreWriting.apply(change, to: database) }
            }
        }
    }

    private func withDatabase<Value>(
        _ body: (_ queue: DatabaseQueue, _ folder: String) throws -> Value
    ) throws(ReplicaStoreError) -> Value {
        guard let queue = state.withLock({ $0?.queue }) else { throw .closed(folder: folder) }
        return try Self.catching(folder) { try body(queue, folder) }
    }

    /// Does something and says of an error of the database what it means.
    private static func catching<Value>(
        _ folder: String, _ body: () throws -> Value
    ) throws(ReplicaStoreError) -> Value {
        do {
            return try body()
        } catch let error as ReplicaStoreError {
            throw error
        } catch let error as DatabaseError {
            let reason = error.message ?? "\(error.resultCode)"
            switch error.resultCode {
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: throw .damaged(folder: folder, reason: reason)
            case .SQLITE_FULL: throw .volumeFull(folder: folder)
            default: throw .refused(folder: folder, reason: reason)
            }
        } catch {
            throw .refused(folder: folder, reason: "\(error)")
        }
    }
}
