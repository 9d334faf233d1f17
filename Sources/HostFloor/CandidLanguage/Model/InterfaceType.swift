/// A type as it is written in Candid's interface language ("Types", Candid specification).
///
/// `blob` is `vec nat8`. Two types are equal where they are written with the same parts; names are not looked up.
public indirect enum InterfaceType: Hashable, Sendable {
    case primitive(PrimitiveType)
    case principal
    case optional(InterfaceType)
    case vector(InterfaceType)
    /// The fields in ascending order of their ids.
    case record([InterfaceField])
    /// The tags in ascending order of their ids; one without a type has `null`.
    case variant([InterfaceField])
    case function(FunctionSignature)
    /// The methods in the order in which they stand.
    case service([ServiceMethod])
    /// A name that the interface defines.
    case named(String)

    /// `blob`.
    public static var blob: InterfaceType { .vector(.primitive(.nat8)) }
}

/// The types without parts.
public enum PrimitiveType: String, Hashable, Sendable, CaseIterable {
    case null, bool, nat, int, nat8, nat16, nat32, nat64, int8, int16, int32, int64, float32, float64, text, reserved
    case empty
}

/// A field of a record, or a tag of a variant.
public struct InterfaceField: Hashable, Sendable {
    public var label: FieldLabel
    public var type: InterfaceType
    public var documentation: [String]

    public init(_ label: FieldLabel, _ type: InterfaceType, documentation: [String] = []) {
        self.label = label
        self.type = type
        self.documentation = documentation
    }
}

/// How a field is called. The id alone goes over the wire.
public enum FieldLabel: Hashable, Sendable {
    case name(String)
    case number(UInt32)
    /// It has no label of its own, as in a tuple: one more than the field before, 0 for the first.
    case position(UInt32)
}

/// `(…) -> (…) query`.
public struct FunctionSignature: Hashable, Sendable {
    public enum Annotation: String, Hashable, Sendable {
        case query
        case compositeQuery = "composite_query"
        case oneway
    }

    public var parameters: [InterfaceParameter]
    public var results: [InterfaceParameter]
    /// None means an update method.
    public var annotation: Annotation?

    public init(
        parameters: [InterfaceParameter], results: [InterfaceParameter], annotation: Annotation? = nil
    ) {
        self.parameters = parameters
        self.results = results
        self.annotation = annotation
    }
}

/// An argument or a result; its name is documentation.
public struct InterfaceParameter: Hashable, Sendable {
    public var name: String?
    public var type: InterfaceType

    public init(name: String? = nil, _ type: InterfaceType) {
        self.name = name
        self.type = type
    }
}

/// A method of a service. One that was declared by the name of a function type has that type's signature here.
public struct ServiceMethod: Hashable, Sendable {
    public var name: String
    public var signature: FunctionSignature
    public var documentation: [String]
    public var location: SourceLocation

    public init(
        name: String, signature: FunctionSignature, documentation: [String] = [],
        location: SourceLocation = .unknown
    ) {
        self.name = name
        self.signature = signature
        self.documentation = documentation
        self.location = location
    }
}
