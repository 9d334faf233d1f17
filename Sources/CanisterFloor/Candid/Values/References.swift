import Bytes

/// Describes a function or service type, for values that refer to one.
public protocol CandidReferenceType {
    /// The type, a function or a service, which adds itself to the table.
    static func candidType(in table: inout TypeTable) -> TypeReference
}

/// A value of a `func` type: a method of a canister, which can be called.
public struct FunctionReference<Signature: CandidReferenceType>: Hashable, Sendable {
    /// The canister.
    public var principal: Principal
    /// The name of the method.
    public var method: Text

    /// Refers to a method of a canister.
    public init(_ principal: Principal, _ method: Text) {
        self.principal = principal
        self.method = method
    }
}

extension FunctionReference: CandidEncodable, CandidDecodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference { Signature.candidType(in: &table) }

    public func encode(into writer: inout ByteWriter) {
        writer.write(1)
        principal.encode(into: &writer)
        method.encode(into: &writer)
    }

    /// Reads a function whose type is a subtype of the signature.
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        try decoder.checkReference(Signature.self, .function, type)
        (principal, method) = try decoder.function(type)
    }
}

/// A value of a `service` type: a canister with certain methods.
public struct ServiceReference<Interface: CandidReferenceType>: Hashable, Sendable {
    /// The canister.
    public var principal: Principal

    /// Refers to a canister.
    public init(_ principal: Principal) { self.principal = principal }
}

extension ServiceReference: CandidEncodable, CandidDecodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference { Interface.candidType(in: &table) }

    public func encode(into writer: inout ByteWriter) { principal.encode(into: &writer) }

    /// Reads a service whose type is a subtype of the interface.
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        try decoder.checkReference(Interface.self, .service, type)
        principal = try decoder.readPrincipal()
    }
}

extension CandidDecoder {
    /// The units of work for building the table of an expected type.
    private static let tableWork = 64

    /// Checks that a function or service on the wire can do all that is expected of it: its type is the only thing
    /// that tells, so here types are compared as a whole and not value by value.
    func checkReference<Expected: CandidReferenceType>(
        _ expected: Expected.Type, _ kind: TypeKind, _ type: WireType
    ) throws(CandidError) {
        guard types.entry(type, kind) != nil else { throw mismatch(kind, type) }
        try charge(Self.tableWork)
        var table = TypeTable()
        let reference = Expected.candidType(in: &table)
        guard try isSubtype(type, of: reference, in: table.graph) else { throw error(.notASubtype(kind)) }
    }

    /// Whether a type of this message is a subtype of one in another graph; the comparison counts as work.
    public func isSubtype(
        _ type: WireType, of expected: TypeReference, in graph: TypeGraph
    ) throws(CandidError) -> Bool {
        var steps = workLeft
        let holds = types.isSubtype(type, of: expected, in: graph, steps: &steps, depth: quota.depth)
        guard let holds else { throw error(.quotaExceeded(.work, limit: workLimit)) }
        workLeft = steps
        return holds
    }

    /// Reads a function of any signature.
    public func function(_ type: WireType) throws(CandidError) -> (principal: Principal, method: Text) {
        guard types.entry(type, .function) != nil else { throw mismatch(.function, type) }
        let principal = principal(in: try readFunctionPrincipalRange())
        let range = try readTextRange()
        return (principal, Text(validated: bytes.copy(of: range)))
    }

    /// Reads a service of any interface.
    public func service(_ type: WireType) throws(CandidError) -> Principal {
        guard types.entry(type, .service) != nil else { throw mismatch(.service, type) }
        return try readPrincipal()
    }
}
