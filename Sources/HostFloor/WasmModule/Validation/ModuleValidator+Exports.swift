// What a module may export.

extension ModuleValidator {
    /// Checks the exports and gives the entry points among them, in their order.
    func checkExports(of module: WasmBinary) throws(ModuleValidationError) -> [EntryPoint] {
        // By their bytes: a `String` would take two spellings of one accented letter for the same name.
        var names: Set<[UInt8]> = []
        var methods: Set<[UInt8]> = []
        var methodNamesSize = 0
        var entryPoints: [EntryPoint] = []
        for export in module.exports {
            guard names.insert([UInt8](export.name.utf8)).inserted else { throw .duplicateExport(name: export.name) }
            guard !Self.reservedNames.contains(export.name) else { throw .reservedExport(name: export.name) }
            guard export.name.utf8.starts(with: "canister_".utf8) else { continue }
            guard let entryPoint = EntryPoint(exportName: export.name) else {
                throw .unknownEntryPoint(export: export.name)
            }
            guard export.kind == .function, let type = module.typeOfFunction(export.index) else {
                throw .entryPointNotFunction(export: export.name)
            }
            guard type == FunctionType() else { throw .entryPointOfWrongType(export: export.name, found: type) }
            entryPoints.append(entryPoint)
            guard let method = entryPoint.method else { continue }
            guard methods.insert([UInt8](method.utf8)).inserted else { throw .duplicateMethod(name: method) }
            methodNamesSize += method.utf8.count
        }
        try check(.methods, limits.methods, methods.count)
        try check(.methodNamesSize, limits.methodNamesSize, methodNamesSize)
        return entryPoints
    }

    /// The exports that no replica asks for: neither an entry point nor the memory or table under a linker's own names.
    ///
    /// Replicas take them. In a canister that was just built they tell of a mistake.
    public static func unexpectedExports(of module: WasmBinary) -> [Export] {
        module.exports.filter { export in
            switch export.kind {
            case .function: EntryPoint(exportName: export.name) == nil
            case .memory: export.name != "memory"
            case .table: export.name != "__indirect_function_table"
            case .global, .tag: true
            }
        }
    }

    /// Names under which replicas export what they add to a module.
    static let reservedNames: Set<String> = [
        "canister counter_instructions", "canister_start", "canister counter_dirty_pages",
        "canister counter_accessed_pages",
    ]
}
