import Foundation
import ICCertificates

extension StateDirectory {
    /// The keys that are kept in the folder; new ones at the first time.
    func keys() throws(ReplicaError) -> ReplicaKeys {
        let file = Self.path(of: .keys, in: path)
        guard let data = FileManager.default.contents(atPath: file) else {
            let keys: ReplicaKeys
            do throws(ReplicaKeysError) { keys = try ReplicaKeys.random() } catch { throw .keys(error) }
            try write(KeyFile(keys), to: file)
            return keys
        }
        let stored: KeyFile
        do { stored = try JSONDecoder().decode(KeyFile.self, from: data) } catch {
            throw .stateDirectory(
                path: path,
                reason: "\(file) is no file of keys: expected JSON with the texts 'rootKeySecret' and 'nodeKeySecret'")
        }
        guard let root = Self.bytes(stored.rootKeySecret), let node = Self.bytes(stored.nodeKeySecret) else {
            throw .stateDirectory(path: path, reason: "\(file) has a secret that is not hexadecimal")
        }
        do throws(ReplicaKeysError) { return try ReplicaKeys(rootSecret: root, nodeSecret: node) } catch {
            throw .keys(error)
        }
    }

    private struct KeyFile: Codable {
        var rootKeySecret: String
        var nodeKeySecret: String

        init(_ keys: ReplicaKeys) {
            rootKeySecret = keys.rootSecret.bytes.hex
            nodeKeySecret = Array(keys.nodeSecret.rawRepresentation).hex
        }
    }

    /// Writes the file whole or not at all, for its owner alone.
    private func write(_ keys: KeyFile, to file: String) throws(ReplicaError) {
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(keys).write(to: URL(fileURLWithPath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
        } catch {
            throw .stateDirectory(path: path, reason: "\(file): \(error.localizedDescription)")
        }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == hexadecimal.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
