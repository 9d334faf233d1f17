import WasmModule

/// Why a canister could not be built, with what to do about it.
enum BuildError: Error, CustomStringConvertible {
    case noPackage(folder: String)
    case noCanisters(folder: String)
    case unknownCanister(String, known: [String])
    case missingInterface(canister: String, path: String)
    case malformedInterface(InterfaceFileError)
    case missingSDK(path: String)
    case missingTool(String, hint: String)
    case compilationFailed(canister: String, status: Int32)
    case missingModule(canister: String, path: String)
    case invalidModule(canister: String, ModuleValidationError)
    case unexpectedExports(canister: String, [String])
    case staticConstructors(canister: String)
    case toolFailed(String, status: Int32)
    case fileFault(path: String, reason: String)

    var description: String {
        switch self {
        case .noPackage(let folder):
            "there is no Package.swift in \(folder) or above it. Go to the package's folder or name it with "
                + "--package-path."
        case .noCanisters(let folder):
            "found no canister in \(folder): each has a folder NAME with its interface NAME.did in it."
        case .unknownCanister(let name, let known):
            "there is no canister '\(name)'. The package has: \(known.joined(separator: ", "))."
        case .missingInterface(let canister, let path):
            "the canister '\(canister)' has no interface. Write its Candid service description to \(path)."
        case .malformedInterface(let error): error.description
        case .missingSDK(let path):
            "there is no Swift SDK for canisters in \(path). Run Toolchain/setup, which makes it, and try again."
        case .missingTool(let tool, let hint): "cannot run '\(tool)'. \(hint)"
        case .compilationFailed(let canister, let status):
            "'\(canister)' was not built (swift build ended with status \(status)): see the messages above."
        case .missingModule(let canister, let path):
            "swift build made no module for '\(canister)' at \(path). Is it an executable product of that name in "
                + "Package.swift?"
        case .invalidModule(let canister, let error): "no replica would install '\(canister)': \(error)."
        case .unexpectedExports(let canister, let names):
            "'\(canister)' exports \(names.map { "'\($0)'" }.joined(separator: ", ")), which is no entry point. "
                + "A canister exports its entry points alone, as 'canister_query NAME' and so on."
        case .staticConstructors(let canister):
            "'\(canister)' has static constructors (a C++ global that is made by code, or a C function with the "
                + "attribute 'constructor'). Nothing runs them once in a canister: give the value a constant, or make it "
                + "in canister_init."
        case .toolFailed(let tool, let status): "'\(tool)' ended with status \(status)."
        case .fileFault(let path, let reason): "\(path): \(reason)"
        }
    }
}
