import Candid
import Foundation

/// The ids of a project's canisters on one network, by their names, in a file as icp-cli keeps it: below `.icp`, in
/// `cache` for networks on this machine, which may be gone tomorrow, and in `data` for others.
struct CanisterIDs {
    /// Where the file is, or will be.
    let file: URL

    /// The ids.
    private(set) var ids: [String: Principal] = [:]

    /// The most bytes that are read.
    static let maximumSize = 1 << 20

    /// Reads the file; where there is none, there are no ids.
    init(project: URL, network: NetworkTarget) throws(CommandFailure) {
        let folder = network.isLocal ? "cache" : "data"
        try self.init(file: project.appending(path: ".icp/\(folder)/mappings/\(network.name).ids.json"))
    }

    init(file: URL) throws(CommandFailure) {
        self.file = file
        guard FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) else { return }
        guard let data = try? Data(contentsOf: file), data.count <= Self.maximumSize,
            let texts = try? JSONDecoder().decode([String: String].self, from: data)
        else { throw Self.malformed(file, "it is not JSON of names and ids") }
        for (name, text) in texts {
            do throws(PrincipalError) { ids[name] = try Principal(text: text) } catch {
                throw Self.malformed(file, "the id of '\(name)' is none: \(error)")
            }
        }
    }

    /// The id of a canister that is named, or written as what it is.
    func id(_ canister: String) throws(CommandFailure) -> Principal {
        if let id = ids[canister] { return id }
        if let id = try? Principal(text: canister) { return id }
        let known = ids.keys.sorted()
        throw CommandFailure(
            .failure,
            "there is no canister '\(canister)' in \(file.path(percentEncoded: false))"
                + (known.isEmpty ? ", which has none" : ", which has: \(known.joined(separator: ", "))")
                + ". Deploy it with  icws deploy \(canister)  or name it by its id.")
    }

    /// Keeps an id, or forgets one.
    mutating func set(_ id: Principal?, for name: String) throws(CommandFailure) {
        // Another command may have written since.
        let current = try CanisterIDs(file: file)
        ids = current.ids
        ids[name] = id
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try encoder.encode(ids.mapValues(\.text)).write(to: file, options: .atomic)
        } catch {
            throw CommandFailure(
                .failure, "\(file.path(percentEncoded: false)) cannot be written: \(error.localizedDescription)")
        }
    }

    private static func malformed(_ file: URL, _ reason: String) -> CommandFailure {
        let path = file.path(percentEncoded: false)
        return CommandFailure(.failure, "the file of canisters' ids \(path) cannot be read: \(reason)")
    }
}
