import Foundation
import PackagePlugin

/// Makes clients of canisters before a target is compiled: of each `NAME.did` in its folder a struct `NAME` that has the
/// service's methods, for whoever calls the canister over the network. The target depends on the product `ICAgent`.
@main struct CandidClientPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let target = target as? SwiftSourceModuleTarget else { return [] }
        let interfaces = try FileManager.default
            .contentsOfDirectory(at: target.directoryURL, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "did" }
            .sorted { $0.path < $1.path }
        if interfaces.isEmpty {
            Diagnostics.error("the target '\(target.name)' has no interface of a canister: write one to "
                + "\(target.directoryURL.appending(path: "NAME.did").path), or let it import one of another target")
        }
        let generator = try context.tool(named: "candid-generator").url
        let folder = context.pluginWorkDirectoryURL
        return interfaces.map { interface in
            let name = interface.lastPathComponent
            return .buildCommand(
                displayName: "Make the client of \(name)", executable: generator,
                arguments: ["--client", interface.path, folder.path], inputFiles: Self.files(of: interface),
                outputFiles: [folder.appending(path: "\(name).swift")])
        }
    }

    /// An interface and all that it imports: changes in any of them make the client anew.
    private static func files(of interface: URL) -> [URL] {
        var found: [URL] = []
        var open = [interface.standardizedFileURL]
        while let file = open.popLast() {
            guard !found.contains(file), let text = try? String(contentsOf: file, encoding: .utf8) else { continue }
            found.append(file)
            // What only looks like an import, in a comment, is one file too many at most; the library's own are none.
            for match in text.matches(of: /import\s+(?:service\s+)?"([^"]+)"/) {
                open.append(
                    URL(fileURLWithPath: String(match.1), relativeTo: file.deletingLastPathComponent()).standardizedFileURL)
            }
        }
        return found
    }
}
