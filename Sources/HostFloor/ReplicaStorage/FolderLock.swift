import Foundation
import Glibc
import Synchronization

/// The right to use a state folder: a lock on a file in it, which the system gives up when the process ends, however it
/// ends.
///
/// The lock belongs to the open file and not to the process (`F_OFD_SETLK` of fcntl(2)): a second one in the same process
/// is refused as one of another process is, and who looks whether there is one takes none.
public final class FolderLock: Sendable {
    static let fileName = "lock"

    /// The folder.
    public let folder: String
    /// The open file; -1 once the lock was given up.
    private let descriptor: Mutex<Int32>

    /// Locks a folder, which has to exist.
    ///
    /// - Throws: ``ReplicaStoreError/inUse(folder:process:)`` while someone has the lock.
    public init(folder: String) throws(ReplicaStoreError) {
        self.folder = folder
        let path = Self.path(in: folder)
        var locked: Int32 = -1
        while locked < 0 {
            let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard opened >= 0 else {
                throw .refused(folder: folder, reason: "its lock file cannot be opened: \(systemError())")
            }
            var request = Self.wholeFile
            guard fcntl(opened, Self.setLock, &request) == 0 else {
                let isHeld = errno == EAGAIN || errno == EACCES
                let reason = systemError()
                let process = Self.process(opened)
                close(opened)
                throw isHeld
                    ? .inUse(folder: folder, process: process)
                    : .refused(folder: folder, reason: "its lock file cannot be locked: \(reason)")
            }
            // Whoever removed the file between the opening and the lock left a lock on nothing.
            if Self.isSame(opened, path) { locked = opened } else { close(opened) }
        }
        let text = Array("\(getpid())\n".utf8)
        _ = ftruncate(locked, 0)
        _ = text.withUnsafeBytes { pwrite(locked, $0.baseAddress, $0.count, 0) }
        descriptor = Mutex(locked)
    }

    deinit { release() }

    /// Gives the folder up. To be called when nobody uses it under this lock any more; once more it does nothing.
    public func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    /// The process that has the lock of a folder; `nil` where none has.
    public static func holder(of folder: String) -> Int32? {
        let opened = open(path(in: folder), O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        defer { close(opened) }
        var request = wholeFile
        guard fcntl(opened, getLock, &request) == 0, request.l_type != Int16(F_UNLCK) else { return nil }
        // The system does not tell whose the lock of an open file is.
        return process(opened)
    }

    /// Removes the lock file, for a folder that is given up.
    func removeFile() { unlink(Self.path(in: folder)) }

    private static func path(in folder: String) -> String { folder + "/" + fileName }

    /// What is asked for: the whole file, for this one alone. The process has to be 0.
    private static var wholeFile: flock {
        var request = flock()
        request.l_type = Int16(F_WRLCK)
        request.l_whence = Int16(SEEK_SET)
        return request
    }

    /// `F_OFD_GETLK` and `F_OFD_SETLK` of the system's `fcntl.h`, which the C library's module map leaves out.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

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
