import Foundation
import ICAgent
import KeyEncoding

/// The identity of a gateway: a PEM file that only its user can read, made at the first start, and used by one gateway
/// at a time.
public final class GatewayIdentityFile: Sendable {
    /// The identity.
    public let identity: any KeyIdentity

    /// Whether it was made just now.
    public let isNew: Bool

    private let lock: ProcessLock

    /// The most bytes of a file that is read.
    private static let maximumSize = 1 << 16

    /// Takes the identity of a file, which is made where it is not there, and locks it for this process.
    public init(path: String) throws(GatewayIdentityError) {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .file(path: folder, reason: "the folder cannot be made: \(error.localizedDescription)")
        }
        lock = try ProcessLock(of: path)
        if let known = try Self.read(path) {
            identity = known
            isNew = false
        } else {
            identity = try Self.make(path)
            isNew = true
        }
    }

    /// The process that uses the identity of a file now.
    public static func process(using path: String) -> Int32? { ProcessLock.holder(of: path) }

    private static func read(_ path: String) throws(GatewayIdentityError) -> (any KeyIdentity)? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw .file(path: path, reason: "it cannot be read: \(systemErrorText())") }
            return nil
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .file(path: path, reason: "it is no file")
        }
        guard facts.st_mode & 0o077 == 0 else { throw .readableByOthers(path: path, mode: facts.st_mode & 0o777) }
        let data: Data
        do { data = try handle.read(upToCount: maximumSize) ?? Data() } catch {
            throw .file(path: path, reason: "it cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(data: data, encoding: .utf8) else { throw .file(path: path, reason: "it is no text") }
        do throws(IdentityError) { return try IdentityFile.identity(pem: text) } catch {
            throw .file(path: path, reason: "\(error)")
        }
    }

    /// Beside its place first: a file that is there is whole.
    private static func make(_ path: String) throws(GatewayIdentityError) -> any KeyIdentity {
        let identity: Ed25519Identity
        let text: String
        do throws(IdentityError) {
            identity = try Ed25519Identity()
            text = try identity.pem(.pkcs8)
        } catch {
            throw .file(path: path, reason: "\(error)")
        }
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .file(path: draft, reason: "it cannot be made: \(systemErrorText())") }
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
            try handle.close()
        } catch {
            unlink(draft)
            throw .file(path: draft, reason: "it cannot be written: \(error.localizedDescription)")
        }
        guard rename(draft, path) == 0 else {
            throw .file(path: path, reason: "it cannot be made: \(systemErrorText())")
        }
        return identity
    }
}

/// Why the identity of a gateway cannot be used.
public enum GatewayIdentityError: Error, Hashable, CustomStringConvertible {
    /// The file, or what lies beside it, is not as it should be.
    case file(path: String, reason: String)
    /// Others than the user can read the key.
    case readableByOthers(path: String, mode: UInt32)
    /// Another gateway uses it.
    case inUse(path: String, process: Int32?)

    /// One line of text.
    public var description: String {
        switch self {
        case .file(let path, let reason): "\(path): \(reason)"
        case .readableByOthers(let path, let mode):
            "\(path): others can read the key (mode \(String(mode, radix: 8))). Set it right with  chmod 600 \(path)"
        case .inUse(let path, let process):
            "\(path): another gateway uses this identity\(process.map { ", process \($0)" } ?? ""). "
                + "Each gateway has its own"
        }
    }
}

/// What the system says of its last error.
func systemErrorText() -> String { String(cString: strerror(errno)) }
