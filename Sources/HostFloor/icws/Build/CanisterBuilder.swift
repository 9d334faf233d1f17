import CandidGenerator
import CandidLanguage
import Foundation
import WasmModule

/// Builds one canister after the other.
struct CanisterBuilder {
    let package: CanisterPackage
    /// The checkout of this library, where it is known.
    let library: LibraryCheckout?
    let sdks: SwiftSDKs
    let output: URL

    /// Whether names of functions, files and lines stay in the module. Such a module is not optimised after linking:
    /// what does that moves the code away from the lines.
    let isForDebugging: Bool

    /// Compiles a canister, checks and finishes its module, and writes the three files.
    func build(_ canister: CanisterSource) throws(BuildError) -> BuiltCanister {
        let interface = try readInterface(of: canister)
        try checkCode(of: canister)
        let linked = try compile(canister)
        let bytes = isForDebugging ? [UInt8](try read(linked)) : try optimize(linked)
        let module = try finish(bytes, interface: interface, canister: canister)

        try makeFolder(output)
        let file = output.appending(path: "\(canister.name).wasm")
        try write(module.module.bytes, to: file)
        try write(Array(interface.text.utf8), to: output.appending(path: "\(canister.name).did"))
        // No name and no time in it, so that the same module gives the same bytes.
        let compressed = try Subprocess.output(
            "gzip", ["-9", "-n", "-c", file.path], hint: "Install it:  apt-get install gzip")
        try write([UInt8](compressed), to: output.appending(path: "\(canister.name).wasm.gz"))
        return BuiltCanister(
            name: canister.name, module: module, compressedSize: compressed.count, sha256: try sha256(of: file),
            file: file)
    }

    private func readInterface(of canister: CanisterSource) throws(BuildError) -> InterfaceFile {
        let bytes = [UInt8](try read(canister.interface))
        do { return try InterfaceFile(bytes, path: canister.interface.path) } catch {
            throw .malformedInterface(error)
        }
    }

    /// Makes the Swift of the interface as the compilation will, so that what is wrong with it is said at once and
    /// alone.
    private func checkCode(of canister: CanisterSource) throws(BuildError) {
        let path = canister.interface.path
        do {
            _ = try CanisterCode.files(
                for: CandidInterface(path: path), target: canister.name, file: path,
                site: SiteFolder(besideInterface: path))
        } catch let error as GenerationError {
            throw .unusableInterface(error)
        } catch let error as InterfaceError {
            throw .malformedInterface(.invalid(error))
        } catch {
            throw .fileFault(path: path, reason: error.localizedDescription)
        }
    }

    /// Compiles and links with the package manager; its messages are shown as they come.
    private func compile(_ canister: CanisterSource) throws(BuildError) -> URL {
        Terminal.note("compile \(canister.name)")
        let scratch = package.folder.appending(path: ".build-canisters")
        let module = scratch.appending(path: "wasm32-unknown-none-wasm/release/\(canister.name).wasm")
        // Linked anew each time: the package manager does not see whether the SDK's libraries changed.
        try? FileManager.default.removeItem(at: module)
        var arguments = [
            "build", "-c", "release", "--package-path", package.folder.path, "--scratch-path", scratch.path,
            "--swift-sdks-path", sdks.folder.path, "--swift-sdk", SwiftSDKs.name, "--product", canister.name,
        ]
        // The same sources must give the same module in any folder: this is for C's __FILE__, and for the files of the
        // debug information, which then are relative to the package.
        for (folder, name) in namedFolders {
            arguments += [
                "-Xcc", "-ffile-prefix-map=\(folder)=\(name)",
                "-Xswiftc", "-debug-prefix-map", "-Xswiftc", "\(folder)=\(name)",
            ]
        }
        // The compilers always write debug information, so both kinds of builds share what is compiled: only the linker
        // keeps it or drops it.
        if !isForDebugging { arguments += ["-Xlinker", "--strip-debug"] }
        let status = try Subprocess.run(
            "swift", arguments, hint: "Install Swift 6.3 or newer and put its usr/bin into PATH.")
        guard status == 0 else { throw .compilationFailed(canister: canister.name, status: status) }
        guard FileManager.default.fileExists(atPath: module.path) else {
            throw .missingModule(canister: canister.name, path: module.path)
        }
        return module
    }

    /// Folders of this machine, and how modules call them.
    private var namedFolders: [(folder: String, name: String)] {
        let own = (folder: package.folder.path, name: ".")
        guard let library, LibraryCheckout(at: package.folder) == nil else { return [own] }
        return [(library.folder.path, LibraryCheckout.packageName), own]
    }

    /// Lets binaryen make the module smaller and quicker: it removes a third of what the linker keeps, and 3 % of the
    /// instructions that are executed. Names stay, for the checks to tell them.
    ///
    /// Flattening first lets it see through what the compiler nested. That low memory is unused is true by the linker's
    /// `--stack-first`: the first 1,024 bytes are the far end of the stack, where no object is.
    private func optimize(_ linked: URL) throws(BuildError) -> [UInt8] {
        let optimized = linked.deletingPathExtension().appendingPathExtension("optimized.wasm")
        let status = try Subprocess.run(
            "wasm-opt",
            [
                "--flatten", "--rereloop", "-Oz", "-Oz", "--low-memory-unused", "--debuginfo", linked.path, "-o",
                optimized.path,
            ],
            hint: "Run Toolchain/setup, which installs it (Debian's package binaryen).")
        guard status == 0 else { throw .toolFailed("wasm-opt", status: status) }
        return [UInt8](try read(optimized))
    }

    /// Checks what the linker made, strips it and adds the metadata.
    private func finish(
        _ linked: [UInt8], interface: InterfaceFile, canister: CanisterSource
    ) throws(BuildError) -> ValidatedModule {
        let original = try validate(linked, canister).module
        let names = FunctionNames(of: original)
        guard names.constructorWrappers.isEmpty else { throw .staticConstructors(canister: canister.name) }
        warnAboutUnicodeTables(names, canister: canister.name)
        warnAboutPaths(in: original, canister: canister.name)
        let unexpected = ModuleValidator.unexpectedExports(of: original)
        guard unexpected.isEmpty else {
            throw .unexpectedExports(canister: canister.name, unexpected.map(\.name))
        }
        let metadata = [
            CustomSection(
                name: MetadataSection.publicSection("candid:service"), contents: Array(interface.text.utf8)),
            CustomSection(
                name: MetadataSection.publicSection("candid:args"), contents: Array(interface.initArguments.utf8)),
        ]
        let finished = original.withCustomSections(
            keeping: { name in
                name.utf8.starts(with: "icp:".utf8)
                    || isForDebugging && (name == "name" || name.utf8.starts(with: ".debug_".utf8))
            }, adding: metadata)
        return try validate(finished, canister)
    }

    private func validate(_ module: [UInt8], _ canister: CanisterSource) throws(BuildError) -> ValidatedModule {
        do { return try ModuleValidator().validate(module) } catch {
            throw .invalidModule(canister: canister.name, error)
        }
    }

    private func warnAboutUnicodeTables(_ names: FunctionNames, canister: String) {
        let functions = names.unicodeTableFunctions
        guard !functions.isEmpty else { return }
        Terminal.warning(
            "'\(canister)' links Swift's Unicode tables (75 to 90 KB): it compares, hashes or counts the characters of "
                + "a String somewhere. Bytes or '.utf8' do without. Linked: \(functions.joined(separator: ", "))")
    }

    /// `#filePath` puts this machine's folders into a module: nobody elsewhere could build the same bytes from the
    /// sources, and compare the hash.
    private func warnAboutPaths(in module: WasmBinary, canister: String) {
        guard let data = module.contents(of: .data) else { return }
        for (folder, _) in namedFolders where contains(module.bytes[data], Array((folder + "/").utf8)) {
            Terminal.warning(
                "'\(canister)' contains the path \(folder): built elsewhere, the module has another hash. "
                    + "Use '#fileID' in place of '#filePath'.")
        }
    }

    private func contains(_ bytes: ArraySlice<UInt8>, _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (bytes.startIndex...(bytes.endIndex - part.count)).contains { bytes[$0...].starts(with: part) }
    }
}
