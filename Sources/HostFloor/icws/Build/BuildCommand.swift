import ArgumentParser
import Foundation

/// `icws build`: canisters from their sources to modules that any replica installs.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build canisters to WebAssembly modules.",
        discussion: """
            Each canister is an executable product whose sources and interface lie in a folder of its name: \
            Canisters/NAME/NAME.did, or --from another folder. The module is stripped, checked by the Internet \
            Computer's own rules, given its interface as metadata, and written to the output folder with its \
            compressed form and the interface.
            """)

    @Argument(help: ArgumentHelp("The canisters to build; all if none is named.", valueName: "canister"))
    var canisters: [String] = []

    @Option(help: "The folder in the package in which each canister has its own.")
    var from = "Canisters"

    @Option(name: .shortAndLong, help: "The folder for the built canisters (default: build/canisters in the package).")
    var output: String?

    @Option(help: "The folder of the Swift package (default: the one around the current folder).")
    var packagePath: String?

    @Option(
        name: .customLong("swift-sdks-path"),
        help: "The folder of Swift SDKs (default: the one that Toolchain/setup made).")
    var swiftSDKsPath: String?

    @Flag(
        help: """
            Keep names of functions, files and lines in the modules, for backtraces. They are not optimised after \
            linking then, and much larger.
            """)
    var debug = false

    func run() async throws {
        do { try build() } catch {
            Terminal.error(error.description)
            throw ExitCode.failure
        }
    }

    private func build() throws(BuildError) {
        let package = try CanisterPackage(path: packagePath)
        let builder = CanisterBuilder(
            package: package,
            sdks: try SwiftSDKs(path: swiftSDKsPath, package: package.folder),
            output: output.map { URL(fileURLWithPath: $0) } ?? package.folder.appending(path: "build/canisters"),
            isForDebugging: debug)
        for canister in try package.canisters(named: canisters, in: from) {
            print(try builder.build(canister))
        }
    }
}
