import Foundation
import ICAgent
import KeyEncoding

/// The identities of whoever uses this machine: a folder with a PEM file for each, which nobody else may read.
struct IdentityStore {
    let folder: URL

    /// The name of the one who signs nothing.
    static let anonymous = "anonymous"

    /// The most bytes of a file that is read.
    static let maximumFileSize = 1 << 16

    /// That below `$XDG_CONFIG_HOME`, or `~/.config`.
    static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) throws(CommandFailure)
        -> IdentityStore
    {
        // A relative path is to be passed over (XDG Base Directory Specification).
        if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
            return IdentityStore(folder: URL(filePath: config).appending(path: "icws/identity"))
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw CommandFailure(.failure, "there is no folder for identities: set HOME or XDG_CONFIG_HOME")
        }
        return IdentityStore(folder: URL(filePath: home).appending(path: ".config/icws/identity"))
    }

    // MARK: Reading

    /// The names of all identities, sorted; without the anonymous one.
    var names: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
        return files.filter { $0.hasSuffix(".pem") }.map { String($0.dropLast(4)) }
            .filter { (try? Self.check(name: $0)) != nil }.sorted()
    }

    /// The identity of a name, or in a PEM file; the default one where none is named.
    func identity(named name: String?) throws(CommandFailure) -> any Identity {
        let chosen: String
        if let name { chosen = name } else { chosen = try defaultName }
        if chosen == Self.anonymous { return AnonymousIdentity() }
        return try key(named: chosen)
    }

    /// The same, of one that has a key.
    func key(named name: String) throws(CommandFailure) -> any KeyIdentity {
        if name.contains("/") || name.hasSuffix(".pem") { return try Self.key(in: name) }
        guard names.contains(name) else {
            let known = ([Self.anonymous] + names).joined(separator: ", ")
            throw CommandFailure(
                .failure,
                "there is no identity '\(name)': there are \(known). Make it with  icws identity new \(name)")
        }
        let path = file(name).path(percentEncoded: false)
        let mode = (try? FileManager.default.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
        if let mode, mode & 0o077 != 0 {
            Terminal.warning("others may read the identity '\(name)': set it right with  chmod 600 \(path)")
        }
        return try Self.key(in: path)
    }

    private static func key(in path: String) throws(CommandFailure) -> any KeyIdentity {
        guard let data = FileManager.default.contents(atPath: path), data.count <= maximumFileSize,
            let text = String(validating: data, as: UTF8.self)
        else { throw CommandFailure(.failure, "'\(path)' cannot be read as a PEM file") }
        do throws(IdentityError) { return try IdentityFile.identity(pem: text) } catch {
            throw CommandFailure(.failure, "'\(path)' holds no identity: \(error)")
        }
    }

    func file(_ name: String) -> URL { folder.appending(path: "\(name).pem") }

    /// A name becomes that of a file, and must not lead anywhere else.
    static func check(name: String) throws(CommandFailure) {
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        guard isPlain, (1...64).contains(name.count), !name.hasPrefix("."), !name.hasPrefix("-"), !name.hasSuffix(".pem"),
            name != anonymous
        else {
            throw CommandFailure(
                .usage,
                "'\(name)' cannot be an identity's name: expected up to 64 letters, digits, '_', '-' and '.', not "
                    + "'.pem' at the end, and not '\(anonymous)'")
        }
    }
}
