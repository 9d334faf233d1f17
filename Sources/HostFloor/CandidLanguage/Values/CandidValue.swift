import Candid

/// A value of any Candid type ("Values" of the textual format, Candid specification).
public indirect enum CandidValue: Hashable, Sendable {
    case null
    /// The value of type `reserved`, of which nothing is known.
    case reserved
    case bool(Bool)
    case number(CandidNumber)
    /// A number without a type: it takes the one that is expected.
    case literal(NumberLiteral)
    case text(String)
    /// An `opt` that holds a value; one that holds none is ``null``.
    case optional(CandidValue)
    case vector([CandidValue])
    /// A `vec nat8`.
    case blob([UInt8])
    /// The fields; of a value with a known type in ascending order of their ids.
    case record([ValueField])
    case variant(ValueField)
    case principal(Principal)
    case service(Principal)
    case function(Principal, method: String)
    /// `(value : type)`, as it was written, where the value alone does not tell its type.
    case annotated(CandidValue, InterfaceType)
}

/// A field of a record, or the tag of a variant.
public struct ValueField: Hashable, Sendable {
    public var label: FieldLabel
    public var value: CandidValue

    /// Makes a field of its parts.
    public init(_ label: FieldLabel, _ value: CandidValue) {
        self.label = label
        self.value = value
    }
}
