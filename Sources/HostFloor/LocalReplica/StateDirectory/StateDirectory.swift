import Foundation
import ReplicaStorage

/// The folder that a replica keeps its state in. One replica at a time uses it: the system holds the lock, and lets go of
/// it when the process ends, however it ends.
public final class StateDirectory: Sendable {
    /// The folder's path.
    public let path: String
    /// What the store in the folder is opened under too.
    let lock: FolderLock

    /// Takes a folder for this process, and makes it where there is none.
    public init(path: String) throws(ReplicaError) {
        self.path = path
        do {
            try Self.make(path)
        } catch {
            throw .stateDirectory(path: path, reason: error.localizedDescription)
        }
        do throws(ReplicaStoreError) {
            lock = try FolderLock(folder: path)
        } catch .inUse(_, let process) {
            throw .stateDirectoryInUse(path: path, process: process)
        } catch {
            throw .stateDirectory(path: path, reason: "\(error)")
        }
    }

    /// Makes a folder that others cannot look into.
    public static func make(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Lets go of the folder, when nothing in it is used any more.
    func unlock() { lock.release() }

    /// The process that uses a folder now; `nil` where none does.
    public static func process(using path: String) -> Int32? { FolderLock.holder(of: path) }
}
