import Foundation
import Glibc

extension ReplicaStore {
    /// Removes the state from a folder, and the folder where nothing else is in it. A damaged state, one of a later
    /// version, or none at all is no obstacle.
    ///
    /// - Parameter lock: the lock of the folder, where the caller has it; it is of no use afterwards.
    /// - Throws: ``ReplicaStoreError/inUse(folder:process:)`` while a process has it open.
    public static func reset(folder: URL, under lock: FolderLock? = nil) throws(ReplicaStoreError) {
        let path = folder.path(percentEncoded: false)
        guard FileManager.default.fileExists(atPath: path) else { return }
        let lock = if let lock { lock } else { try FolderLock(folder: path) }
        for name in StoreLayout.fileNames {
            guard unlink(path + "/" + name) == 0 || errno == ENOENT else {
                throw .refused(folder: path, reason: "\(name) cannot be removed: \(systemError())")
            }
        }
        lock.removeFile()
        // Other files in it are not the replica's to remove.
        _ = rmdir(path)
        lock.release()
    }
}
