import Bytes
import SHA256

/// A value of the kinds that requests and responses are made of (Interface Specification, "CBOR").
public indirect enum StructuredValue: Hashable, Sendable {
    /// Bytes.
    case blob([UInt8])
    /// A text.
    case text(String)
    /// A number that is not negative.
    case natural(UInt64)
    /// A number that may be negative. It is hashed in another way than the same ``natural(_:)``.
    case integer(Int64)
    /// Values in a row.
    case array([StructuredValue])
    /// Values under names.
    case map(StructuredMap)
}

/// Values under names, in the order in which they are written. The hash does not depend on the order.
public struct StructuredMap: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// A name and its value.
    public struct Field: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: StructuredValue
    }

    /// The fields, with no name twice.
    public private(set) var fields: [Field] = []

    /// Makes a map of fields; of two with the same name the first counts.
    public init(dictionaryLiteral elements: (String, StructuredValue)...) {
        for (name, value) in elements { append(name, value) }
    }

    /// Appends a field, unless the name is there or the value is absent.
    public mutating func append(_ name: String, _ value: StructuredValue?) {
        guard let value, self[name] == nil else { return }
        fields.append(Field(name: name, value: value))
    }

    /// The value under a name.
    public subscript(name: String) -> StructuredValue? { fields.first { $0.name == name }?.value }
}
