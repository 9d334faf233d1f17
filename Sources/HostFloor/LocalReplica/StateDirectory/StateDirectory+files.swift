import Foundation
import ReplicaStorage

extension StateDirectory {
    /// What a replica writes into its folder, beside what its store does.
    public enum File: String, CaseIterable, Sendable {
        /// Where the replica answers, while it does: its host and its port.
        case address = "replica.address"
        /// What a replica in the background reports.
        case log = "replica.log"
    }

    /// The path of a file in a folder.
    public static func path(of file: File, in folder: String) -> String { folder + "/" + file.rawValue }

    /// Tells others where the replica of this folder answers; `nil` when it does no more.
    public func note(_ address: ReplicaAddress?) throws(ReplicaError) {
        let file = Self.path(of: .address, in: path)
        guard let address else {
            unlink(file)
            return
        }
        do {
            try Data("\(address.host) \(address.port)\n".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw .stateDirectory(path: path, reason: "\(file): \(error.localizedDescription)")
        }
    }

    /// Where the replica of a folder answers; `nil` where none does.
    public static func address(of path: String) -> ReplicaAddress? {
        guard process(using: path) != nil,
            let data = FileManager.default.contents(atPath: Self.path(of: .address, in: path))
        else { return nil }
        let words = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, let port = Int(words[1]) else { return nil }
        return ReplicaAddress(host: String(words[0]), port: port)
    }

    /// Removes all that a replica wrote into a folder, so that the next one begins anew.
    ///
    /// - Returns: the names of the files that were there.
    /// - Throws: ``ReplicaError/stateDirectoryInUse(path:process:)`` while a replica uses it.
    @discardableResult
    public static func reset(path: String) throws(ReplicaError) -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        // Held until all is gone, so that no replica starts in between.
        let directory = try StateDirectory(path: path)
        defer { directory.unlock() }
        let before = Self.names(in: path)
        for file in File.allCases where before.contains(file.rawValue) {
            do { try FileManager.default.removeItem(atPath: Self.path(of: file, in: path)) } catch {
                throw .stateDirectory(path: path, reason: "\(file.rawValue): \(error.localizedDescription)")
            }
        }
        do throws(ReplicaStoreError) {
            try ReplicaStore.reset(
                folder: URL(fileURLWithPath: path, isDirectory: true), under: directory.lock)
        } catch {
            throw .stateDirectory(path: path, reason: "\(error)")
        }
        return before.subtracting(Self.names(in: path)).sorted()
    }

    private static func names(in path: String) -> Set<String> {
        Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    }
}
