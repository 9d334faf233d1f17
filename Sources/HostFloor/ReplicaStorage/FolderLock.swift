import Foundation
import Glibc

/// The right to use a state folder: a lock on a file in it, which the system gives up when the process ends, however it
/// ends.
final class FolderLock: Sendable {
    static let fileName = "lock"

    private let descriptor: Int32
    private let path: String

    /// Locks a folder, which has to exist.
    init(folder: String) throws(ReplicaStoreError) {
        path = folder + "/" + Self.fileName
        while true {
            let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard opened >= 0 else {
                throw .refused(folder: folder, reason: "its lock file cannot be opened: \(systemError())")
            }
            guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
                let process = errno == EWOULDBLOCK ? Self.process(opened) : nil
                let reason = systemError()
                let isHeld = errno == EWOULDBLOCK
                close(opened)
                throw isHeld
                    ? .inUse(folder: folder, process: process)
                    : .refused(folder: folder, reason: "its lock file cannot be locked: \(reason)")
            }
            // Whoever removed the file between the opening and the lock left a lock on nothing.
            if Self.isSame(opened, path) {
                descriptor = opened
                break
            }
            close(opened)
        }
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    deinit { close(descriptor) }

    /// Removes the lock file, for a folder that is given up.
    func removeFile() { unlink(path) }

    private static func process(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return nil }
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 && opened.st_ino == named.st_ino
            && opened.st_dev == named.st_dev
    }
}

/// What the system says of its last error.
func systemError() -> String { String(cString: strerror(errno)) }
