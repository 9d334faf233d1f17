import Foundation
import ICAgent
import KeyEncoding

extension IdentityStore {
    /// Keeps a new identity. None is ever overwritten.
    func add(_ identity: any KeyIdentity, named name: String) throws(CommandFailure) {
        try Self.check(name: name)
        let text: String
        do throws(IdentityError) { text = try identity.pem(Self.format(of: identity)) } catch {
            throw CommandFailure(.failure, "\(error)")
        }
        try makeFolder()
        let path = file(name).path(percentEncoded: false)
        // Nobody else may read it, not even for the moment before its mode could be changed.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? CommandFailure(.failure, "there is an identity '\(name)' already: none is overwritten")
                : CommandFailure(.failure, "'\(path)' cannot be written: \(String(cString: strerror(errno)))")
        }
        do {
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
            try handle.close()
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw CommandFailure(.failure, "'\(path)' cannot be written: \(error.localizedDescription)")
        }
    }

    /// The form in which other tools write keys of a kind, and so read them for certain.
    static func format(of identity: any KeyIdentity) -> PrivateKeyFile.Format {
        identity.publicKey.info.algorithm == .secp256k1 ? .sec1 : .pkcs8
    }

    // MARK: The default identity

    /// The name of the identity that is meant where none is named; the anonymous one until another is chosen.
    var defaultName: String {
        get throws(CommandFailure) {
            guard let data = FileManager.default.contents(atPath: defaultFile.path(percentEncoded: false)) else {
                return Self.anonymous
            }
            guard data.count <= Self.maximumFileSize,
                let choice = try? JSONDecoder().decode(Choice.self, from: data)
            else {
                throw CommandFailure(
                    .failure, "'\(defaultFile.path(percentEncoded: false))' does not name the default identity")
            }
            return choice.default
        }
    }

    /// Chooses the default identity.
    func setDefault(_ name: String) throws(CommandFailure) {
        if name != Self.anonymous { _ = try key(named: name) }
        try makeFolder()
        do { try JSONEncoder().encode(Choice(default: name)).write(to: defaultFile, options: .atomic) } catch {
            throw CommandFailure(
                .failure,
                "'\(defaultFile.path(percentEncoded: false))' cannot be written: \(error.localizedDescription)")
        }
    }

    private var defaultFile: URL { folder.appending(path: "default.json") }

    private struct Choice: Codable {
        var `default`: String
    }

    private func makeFolder() throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(
                .failure, "'\(folder.path(percentEncoded: false))' cannot be made: \(error.localizedDescription)")
        }
    }
}
