/// The types of a message, or of an interface: entries that refer to one another, in any direction.
///
/// All of it stands in one array of words, since a canister parses a type table for every call. First, for each entry,
/// the offset of its words; then the entries:
///
///     opt, vec         kind, type
///     record, variant  kind, n, n × (field id, type)
///     func             kind, arguments, results, annotations, types…
///     service          kind, n, n × (offset of the name, its length, type)
///     future           kind
public struct TypeGraph: Sendable {
    var words: [UInt32]

    /// The number of entries.
    public internal(set) var count: Int

    /// Where the names of service methods stand: for a received message the message itself.
    var names: [UInt8]

    init(words: [UInt32], count: Int, names: [UInt8]) {
        self.words = words
        self.count = count
        self.names = names
    }

    /// The offset of an entry's first word.
    @inline(__always)
    func start(of index: Int32) -> Int { Int(truncatingIfNeeded: words[Int(truncatingIfNeeded: index)]) }

    @inline(__always)
    func reference(at offset: Int) -> TypeReference { TypeReference(raw: Int32(bitPattern: words[offset])) }

    /// The constructor of a type.
    @inline(__always)
    public func kind(of type: TypeReference) -> TypeKind {
        let tag = type.raw < 0 ? UInt32(bitPattern: -1 - type.raw) : words[start(of: type.raw)]
        return TypeKind(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .future
    }

    /// The offset of an entry's words if the type is an entry of this kind.
    @inline(__always)
    func entry(_ type: TypeReference, _ kind: TypeKind) -> Int? {
        guard type.raw >= 0 else { return nil }
        let start = self.start(of: type.raw)
        return words[start] == UInt32(truncatingIfNeeded: kind.rawValue) ? start : nil
    }

    /// What an `opt` or a `vec` holds; `nil` for all other types.
    public func element(of type: TypeReference) -> TypeReference? {
        guard let start = entry(type, .opt) ?? entry(type, .vec) else { return nil }
        return reference(at: start + 1)
    }

    /// The number of fields of a record or variant, or of methods of a service; 0 for all other types.
    public func memberCount(of type: TypeReference) -> Int {
        guard let start = entry(type, .record) ?? entry(type, .variant) ?? entry(type, .service) else { return 0 }
        return Int(words[start + 1])
    }

    /// A field of a record or a variant; fields stand in ascending order of their ids.
    ///
    /// - Precondition: `type` is a record or a variant with more than `position` fields.
    public func field(of type: TypeReference, at position: Int) -> (id: UInt32, type: TypeReference) {
        precondition(position >= 0 && position < memberCount(of: type))
        let offset = start(of: type.raw) + 2 + 2 * position
        return (words[offset], reference(at: offset + 1))
    }

    /// A method of a service; methods stand in bytewise ascending order of their names.
    ///
    /// - Precondition: `type` is a service with more than `position` methods.
    public func method(of type: TypeReference, at position: Int) -> (name: [UInt8], type: TypeReference) {
        precondition(kind(of: type) == .service && position >= 0 && position < memberCount(of: type))
        let offset = start(of: type.raw) + 2 + 3 * position
        return (Array(names[nameRange(at: offset)]), reference(at: offset + 2))
    }

    func nameRange(at offset: Int) -> Range<Int> {
        let lower = Int(words[offset])
        return lower..<(lower + Int(words[offset + 1]))
    }

    /// The signature of a function; `nil` for all other types.
    public func function(of type: TypeReference) -> FunctionShape? {
        guard let start = entry(type, .function) else { return nil }
        let arguments = Int(words[start + 1])
        return FunctionShape(
            firstArgument: start + 4, argumentCount: arguments,
            firstResult: start + 4 + arguments, resultCount: Int(words[start + 2]),
            annotations: FunctionAnnotations(rawValue: UInt8(truncatingIfNeeded: words[start + 3])))
    }

    /// The type of an argument of a function.
    ///
    /// - Precondition: the function has more than `position` arguments.
    public func argument(_ function: FunctionShape, at position: Int) -> TypeReference {
        precondition(position >= 0 && position < function.argumentCount)
        return reference(at: function.firstArgument + position)
    }

    /// The type of a result of a function.
    ///
    /// - Precondition: the function has more than `position` results.
    public func result(_ function: FunctionShape, at position: Int) -> TypeReference {
        precondition(position >= 0 && position < function.resultCount)
        return reference(at: function.firstResult + position)
    }
}

/// Where a ``TypeGraph`` keeps the parts of a function type.
public struct FunctionShape: Sendable {
    let firstArgument: Int
    /// The number of arguments.
    public let argumentCount: Int
    let firstResult: Int
    /// The number of results.
    public let resultCount: Int
    /// How the function may be called.
    public let annotations: FunctionAnnotations
}

/// How a function may be called.
public struct FunctionAnnotations: OptionSet, Hashable, Sendable {
    /// A bit for each annotation.
    public let rawValue: UInt8

    /// Takes a bit for each annotation.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The function changes nothing and may be answered by one replica.
    public static let query = FunctionAnnotations(rawValue: 1)
    /// The function has no reply.
    public static let oneway = FunctionAnnotations(rawValue: 2)
    /// A query that may call other queries.
    public static let compositeQuery = FunctionAnnotations(rawValue: 4)
}
