/// A module in WebAssembly's binary format: its bytes, and what they say.
///
/// Parsing reads all sections and checks what is needed to go through them safely: lengths, order, counts, the indices
/// of types and exports. Function bodies are not looked into (see ``InstructionScanner``) and no types are checked in
/// them: that is left to the engine.
public struct WasmBinary: Sendable {
    /// The whole module.
    public let bytes: [UInt8]

    /// All sections in their order, custom sections included.
    public internal(set) var sections: [Section] = []
    public internal(set) var customSections: [CustomSection] = []

    public internal(set) var types: [FunctionType] = []
    public internal(set) var imports: [Import] = []

    /// The functions that the module defines, by the indices of their types.
    public internal(set) var functions: [Int] = []

    /// The tables, memories and globals that the module defines.
    public internal(set) var tables: [TableType] = []
    public internal(set) var memories: [SizeLimits] = []
    public internal(set) var globals: [GlobalType] = []

    public internal(set) var exports: [Export] = []

    /// The index of the function that runs at instantiation.
    public internal(set) var start: Int?

    /// The number of element segments.
    public internal(set) var elementSegmentCount = 0

    /// Where the bodies of ``functions`` stand in ``bytes``: their locals and instructions.
    public internal(set) var bodies: [Range<Int>] = []
    public internal(set) var dataSegments: [DataSegment] = []

    /// The count that lets instructions refer to data segments before these come.
    public internal(set) var dataCount: Int?

    /// Parses a module.
    public init(parsing bytes: [UInt8]) throws(WasmFormatError) {
        self.bytes = bytes
        var reader = FormatReader(bytes)
        try readHeader(&reader)
        var rank = 0
        while !reader.isAtEnd {
            let offset = reader.offset
            let number = try reader.byte("a section")
            guard let id = SectionID(rawValue: number) else {
                throw .unexpected(expected: "a section's number (0 to 13)", found: UInt64(number), offset: offset)
            }
            if id != .custom {
                guard id.rank > rank else { throw .sectionOutOfOrder(id, offset: offset) }
                rank = id.rank
            }
            let length = Int(try reader.u32("the length of the \(id) section"))
            let contents = try reader.range(length, "the \(length) bytes of the \(id) section")
            sections.append(Section(id: id, contents: contents))
            try readSection(id, contents)
        }
        try checkCounts()
    }

    /// The contents of a section, if the module has it.
    public func contents(of id: SectionID) -> Range<Int>? {
        sections.first { $0.id == id }?.contents
    }

    /// The custom sections of a name.
    public func customSections(named name: String) -> [CustomSection] {
        customSections.filter { $0.name == name }
    }
}

extension WasmBinary {
    /// The number of functions that are imported: they come first among the functions' indices.
    public var importedFunctionCount: Int { imports.count { if case .function = $0.kind { true } else { false } } }

    /// The number of globals that are imported.
    public var importedGlobalCount: Int { imports.count { if case .global = $0.kind { true } else { false } } }

    /// All memories, imported ones first.
    public var allMemories: [SizeLimits] {
        imports.compactMap { if case .memory(let limits) = $0.kind { limits } else { nil } } + memories
    }

    /// All tables, imported ones first.
    public var allTables: [TableType] {
        imports.compactMap { if case .table(let type) = $0.kind { type } else { nil } } + tables
    }

    /// The type of a function, imported or defined.
    public func typeOfFunction(_ index: Int) -> FunctionType? {
        let imported = imports.compactMap { if case .function(let type) = $0.kind { type } else { nil } }
        if index >= 0, index < imported.count { return types[imported[index]] }
        let own = index - imported.count
        return own >= 0 && own < functions.count ? types[functions[own]] : nil
    }
}
