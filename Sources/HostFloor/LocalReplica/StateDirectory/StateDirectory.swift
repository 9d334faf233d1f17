import Foundation
import Synchronization

/// The folder that a replica keeps its state in. One replica at a time uses it: the system holds the lock, and lets go of
/// it when the process ends, however it ends.
public final class StateDirectory: Sendable {
    /// The folder's path.
    public let path: String
    private let lock: Mutex<Int32>

    /// Takes a folder for this process, and makes it where there is none.
    public init(path: String) throws(ReplicaError) {
        self.path = path
        do {
            try Self.make(path)
        } catch {
            throw .stateDirectory(path: path, reason: error.localizedDescription)
        }
        let file = Self.path(of: .process, in: path)
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .stateDirectory(path: path, reason: "\(file): \(Self.systemError)") }
        guard Self.lock(descriptor) else {
            let isHeld = errno == EWOULDBLOCK
            let reason = "\(file): \(Self.systemError)"
            close(descriptor)
            throw isHeld
                ? .stateDirectoryInUse(path: path, process: Self.process(using: path))
                : .stateDirectory(path: path, reason: reason)
        }
        lock = Mutex(descriptor)
        let process = Array("\(getpid())\n".utf8)
        ftruncate(descriptor, 0)
        _ = process.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }

    /// Makes a folder that others cannot look into.
    public static func make(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Takes the lock. Whoever looks at the folder holds it for a moment, so it is asked for more than once.
    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 0..<10 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            guard errno == EWOULDBLOCK else { return false }
            usleep(20_000)
        }
        errno = EWOULDBLOCK
        return false
    }

    /// Lets go of the folder.
    func unlock() {
        lock.withLock { descriptor in
            guard descriptor >= 0 else { return }
            ftruncate(descriptor, 0)
            close(descriptor)
            descriptor = -1
        }
    }

    deinit { unlock() }

    /// The process that uses a folder now; `nil` where none does.
    public static func process(using path: String) -> Int32? {
        let descriptor = open(Self.path(of: .process, in: path), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_SH | LOCK_NB) == 0 { return nil }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Int32(String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self).filter(\.isNumber))
    }

    static var systemError: String { String(cString: strerror(errno)) }
}
