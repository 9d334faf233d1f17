/// Checks a module by the rules that a replica applies when code is installed (interface specification, "Canister
/// module format", and the limits of the implementation).
///
/// What the types of operands make of a function's body is not checked: the engine does that.
public struct ModuleValidator: Sendable {
    public var limits: ModuleLimits

    public init(limits: ModuleLimits = ModuleLimits()) {
        self.limits = limits
    }

    /// Parses and checks a module that is not compressed. Throws the first fault that is found.
    @discardableResult
    public func validate(_ bytes: [UInt8]) throws(ModuleValidationError) -> ValidatedModule {
        try check(.moduleSize, limits.moduleSize, bytes.count)
        let module: WasmBinary
        do { module = try WasmBinary(parsing: bytes) } catch { throw .malformed(error) }
        return try validate(module)
    }

    /// Checks a module that is parsed already.
    public func validate(_ module: WasmBinary) throws(ModuleValidationError) -> ValidatedModule {
        try check(.moduleSize, limits.moduleSize, module.bytes.count)
        try check(.codeSectionSize, limits.codeSectionSize, module.contents(of: .code)?.count ?? 0)
        try check(.functions, limits.functions, module.functions.count)
        try check(.globals, limits.globals, module.globals.count)
        try checkMemory(of: module)
        try checkImports(of: module)
        let entryPoints = try checkExports(of: module)
        try checkStart(of: module)
        try checkMetadata(of: module)
        for (index, segment) in module.dataSegments.enumerated() where segment.offset == .other {
            throw .dataSegmentNotConstant(index: index)
        }
        let instructions = try checkBodies(of: module)
        return ValidatedModule(module: module, entryPoints: entryPoints, instructionCount: instructions)
    }

    func check(_ what: ModuleValidationError.Limit, _ limit: Int, _ found: Int) throws(ModuleValidationError) {
        guard found <= limit else { throw .limitExceeded(what, limit: limit, found: found) }
    }

    private func checkMemory(of module: WasmBinary) throws(ModuleValidationError) {
        let memories = module.allMemories
        guard memories.count <= 1 else { throw .severalMemories(count: memories.count) }
        guard !memories.contains(where: \.isShared) else { throw .sharedMemory }
        guard module.contents(of: .tag) == nil else { throw .tagSection }
    }

    private func checkImports(of module: WasmBinary) throws(ModuleValidationError) {
        let is64Bit = module.allMemories.first?.is64Bit ?? false
        for item in module.imports {
            guard case .function(let typeIndex) = item.kind else {
                throw .importOfOtherKind(module: item.module, name: item.name)
            }
            guard item.module == SystemAPIFunctions.module,
                let expected = SystemAPIFunctions.type(of: item.name, is64Bit: is64Bit)
            else { throw .unknownImport(module: item.module, name: item.name) }
            let found = module.types[typeIndex]
            guard found == expected else {
                throw .importOfWrongType(name: item.name, expected: expected, found: found)
            }
        }
    }

    private func checkStart(of module: WasmBinary) throws(ModuleValidationError) {
        guard let start = module.start, let type = module.typeOfFunction(start) else { return }
        guard type == FunctionType() else { throw .startOfWrongType(found: type) }
    }

    private func checkMetadata(of module: WasmBinary) throws(ModuleValidationError) {
        let sections = module.customSections.filter { $0.name.utf8.starts(with: "icp:".utf8) }
        try check(.icpSections, limits.icpSections, sections.count)
        try check(
            .icpSectionsSize, limits.icpSectionsSize, sections.reduce(0) { $0 + $1.name.utf8.count + $1.contents.count }
        )
        var names: Set<[UInt8]> = []
        for section in sections {
            guard let name = MetadataSection.name(ofSection: section.name) else {
                throw .invalidMetadataName(section: section.name)
            }
            guard names.insert([UInt8](name.utf8)).inserted else { throw .duplicateMetadata(name: name) }
        }
    }
}
