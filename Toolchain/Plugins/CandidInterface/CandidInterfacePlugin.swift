import Foundation
import PackagePlugin

/// Makes the Swift of a canister's interface before the canister is compiled: of `NAME.did` in the folder of the target
/// `NAME`.
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
        let sources = target.sourceFiles(withSuffix: "swift").map(\.url).sorted { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL
        return [
            .buildCommand(
                displayName: "Make the Swift of \(target.name).did",
                executable: try context.tool(named: "candid-generator").url,
                arguments: [target.name, interface.path, output.path] + sources.map(\.path),
                inputFiles: [interface] + interfaces + sources,
                outputFiles: ["Types", "Methods", "EntryPoints"].map { output.appending(path: "\(target.name)\($0).swift") })
        ]
    }
}
