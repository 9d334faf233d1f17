import Foundation
import PackagePlugin

/// Makes the Swift of a canister's interface before the canister is compiled: of `NAME.did` in the folder of the target
/// `NAME`. A target that is no canister, since it does not depend on the kit, gets the types of the interface alone.
@main struct CandidInterfacePlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let folder = target.directoryURL
        let interface = folder.appending(path: "\(target.name).did")
        guard FileManager.default.fileExists(atPath: interface.path) else {
            Diagnostics.error("the canister '\(target.name)' has no interface: write it to \(interface.path)")
            return []
        }
        // What an interface imports lies beside it, or is the library's.
        let interfaces = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "did" && $0 != interface }
            .sorted { $0.path < $1.path }
        let isCanister = target.dependencies.contains { $0.isCanisterKit }
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url).sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL
        let files = isCanister ? ["Types", "Methods", "EntryPoints", "Site"] : ["Types"]
        let site = isCanister ? Self.files(below: folder.appending(path: "Site")) : []
        return [
            .buildCommand(
                displayName: "Make the Swift of \(target.name).did",
                executable: try context.tool(named: "candid-generator").url,
                arguments: (isCanister ? [] : ["--types"]) + [target.name, interface.path, output.path]
                    + (isCanister ? sources.map(\.path) : []),
                inputFiles: [interface] + interfaces + (isCanister ? sources + site : []),
                outputFiles: files.map { output.appending(path: "\(target.name)\($0).swift") })
        ]
    }

    /// The files that the canister serves, for a change in one to make the Swift anew; none where there is no such
    /// folder. Which of them can be served the generator says. Of what begins with a dot, `.well-known` alone is.
    private static func files(below folder: URL) -> [URL] {
        guard let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isDirectoryKey])
        else { return [] }
        var files: [URL] = []
        while let path = paths.nextObject() as? URL {
            let isFolder = try? path.resourceValues(forKeys: [.isDirectoryKey]).isDirectory
            let name = path.lastPathComponent
            if name.hasPrefix("."), name != ".well-known" {
                if isFolder == true { paths.skipDescendants() }
            } else if isFolder == false {
                files.append(path)
            }
        }
        return files.sorted { $0.path < $1.path }
    }
}

extension TargetDependency {
    /// Whether it is the canister development kit, as a target of this package or as a product of it.
    fileprivate var isCanisterKit: Bool {
        let name: String
        switch self {
        case .target(let target): name = target.name
        case .product(let product): name = product.name
        @unknown default: return false
        }
        return name == "Canister" || name == "CanisterWebSockets"
    }
}
