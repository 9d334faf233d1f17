import ArgumentParser
import Foundation

/// `icws new`: a canister's package, with a test and what deploys it.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make the package of a new canister.",
        discussion: """
            The package has the canister's interface and its class, a test, and the files by which icp and dfx deploy it. \
            It depends on the library where this program was built, or on another one. No file is ever overwritten.
            """)

    @Argument(help: "The canister's name, and that of its Swift class: letters and digits, the first a capital.")
    var name: String

    @Option(name: .customLong("in"), help: "The folder in which the package's folder is made.")
    var folder = "."

    @Option(help: "The library: the folder of a checkout, or the address of its repository.")
    var library: String?

    @Option(name: .customLong("from"), help: "With an address: the oldest version of the library, such as 1.0.0.")
    var version: String?

    @Option(help: "With an address: the branch of the library (default, without a version: main).")
    var branch: String?

    func run() throws {
        do {
            let package = NewPackage(
                name: try CanisterName(name),
                library: try LibraryReference(library, version: version, branch: branch, from: folder))
            let files = try package.write(in: folder)
            print(report(files))
        } catch {
            Terminal.error("\(error)")
            throw ExitCode.failure
        }
    }

    private func report(_ files: [String]) -> String {
        let path = folder == "." ? name : URL(fileURLWithPath: folder).appending(path: name).relativePath
        return """
            made \(path):
            \(files.map { "  \($0)" }.joined(separator: "\n"))

            next:
              cd \(ShellWord.quoted(path))
              ./icws build        # to WebAssembly
              swift test          # natively
              ./icws run \(name) open 'send record { text = "hello" }' close
            """
    }
}
