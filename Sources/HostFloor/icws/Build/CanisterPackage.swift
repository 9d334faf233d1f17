import Foundation

/// A Swift package with canisters in it.
struct CanisterPackage {
    /// The folder of Package.swift.
    let folder: URL

    /// Takes the package in a folder, or the one around the current folder.
    init(path: String?) throws(BuildError) {
        let start = URL(fileURLWithPath: path ?? FileManager.default.currentDirectoryPath).standardizedFileURL
        var folder = start
        while !Self.exists(folder.appending(path: "Package.swift")) {
            guard path == nil, folder.path != "/" else { throw .noPackage(folder: start.path) }
            folder = folder.deletingLastPathComponent()
        }
        self.folder = folder
    }

    /// The canisters of some names, or all, sorted by name.
    ///
    /// - Parameter place: the folder in the package in which each has a folder of its own.
    func canisters(named names: [String], in place: String = "Canisters") throws(BuildError) -> [CanisterSource] {
        let parent = folder.appending(path: place)
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        let all = entries.sorted().filter { Self.isFolder(parent.appending(path: $0)) && !$0.hasPrefix(".") }
        guard !all.isEmpty else { throw .noCanisters(folder: parent.path) }
        var sources: [CanisterSource] = []
        for name in names.isEmpty ? all : names {
            guard all.contains(name) else { throw .unknownCanister(name, known: all) }
            let interface = parent.appending(path: "\(name)/\(name).did")
            guard Self.exists(interface) else { throw .missingInterface(canister: name, path: interface.path) }
            sources.append(CanisterSource(name: name, interface: interface))
        }
        return sources
    }

    private static func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }

    private static func isFolder(_ file: URL) -> Bool {
        (try? file.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
    }
}

/// A canister's name and interface.
struct CanisterSource {
    /// The name of the product, of its folder and of what is built.
    let name: String

    /// The file with its Candid service description.
    let interface: URL
}
