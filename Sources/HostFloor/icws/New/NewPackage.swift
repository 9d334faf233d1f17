import Foundation

/// The files of a new canister's package.
struct NewPackage {
    let name: CanisterName
    let library: LibraryReference

    struct File {
        let path: String
        let text: String
        var isExecutable = false
    }

    var files: [File] {
        let name = name.text
        return [
            File(path: "Package.swift", text: ManifestTemplate.text(name, library)),
            File(path: "Sources/\(name)/\(name).did", text: InterfaceTemplate.text),
            File(path: "Sources/\(name)/\(name).swift", text: CanisterTemplate.text(name)),
            File(path: "Tests/\(name)Tests/\(name)Tests.swift", text: TestsTemplate.text(name)),
            File(path: "icws", text: ScriptTemplate.text(library), isExecutable: true),
            File(path: "icp.yaml", text: DeploymentTemplates.icp(name)),
            File(path: "dfx.json", text: DeploymentTemplates.dfx(name)),
            File(path: "README.md", text: ReadmeTemplate.text(name)),
            File(path: ".gitignore", text: IgnoreTemplate.text),
        ]
    }

    /// Writes the files into a folder of the package's name.
    ///
    /// - Parameter parent: where that folder is made.
    /// - Returns: the paths in it.
    /// - Throws: ``NewPackageError``; where a file is in the way, nothing was written.
    func write(in parent: String) throws(NewPackageError) -> [String] {
        let folder = URL(fileURLWithPath: parent).appending(path: name.text)
        for file in files {
            let path = folder.appending(path: file.path).path
            // A link that leads nowhere is in the way, too.
            guard (try? FileManager.default.attributesOfItem(atPath: path)) == nil else { throw .inTheWay(path: path) }
        }
        for file in files { try write(file, in: folder) }
        return files.map(\.path)
    }

    private func write(_ file: File, in folder: URL) throws(NewPackageError) {
        let url = folder.appending(path: file.path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: url, options: .withoutOverwriting)
            if file.isExecutable {
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
            }
        } catch {
            throw .fileFault(path: url.path, reason: error.localizedDescription)
        }
    }
}
