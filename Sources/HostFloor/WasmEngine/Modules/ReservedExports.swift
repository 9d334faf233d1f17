/// A module with what the engine has to reach exported under reserved names.
///
/// A rollback sets back every mutable global, tells the engine the size of the memory, and a callback is found in the
/// table; modules export few of these by themselves (`__stack_pointer` is hardly ever).
struct ReservedExports {
    /// The module with the exports added.
    let module: [UInt8]
    /// The names of the mutable globals.
    let globals: [String]
    /// The name of the first table.
    let table: String?
    /// The name of the memory.
    let memory: String?

    private static let prefix = "icws:reserved "

    /// Reads a module and adds the exports.
    ///
    /// Only what is needed is read: the compiler validates the rest, and the result.
    init(addingTo module: [UInt8]) throws(WasmEngineError) {
        var reader = ModuleReader(module)
        guard try reader.bytes(8) == [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00] else {
            throw .invalidModule(reason: "it does not begin with the header of a WebAssembly module of version 1")
        }
        var spaces = IndexSpaces()
        var exportSection: Range<Int>?
        var exportPosition = module.count
        while !reader.isAtEnd {
            let start = reader.position
            let id = try reader.byte()
            let size = Int(try reader.unsigned())
            let content = reader.position..<(reader.position + size)
            guard content.upperBound <= module.count else {
                throw .invalidModule(reason: "the section at byte \(start) ends beyond the module")
            }
            switch id {
            case 2: try spaces.readImports(&reader)
            case 4: spaces.tables += Int(try reader.unsigned())
            case 5: spaces.memories += Int(try reader.unsigned())
            case 6: try spaces.readGlobals(&reader)
            case 7: exportSection = start..<content.upperBound
            default: break
            }
            // Exports come after the globals (6) and tags (13), and before the start function (8).
            if id >= 8, id <= 12, exportPosition == module.count { exportPosition = start }
            reader.position = content.upperBound
        }

        var added: [(name: String, kind: UInt8, index: Int)] = []
        for index in spaces.mutableGlobals { added.append((Self.prefix + "global \(index)", 3, index)) }
        globals = added.map(\.name)
        table = spaces.tables > 0 ? Self.prefix + "table" : nil
        memory = spaces.memories > 0 ? Self.prefix + "memory" : nil
        if let table { added.append((table, 1, 0)) }
        if let memory { added.append((memory, 2, 0)) }

        var count = UInt64(added.count)
        var entries: [UInt8] = []
        if let exportSection {
            reader.position = exportSection.lowerBound + 1
            _ = try reader.unsigned()
            count += try reader.unsigned()
            guard reader.position <= exportSection.upperBound else {
                throw .invalidModule(reason: "the export section is empty")
            }
            entries += module[reader.position..<exportSection.upperBound]
        }
        for export in added {
            appendUnsigned(UInt64(export.name.utf8.count), to: &entries)
            entries += Array(export.name.utf8)
            entries.append(export.kind)
            appendUnsigned(UInt64(export.index), to: &entries)
        }
        var content: [UInt8] = []
        appendUnsigned(count, to: &content)
        content += entries
        var section: [UInt8] = [7]
        appendUnsigned(UInt64(content.count), to: &section)
        section += content
        let replaced = exportSection ?? exportPosition..<exportPosition
        self.module = Array(module[..<replaced.lowerBound]) + section + Array(module[replaced.upperBound...])
    }
}

/// What of a module has indices, imports first.
private struct IndexSpaces {
    var tables = 0
    var memories = 0
    var globals = 0
    var mutableGlobals: [Int] = []

    mutating func readImports(_ reader: inout ModuleReader) throws(WasmEngineError) {
        for _ in 0..<(try reader.unsigned()) {
            let module = try reader.name()
            let name = try reader.name()
            // Tables, memories and globals of others could not be rolled back; functions are checked by the linker.
            guard try reader.byte() == 0 else { throw .unknownImport(module: module, name: name) }
            _ = try reader.unsigned()
        }
    }

    mutating func readGlobals(_ reader: inout ModuleReader) throws(WasmEngineError) {
        for _ in 0..<(try reader.unsigned()) {
            _ = try reader.byte()
            if try reader.byte() == 1 { mutableGlobals.append(globals) }
            globals += 1
            try reader.skipConstantExpression()
        }
    }
}

private func appendUnsigned(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
    }
    bytes.append(UInt8(rest))
}
