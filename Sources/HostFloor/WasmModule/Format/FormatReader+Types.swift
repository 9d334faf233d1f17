// Reading the parts of sections.

extension FormatReader {
    mutating func list<Element>(
        _ things: String, _ element: (inout FormatReader) throws(WasmFormatError) -> Element
    ) throws(WasmFormatError) -> [Element] {
        let count = try count(of: things)
        var elements: [Element] = []
        elements.reserveCapacity(min(count, 4096))
        for _ in 0..<count { elements.append(try element(&self)) }
        return elements
    }

    mutating func index(_ thing: String) throws(WasmFormatError) -> Int { Int(try u32("the index of \(thing)")) }

    mutating func valueType() throws(WasmFormatError) -> ValueType {
        let start = offset
        let byte = try byte("a value type")
        guard let type = ValueType(rawValue: byte) else {
            throw .unexpected(
                expected: "a value type (i32, i64, f32, f64, v128, funcref or externref)", found: UInt64(byte),
                offset: start)
        }
        return type
    }

    mutating func functionType() throws(WasmFormatError) -> FunctionType {
        let start = offset
        let form = try byte("a function type")
        guard form == 0x60 else {
            throw .unexpected(expected: "a function type (0x60)", found: UInt64(form), offset: start)
        }
        let parameters = try list("parameters") { (r) throws(WasmFormatError) in try r.valueType() }
        let results = try list("results") { (r) throws(WasmFormatError) in try r.valueType() }
        return FunctionType(parameters, results)
    }

    mutating func limits() throws(WasmFormatError) -> SizeLimits {
        let start = offset
        let flags = try byte("the limits of a size")
        guard flags < 8 else {
            throw .unexpected(expected: "limits (flags 0 to 7)", found: UInt64(flags), offset: start)
        }
        let is64Bit = flags & 4 != 0
        let minimum = is64Bit ? try u64("a minimum") : UInt64(try u32("a minimum"))
        var maximum: UInt64?
        if flags & 1 != 0 { maximum = is64Bit ? try u64("a maximum") : UInt64(try u32("a maximum")) }
        return SizeLimits(minimum: minimum, maximum: maximum, is64Bit: is64Bit, isShared: flags & 2 != 0)
    }

    mutating func tableType() throws(WasmFormatError) -> TableType {
        let start = offset
        let element = try valueType()
        guard element == .funcref || element == .externref else {
            throw .unexpected(
                expected: "a table's element type (funcref or externref)", found: UInt64(element.rawValue),
                offset: start)
        }
        return TableType(element: element, limits: try limits())
    }

    mutating func globalType() throws(WasmFormatError) -> GlobalType {
        let value = try valueType()
        let start = offset
        let mutability = try byte("a global's mutability")
        guard mutability < 2 else {
            throw .unexpected(expected: "a global's mutability (0 or 1)", found: UInt64(mutability), offset: start)
        }
        return GlobalType(value: value, isMutable: mutability == 1)
    }

    mutating func global() throws(WasmFormatError) -> GlobalType {
        let type = try globalType()
        _ = try constantExpression()
        return type
    }

    mutating func `import`() throws(WasmFormatError) -> Import {
        let module = try name("an import's module")
        let name = try name("an import's name")
        let start = offset
        let kind = try byte("an import's kind")
        switch kind {
        case 0: return Import(module: module, name: name, kind: .function(type: try index("a type")))
        case 1: return Import(module: module, name: name, kind: .table(try tableType()))
        case 2: return Import(module: module, name: name, kind: .memory(try limits()))
        case 3: return Import(module: module, name: name, kind: .global(try globalType()))
        case 4:
            _ = try byte("a tag's attribute")
            return Import(module: module, name: name, kind: .tag(type: try index("a type")))
        default: throw .unexpected(expected: "an import's kind (0 to 4)", found: UInt64(kind), offset: start)
        }
    }

    mutating func export() throws(WasmFormatError) -> Export {
        let name = try name("an export's name")
        let start = offset
        let byte = try byte("an export's kind")
        guard let kind = Export.Kind(rawValue: byte) else {
            throw .unexpected(expected: "an export's kind (0 to 4)", found: UInt64(byte), offset: start)
        }
        return Export(name: name, kind: kind, index: try index("an exported \(kind)"))
    }

    mutating func body() throws(WasmFormatError) -> Range<Int> {
        let length = Int(try u32("the length of a function body"))
        return try range(length, "the \(length) bytes of a function body")
    }

    mutating func dataSegment() throws(WasmFormatError) -> DataSegment {
        let start = offset
        let flags = try u32("a data segment's flags")
        var target: SegmentOffset?
        switch flags {
        case 0: target = try constantExpression()
        case 1: target = nil
        case 2:
            _ = try index("a memory")
            target = try constantExpression()
        default: throw .unexpected(expected: "a data segment's flags (0 to 2)", found: UInt64(flags), offset: start)
        }
        let length = Int(try u32("the length of a data segment"))
        return DataSegment(offset: target, contents: try range(length, "the \(length) bytes of a data segment"))
    }

    /// Reads an expression that is evaluated at instantiation.
    mutating func constantExpression() throws(WasmFormatError) -> SegmentOffset {
        var scanner = InstructionScanner(reader: self)
        let first = try scanner.next()
        var count = 1
        while scanner.depth > 0 {
            _ = try scanner.next()
            count += 1
        }
        self = scanner.reader
        switch first.opcode {
        case .i32Const where count == 2: return .i32(UInt32(truncatingIfNeeded: first.constant))
        case .i64Const where count == 2: return .i64(UInt64(bitPattern: first.constant))
        default: return .other
        }
    }
}
