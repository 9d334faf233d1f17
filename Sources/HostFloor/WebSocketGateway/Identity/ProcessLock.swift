import Foundation

/// A lock on a file beside another, which says that one process uses that one. The system takes it back when the
/// process ends, however it ends; the file stays, and tells the last process.
final class ProcessLock: Sendable {
    private let descriptor: Int32

    private static func path(for file: String) -> String { file + ".lock" }

    init(of file: String) throws(GatewayIdentityError) {
        let path = Self.path(for: file)
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .file(path: path, reason: "it cannot be opened: \(systemErrorText())") }
        var request = Self.wholeFile(F_WRLCK)
        guard fcntl(opened, Self.setLock, &request) == 0 else {
            let isHeld = errno == EAGAIN || errno == EACCES
            let reason = systemErrorText()
            defer { close(opened) }
            throw isHeld
                ? .inUse(path: file, process: Self.number(in: opened))
                : .file(path: path, reason: "it cannot be locked: \(reason)")
        }
        descriptor = opened
        ftruncate(opened, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = text.withUnsafeBytes { pwrite(opened, $0.baseAddress, $0.count, 0) }
    }

    deinit { close(descriptor) }

    /// The process that holds the lock, if one does.
    static func holder(of file: String) -> Int32? {
        let opened = open(path(for: file), O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { return nil }
        defer { close(opened) }
        var request = wholeFile(F_WRLCK)
        guard fcntl(opened, getLock, &request) == 0, request.l_type != Int16(F_UNLCK) else { return nil }
        return number(in: opened)
    }

    private static func number(in descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return Int32(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).prefix { $0.isNumber })
    }

    private static func wholeFile(_ type: Int32) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    /// Locks of open file descriptions, not of processes: closing another descriptor of the file does not lose them,
    /// and one process cannot have it twice. Linux numbers them 36 and 37 (`F_OFD_GETLK`, `F_OFD_SETLK`).
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37
}
