import Foundation

/// A value in JSON, as the server sends it. Whole numbers are written with all of their digits.
enum JSONValue: Hashable, Sendable {
    case null
    case truth(Bool)
    case number(UInt128)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Bytes, in base64.
    static func bytes(_ bytes: some Sequence<UInt8>) -> JSONValue { .text(Data(bytes).base64EncodedString()) }

    /// The text, with the keys of objects in order.
    var encoded: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, whole numbers and truth alone: there is nothing that could not be encoded.
        return (try? encoder.encode(self)) ?? Data("null".utf8)
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        switch self {
        case .object(let members):
            var container = encoder.container(keyedBy: Name.self)
            for (name, value) in members { try container.encode(value, forKey: Name(stringValue: name)) }
        case .array(let values):
            var container = encoder.unkeyedContainer()
            for value in values { try container.encode(value) }
        case .null, .truth, .number, .text:
            var container = encoder.singleValueContainer()
            try encodeScalar(into: &container)
        }
    }

    private func encodeScalar(into container: inout any SingleValueEncodingContainer) throws {
        switch self {
        case .truth(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .null, .array, .object: try container.encodeNil()
        }
    }

    private struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByNilLiteral
{
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }

    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    init(stringLiteral value: String) { self = .text(value) }

    init(nilLiteral: ()) { self = .null }
}
