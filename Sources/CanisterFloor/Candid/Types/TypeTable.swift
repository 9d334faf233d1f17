import Bytes

/// The type table of a message that is being made.
///
/// A type adds itself in its ``CandidEncodable/candidType(in:)``. Entries that are equal are kept once; they stand
/// in the order of the released Rust library: the outermost type first, then the types of its fields in turn.
public struct TypeTable {
    /// Where an entry's words begin and end in `words`; an entry that is still open has none.
    private var entries: [Range<Int>] = []
    private var words: [UInt32] = []

    /// The parts of the entries that are still open, innermost last.
    private var pending: [UInt32] = []
    private var names: [UInt8] = []
    private var keys: [(key: ObjectIdentifier, index: Int32)] = []

    /// An empty table.
    public init() {}

    /// The number of entries.
    public var count: Int { entries.count }

    // MARK: Composite types

    /// `opt` of a type.
    public mutating func opt<Wrapped: CandidEncodable>(_ wrapped: Wrapped.Type) -> TypeReference {
        opt(key: nil) { Wrapped.candidType(in: &$0) }
    }

    /// `opt` of a type that the closure adds; with a key, the type may refer to itself.
    public mutating func opt(key: TypeKey?, of wrapped: (inout TypeTable) -> TypeReference) -> TypeReference {
        add(.opt, key: key) { table in
            let reference = wrapped(&table)
            table.pending.append(reference.word)
        }
    }

    /// `vec` of a type.
    public mutating func vec<Element: CandidEncodable>(_ element: Element.Type) -> TypeReference {
        vec(key: nil) { Element.candidType(in: &$0) }
    }

    /// `vec` of a type that the closure adds; with a key, the type may refer to itself.
    public mutating func vec(key: TypeKey?, of element: (inout TypeTable) -> TypeReference) -> TypeReference {
        add(.vec, key: key) { table in
            let reference = element(&table)
            table.pending.append(reference.word)
        }
    }

    /// A record, whose fields the closure adds with ``field(_:_:)-(UInt32,T.Type)`` in ascending order of their ids.
    public mutating func record(key: TypeKey? = nil, _ fields: (inout TypeTable) -> Void) -> TypeReference {
        addFields(.record, key, fields)
    }

    /// A variant, whose tags the closure adds with ``field(_:_:)-(UInt32,T.Type)`` in ascending order of their ids.
    public mutating func variant(key: TypeKey? = nil, _ tags: (inout TypeTable) -> Void) -> TypeReference {
        addFields(.variant, key, tags)
    }

    /// Adds a field to the record, or a tag to the variant, that is being described.
    public mutating func field<T: CandidEncodable>(_ id: UInt32, _ type: T.Type) {
        pending.append(id)
        let reference = T.candidType(in: &self)
        pending.append(reference.word)
    }

    /// Adds a field, or a tag, of a type that is in the table already.
    public mutating func field(_ id: UInt32, _ type: TypeReference) {
        pending.append(id)
        pending.append(type.word)
    }

    /// Adds a tag without a payload to the variant that is being described.
    public mutating func tag(_ id: UInt32) { field(id, .null) }

    /// A function, whose arguments and results the closures add with ``argument(_:)-(T.Type)``.
    public mutating func function(
        key: TypeKey? = nil, annotations: FunctionAnnotations = [], arguments: (inout TypeTable) -> Void,
        results: (inout TypeTable) -> Void
    ) -> TypeReference {
        add(.function, key: key) { table in
            let start = table.pending.count
            table.pending.append(0)
            table.pending.append(0)
            table.pending.append(UInt32(annotations.rawValue))
            arguments(&table)
            let argumentsEnd = table.pending.count
            results(&table)
            table.pending[start] = UInt32(argumentsEnd - start - 3)
            table.pending[start + 1] = UInt32(table.pending.count - argumentsEnd)
        }
    }

    /// Adds an argument, or a result, to the function that is being described.
    public mutating func argument<T: CandidEncodable>(_ type: T.Type) {
        let reference = T.candidType(in: &self)
        pending.append(reference.word)
    }

    /// Adds an argument, or a result, of a type that is in the table already.
    public mutating func argument(_ type: TypeReference) { pending.append(type.word) }

    /// A service, whose methods the closure adds with ``method(_:_:)`` in bytewise ascending order of their names.
    public mutating func service(key: TypeKey? = nil, _ methods: (inout TypeTable) -> Void) -> TypeReference {
        add(.service, key: key) { table in
            let start = table.pending.count
            table.pending.append(0)
            methods(&table)
            let count = (table.pending.count - start - 1) / 3
            table.pending[start] = UInt32(count)
        }
    }

    /// Adds a method to the service that is being described; the closure gives its function type.
    public mutating func method(_ name: [UInt8], _ type: (inout TypeTable) -> TypeReference) {
        pending.append(UInt32(names.count))
        pending.append(UInt32(name.count))
        names.append(contentsOf: name)
        let reference = type(&self)
        pending.append(reference.word)
    }

    // MARK: Entries

    private mutating func addFields(
        _ kind: TypeKind, _ key: TypeKey?, _ fields: (inout TypeTable) -> Void
    ) -> TypeReference {
        add(kind, key: key) { table in
            let start = table.pending.count
            table.pending.append(0)
            fields(&table)
            let count = (table.pending.count - start - 1) / 2
            table.pending[start] = UInt32(count)
            for position in 1..<max(count, 1) {
                let offset = start + 1 + 2 * position
                precondition(table.pending[offset - 2] < table.pending[offset], "field ids must ascend")
            }
        }
    }

    private mutating func add(
        _ kind: TypeKind, key: TypeKey?, _ parts: (inout TypeTable) -> Void
    ) -> TypeReference {
        let index = Int32(entries.count)
        if let key {
            let identifier = ObjectIdentifier(key)
            for known in keys where known.key == identifier { return TypeReference(raw: known.index) }
            keys.append((identifier, index))
        }
        entries.append(0..<0)
        let start = pending.count
        pending.append(UInt32(kind.rawValue))
        parts(&self)
        let wordsStart = words.count
        words.append(contentsOf: pending[start...])
        pending.removeLast(pending.count - start)
        let range = wordsStart..<words.count
        // An equal entry may stand before; if this one brought no others with it, it can go again.
        if entries.count == Int(index) + 1, let equal = entries.firstIndex(where: { areEqual($0, range) }) {
            words.removeLast(range.count)
            entries.removeLast()
            for known in keys.indices where keys[known].index == index { keys[known].index = Int32(equal) }
            return TypeReference(raw: Int32(equal))
        }
        entries[Int(index)] = range
        return TypeReference(raw: index)
    }

    private func areEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count, words[left.lowerBound] == words[right.lowerBound] else { return false }
        guard words[left.lowerBound] == UInt32(TypeKind.service.rawValue) else {
            return words[left] == words[right]
        }
        guard words[left.lowerBound + 1] == words[right.lowerBound + 1] else { return false }
        for position in 0..<Int(words[left.lowerBound + 1]) {
            let one = left.lowerBound + 2 + 3 * position
            let other = right.lowerBound + 2 + 3 * position
            guard words[one + 2] == words[other + 2], names[name(at: one)] == names[name(at: other)] else {
                return false
            }
        }
        return true
    }

    private func name(at offset: Int) -> Range<Int> {
        let lower = Int(words[offset])
        return lower..<(lower + Int(words[offset + 1]))
    }

    // MARK: Results

    /// The table as a graph, which references into the table mean as well.
    public var graph: TypeGraph {
        var all: [UInt32] = []
        all.reserveCapacity(entries.count + words.count)
        for entry in entries { all.append(UInt32(entries.count + entry.lowerBound)) }
        all.append(contentsOf: words)
        return TypeGraph(words: all, count: entries.count, names: names)
    }

    /// Writes what stands before the values in a message: the magic bytes, the table, the types of the arguments.
    public func writeHeader(arguments: [TypeReference], into writer: inout ByteWriter) {
        writer.write("DIDL")
        writer.write(leb128: UInt64(entries.count))
        for entry in entries { write(entry, into: &writer) }
        writer.write(leb128: UInt64(arguments.count))
        for argument in arguments { writer.write(signedLEB128: Int64(argument.raw)) }
    }

    private func write(_ entry: Range<Int>, into writer: inout ByteWriter) {
        let start = entry.lowerBound
        let kind = TypeKind(rawValue: UInt8(truncatingIfNeeded: words[start])) ?? .future
        writer.write(signedLEB128: kind.opcode)
        switch kind {
        case .record, .variant:
            writer.write(leb128: UInt64(words[start + 1]))
            for position in 0..<Int(words[start + 1]) {
                writer.write(leb128: UInt64(words[start + 2 + 2 * position]))
                writeReference(start + 3 + 2 * position, into: &writer)
            }
        case .function:
            let arguments = Int(words[start + 1])
            let results = Int(words[start + 2])
            writer.write(leb128: UInt64(arguments))
            for position in 0..<arguments { writeReference(start + 4 + position, into: &writer) }
            writer.write(leb128: UInt64(results))
            for position in 0..<results { writeReference(start + 4 + arguments + position, into: &writer) }
            writer.write(UInt8(truncatingIfNeeded: words[start + 3].nonzeroBitCount))
            for bit in UInt8(0)..<3 where words[start + 3] & (1 << UInt32(bit)) != 0 { writer.write(bit + 1) }
        case .service:
            writer.write(leb128: UInt64(words[start + 1]))
            for position in 0..<Int(words[start + 1]) {
                let offset = start + 2 + 3 * position
                writer.write(leb128: UInt64(words[offset + 1]))
                writer.write(names[name(at: offset)])
                writeReference(offset + 2, into: &writer)
            }
        default:
            writeReference(start + 1, into: &writer)
        }
    }

    private func writeReference(_ offset: Int, into writer: inout ByteWriter) {
        writer.write(signedLEB128: Int64(Int32(bitPattern: words[offset])))
    }
}

extension TypeReference {
    var word: UInt32 { UInt32(bitPattern: raw) }
}
