import Bytes
import Candid

/// Puts types of the interface language into the type table of a message.
///
/// Each name is the key of its type, as a Swift type that is made of a definition has a ``TypeKey``: so the tables are
/// those that an encoder of such types makes.
public final class TypeLowering {
    private var types: [String: InterfaceType] = [:]
    private var keys: [String: TypeKey] = [:]
    /// All types that were added.
    public private(set) var table = TypeTable()
    private var failure: TypeError?
    private var level = 0

    /// How deep types may nest, through names as well: each level takes stack.
    public static let levelLimit = 256

    /// An empty table for types that use these names.
    public init(_ definitions: [TypeDefinition]) {
        for definition in definitions { types[definition.name] = definition.type }
    }

    /// Adds a type with all that it needs.
    ///
    /// - Returns: The reference that stands for it in ``table`` and its graph.
    public func add(_ type: InterfaceType) throws(TypeError) -> TypeReference {
        var table = TypeTable()
        swap(&table, &self.table)
        let reference = lower(type, key: nil, into: &table)
        swap(&table, &self.table)
        if let failure { throw failure }
        return reference
    }

    /// Follows names to a type that is none.
    func meaning(of type: InterfaceType) throws(TypeError) -> (type: InterfaceType, name: String?) {
        var type = type
        var last: String?
        var steps = 0
        while case .named(let name) = type {
            guard let next = types[name], steps <= types.count else { throw .unknownName(name) }
            steps += 1
            last = name
            type = next
        }
        return (type, last)
    }

    private func lower(_ type: InterfaceType, key: TypeKey?, into table: inout TypeTable) -> TypeReference {
        guard failure == nil else { return .null }
        level += 1
        defer { level -= 1 }
        guard level <= Self.levelLimit else { return fail(.limitExceeded(levels: Self.levelLimit)) }
        switch type {
        case .primitive(let primitive): return primitive.reference
        case .principal: return .principal
        case .optional(let wrapped): return table.opt(key: key) { self.lower(wrapped, key: nil, into: &$0) }
        case .vector(let element): return table.vec(key: key) { self.lower(element, key: nil, into: &$0) }
        case .record(let fields):
            guard let fields = ascending(fields) else { return .null }
            return table.record(key: key) { self.lower(fields, into: &$0) }
        case .variant(let tags):
            guard let tags = ascending(tags) else { return .null }
            return table.variant(key: key) { self.lower(tags, into: &$0) }
        case .function(let signature): return lower(signature, key: key, into: &table)
        case .service(let methods): return lower(methods, key: key, into: &table)
        case .named(let name): return lower(name: name, into: &table)
        }
    }

    private func lower(name: String, into table: inout TypeTable) -> TypeReference {
        do throws(TypeError) {
            let (type, last) = try meaning(of: .named(name))
            let final = last ?? name
            let key = keys[final] ?? TypeKey()
            keys[final] = key
            return lower(type, key: key, into: &table)
        } catch {
            return fail(error)
        }
    }

    private func lower(_ fields: [InterfaceField], into table: inout TypeTable) {
        for field in fields {
            let type = lower(field.type, key: nil, into: &table)
            table.field(field.label.id, type)
        }
    }

    private func lower(_ signature: FunctionSignature, key: TypeKey?, into table: inout TypeTable) -> TypeReference {
        table.function(key: key, annotations: signature.annotations) { table in
            for parameter in signature.parameters { table.argument(self.lower(parameter.type, key: nil, into: &table)) }
        } results: { table in
            for result in signature.results { table.argument(self.lower(result.type, key: nil, into: &table)) }
        }
    }

    private func lower(_ methods: [ServiceMethod], key: TypeKey?, into table: inout TypeTable) -> TypeReference {
        let named = methods.map { (name: Array($0.name.utf8), signature: $0.signature) }
            .sorted { $0.name.lexicographicallyPrecedes($1.name) }
        for (one, other) in zip(named, named.dropFirst()) where one.name == other.name {
            return fail(.memberTwice(String(decoding: one.name, as: UTF8.self)))
        }
        return table.service(key: key) { table in
            for method in named {
                table.method(method.name) { self.lower(method.signature, key: nil, into: &$0) }
            }
        }
    }

    private func ascending(_ fields: [InterfaceField]) -> [InterfaceField]? {
        let sorted = fields.sorted { $0.label.id < $1.label.id }
        for (one, other) in zip(sorted, sorted.dropFirst()) where one.label.id == other.label.id {
            _ = fail(.memberTwice(other.label.shown))
            return nil
        }
        return sorted
    }

    private func fail(_ error: TypeError) -> TypeReference {
        if failure == nil { failure = error }
        return .null
    }
}

extension PrimitiveType {
    /// How a message refers to the type.
    public var reference: TypeReference {
        switch self {
        case .null: .null
        case .bool: .bool
        case .nat: .nat
        case .int: .int
        case .nat8: .nat8
        case .nat16: .nat16
        case .nat32: .nat32
        case .nat64: .nat64
        case .int8: .int8
        case .int16: .int16
        case .int32: .int32
        case .int64: .int64
        case .float32: .float32
        case .float64: .float64
        case .text: .text
        case .reserved: .reserved
        case .empty: .empty
        }
    }
}

extension FunctionSignature {
    /// The annotation as a type table has it.
    var annotations: FunctionAnnotations {
        switch annotation {
        case .query: .query
        case .oneway: .oneway
        case .compositeQuery: .compositeQuery
        case nil: []
        }
    }
}

extension CandidInterface {
    /// What stands before the values of a message whose arguments have these types: magic bytes, type table, types.
    ///
    /// The same bytes as ``CandidEncoder/header(_:)-(A.Type)`` gives for Swift types that are made of the definitions,
    /// each with a ``TypeKey``.
    public func header(of types: [InterfaceType]) throws(TypeError) -> [UInt8] {
        let lowering = TypeLowering(definitions)
        var arguments: [TypeReference] = []
        for type in types { arguments.append(try lowering.add(type)) }
        var writer = ByteWriter()
        lowering.table.writeHeader(arguments: arguments, into: &writer)
        return writer.bytes
    }
}
