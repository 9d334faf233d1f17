// Reading the sections that describe a module.

extension WasmBinary {
    func readHeader(_ reader: inout FormatReader) throws(WasmFormatError) {
        guard bytes.starts(with: WasmBinary.magic) else { throw .notWasm(found: Array(bytes.prefix(4))) }
        _ = try reader.range(4, "the magic number")
        let version = try reader.range(4, "the version of the format")
        let number = bytes[version].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard number == 1 else { throw .unsupportedVersion(found: number) }
    }

    /// The first four bytes of each module.
    public static let magic: [UInt8] = [0x00, 0x61, 0x73, 0x6d]

    mutating func readSection(_ id: SectionID, _ contents: Range<Int>) throws(WasmFormatError) {
        var reader = FormatReader(bytes, contents)
        switch id {
        case .custom:
            let name = try reader.name("a custom section's name")
            customSections.append(CustomSection(name: name, contents: bytes.copy(of: reader.offset..<reader.end)))
            return
        case .type: types = try reader.list("types") { (r) throws(WasmFormatError) in try r.functionType() }
        case .import: imports = try reader.list("imports") { (r) throws(WasmFormatError) in try r.import() }
        case .function:
            functions = try reader.list("functions") { (r) throws(WasmFormatError) in try r.index("a type") }
        case .table: tables = try reader.list("tables") { (r) throws(WasmFormatError) in try r.tableType() }
        case .memory: memories = try reader.list("memories") { (r) throws(WasmFormatError) in try r.limits() }
        case .global: globals = try reader.list("globals") { (r) throws(WasmFormatError) in try r.global() }
        case .export: exports = try reader.list("exports") { (r) throws(WasmFormatError) in try r.export() }
        case .start: start = try reader.index("the start function")
        case .element:
            // Elements are left to the engine; here only their number counts.
            elementSegmentCount = try reader.count(of: "element segments")
            return
        case .dataCount: dataCount = try reader.index("the number of data segments")
        case .code: bodies = try reader.list("function bodies") { (r) throws(WasmFormatError) in try r.body() }
        case .data:
            dataSegments = try reader.list("data segments") { (r) throws(WasmFormatError) in try r.dataSegment() }
        case .tag:
            _ = try reader.list("tags") { (r) throws(WasmFormatError) in
                _ = try r.byte("a tag's attribute")
                return try r.index("a type")
            }
        }
        try reader.finish("\(id) section")
    }

    /// Checks what belongs together across sections.
    func checkCounts() throws(WasmFormatError) {
        guard bodies.count == functions.count else {
            throw .countMismatch("function bodies", expected: functions.count, found: bodies.count)
        }
        if let dataCount, dataCount != dataSegments.count {
            throw .countMismatch("data segments", expected: dataCount, found: dataSegments.count)
        }
        let offset = bytes.count
        for type in functions { try check("type", type, types.count, offset) }
        for item in imports {
            if case .function(let type) = item.kind { try check("type", type, types.count, offset) }
        }
        let functionCount = importedFunctionCount + functions.count
        if let start { try check("function", start, functionCount, offset) }
        for export in exports {
            switch export.kind {
            case .function: try check("function", export.index, functionCount, offset)
            case .table: try check("table", export.index, allTables.count, offset)
            case .memory: try check("memory", export.index, allMemories.count, offset)
            case .global: try check("global", export.index, importedGlobalCount + globals.count, offset)
            case .tag: break
            }
        }
    }

    private func check(_ space: String, _ index: Int, _ count: Int, _ offset: Int) throws(WasmFormatError) {
        guard index < count else { throw .indexOutOfRange(space: space, index: index, count: count, offset: offset) }
    }
}
