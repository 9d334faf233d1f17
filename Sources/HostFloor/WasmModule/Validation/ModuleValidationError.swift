/// Why a replica would not install a module.
public enum ModuleValidationError: Error, Equatable, Sendable {
    /// The bytes are not a module, or use an instruction of a feature that is switched off.
    case malformed(WasmFormatError)

    /// Something has more than its limit.
    case limitExceeded(Limit, limit: Int, found: Int)

    /// A function has more instructions than the limit. The name is known if the module has a `name` section.
    case functionTooLarge(index: Int, name: String?, limit: Int, found: Int)

    case unknownImport(module: String, name: String)
    case importOfOtherKind(module: String, name: String)
    case importOfWrongType(name: String, expected: FunctionType, found: FunctionType)

    /// An export begins with `canister_` and is no entry point.
    case unknownEntryPoint(export: String)
    case entryPointNotFunction(export: String)
    case entryPointOfWrongType(export: String, found: FunctionType)
    case duplicateExport(name: String)

    /// A method is exported under more than one of update, query and composite query.
    case duplicateMethod(name: String)

    /// A name that replicas use themselves.
    case reservedExport(name: String)

    case severalMemories(count: Int)
    case sharedMemory
    case tagSection
    case startOfWrongType(found: FunctionType)
    case dataSegmentNotConstant(index: Int)
    case forbiddenInstruction(name: String, function: Int, offset: Int)

    /// The name of an `icp:` section is neither `icp:public NAME` nor `icp:private NAME`.
    case invalidMetadataName(section: String)
    case duplicateMetadata(name: String)

    /// What is limited (see ``ModuleLimits``).
    public enum Limit: String, Sendable {
        case moduleSize = "bytes of the module"
        case codeSectionSize = "bytes of the code section"
        case functions = "functions"
        case globals = "globals"
        case methods = "update, query and composite query methods"
        case methodNamesSize = "bytes of method names"
        case icpSections = "custom sections 'icp:…'"
        case icpSectionsSize = "bytes of custom sections 'icp:…'"
    }
}

extension ModuleValidationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let error): "\(error)"
        case .limitExceeded(let what, let limit, let found):
            "the limit is \(limit) \(what.rawValue), the module has \(found)"
        case .functionTooLarge(let index, let name, let limit, let found):
            "function \(name.map { "'\($0)'" } ?? "\(index)") has \(found) instructions, the limit is \(limit)"
        case .unknownImport(let module, let name):
            "the import '\(module).\(name)' is not a function of the Internet Computer"
                + (module.hasPrefix("wasi")
                    ? ": something in the canister calls an operating system (a file, a clock, standard output)" : "")
        case .importOfOtherKind(let module, let name):
            "the import '\(module).\(name)' is not a function; only functions of 'ic0' can be imported"
        case .importOfWrongType(let name, let expected, let found):
            "the import 'ic0.\(name)' must have the type \(expected), found \(found)"
        case .unknownEntryPoint(let export):
            "the export '\(export)' begins with 'canister_' but is no entry point; expected canister_init, "
                + "canister_pre_upgrade, canister_post_upgrade, canister_inspect_message, canister_heartbeat, "
                + "canister_global_timer, canister_on_low_wasm_memory, 'canister_update NAME', 'canister_query NAME' "
                + "or 'canister_composite_query NAME'"
        case .entryPointNotFunction(let export): "the entry point '\(export)' must be a function"
        case .entryPointOfWrongType(let export, let found):
            "the entry point '\(export)' must have the type () -> (), found \(found)"
        case .duplicateExport(let name): "the name '\(name)' is exported twice"
        case .duplicateMethod(let name):
            "the method '\(name)' is exported more than once among update, query and composite query"
        case .reservedExport(let name): "the name '\(name)' cannot be exported: replicas use it themselves"
        case .severalMemories(let count): "a canister has at most one memory, found \(count)"
        case .sharedMemory: "the memory is shared between threads, which the Internet Computer does not have"
        case .tagSection: "the module has exception tags, which the Internet Computer does not have"
        case .startOfWrongType(let found): "the start function must have the type () -> (), found \(found)"
        case .dataSegmentNotConstant(let index):
            "the offset of data segment \(index) must be a constant (position-independent code cannot be installed)"
        case .forbiddenInstruction(let name, let function, let offset):
            "the instruction \(name) at byte \(offset) (function \(function)) is forbidden: a canister's table "
                + "is constant"
        case .invalidMetadataName(let section):
            "the custom section '\(section)' must be named 'icp:public NAME' or 'icp:private NAME'"
        case .duplicateMetadata(let name): "the metadata '\(name)' comes twice (public and private share their names)"
        }
    }
}
