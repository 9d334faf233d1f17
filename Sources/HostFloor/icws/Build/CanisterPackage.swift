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

    /// Where built canisters are put if nothing else is said.
    var builtCanisters: URL { folder.appending(path: "build/canisters") }

    /// The canisters of some names, or all, sorted by name.
    ///
    /// - Parameter place: the folder in the package in which each has a folder of its own; `Canisters` and `Sources` if
    ///   none is named. In `Sources` other folders may lie beside them.
    func canisters(named names: [String], in place: String? = nil) throws(BuildError) -> [CanisterSource] {
        let places = place.map { [$0] } ?? ["Canisters", "Sources"]
        let all = places.flatMap { candidates(in: $0) }.sorted { $0.name < $1.name }
        let known = all.filter { Self.exists($0.interface) || place != nil || !$0.isInSources }
        guard !known.isEmpty || !names.isEmpty else {
            throw .noCanisters(folders: places.map { folder.appending(path: $0).path })
        }
        var sources: [CanisterSource] = []
        for name in names.isEmpty ? known.map(\.name) : names {
            guard let source = all.first(where: { $0.name == name }) else {
                throw .unknownCanister(name, known: known.map(\.name))
            }
            guard Self.exists(source.interface) else {
                throw .missingInterface(canister: name, path: source.interface.path)
            }
            sources.append(source)
        }
        return sources
    }

    /// Each folder of a folder, as if it were a canister's.
    private func candidates(in place: String) -> [CanisterSource] {
        let parent = folder.appending(path: place)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
        return names.filter { Self.isFolder(parent.appending(path: $0)) && !$0.hasPrefix(".") }.map { name in
            CanisterSource(
                name: name, interface: parent.appending(path: "\(name)/\(name).did"), isInSources: place == "Sources")
        }
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

    /// Whether it lies in the folder `Sources`, where targets of any kind do.
    let isInSources: Bool
}
