import Candid
import CandidLanguage
import TestSupport

/// Values of generated types, as decoding gives them.
struct GeneratedValue {
    private var random: SplitMix64
    private let types: [String: InterfaceType]

    init(seed: UInt64, definitions: [TypeDefinition]) {
        random = SplitMix64(seed: seed)
        types = Dictionary(uniqueKeysWithValues: definitions.map { ($0.name, $0.type) })
    }

    private mutating func number(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    private mutating func principal() -> Principal {
        let bytes = (0..<number(30)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        return (try? Principal(bytes: bytes)) ?? .anonymous
    }

    private mutating func digits() -> String { (0...number(40)).map { _ in String(number(10)) }.joined() }

    /// A value, or nil where the type has none that ends in so many levels.
    mutating func value(of type: InterfaceType, depth: Int = 6) -> CandidValue? {
        guard depth > 0 else {
            if case .optional = type { return .null }
            if case .vector(.primitive(.nat8)) = type { return .blob([]) }
            if case .vector = type { return .vector([]) }
            return nil
        }
        switch type {
        case .primitive(let primitive): return self.primitive(primitive)
        case .principal: return .principal(principal())
        case .service: return .service(principal())
        case .function: return .function(principal(), method: ["f", "a b", "query", ""][number(4)])
        case .named(let name): return types[name].flatMap { value(of: $0, depth: depth - 1) }
        case .optional(let wrapped):
            guard number(3) > 0, let held = value(of: wrapped, depth: depth - 1) else { return .null }
            return .optional(held)
        case .vector(.primitive(.nat8)):
            return .blob((0..<number(6)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        case .vector(let element):
            return .vector((0..<number(4)).compactMap { _ in value(of: element, depth: depth - 1) })
        case .record(let fields):
            var values: [ValueField] = []
            for field in fields {
                guard let value = value(of: field.type, depth: depth - 1) else { return nil }
                values.append(ValueField(field.label, value))
            }
            return .record(values)
        case .variant(let tags):
            guard !tags.isEmpty else { return nil }
            let tag = tags[number(tags.count)]
            return value(of: tag.type, depth: depth - 1).map { .variant(ValueField(tag.label, $0)) }
        }
    }

    private mutating func primitive(_ type: PrimitiveType) -> CandidValue? {
        let bits = random.next() >> UInt64(number(64))
        let number: CandidNumber
        switch type {
        case .null: return .null
        case .reserved: return .reserved
        case .empty: return nil
        case .bool: return .bool(bits & 1 == 0)
        case .text: return .text(["", "hi", "a \"b\" \\ \n\r\t\u{1}", "größe 😀", "\u{7f}"][Int(bits % 5)])
        case .nat: number = .nat(Nat(decimal: Array(digits().utf8)) ?? 0)
        case .int: number = .int(Integer(decimal: Array(((bits & 1 == 0 ? "-" : "") + digits()).utf8)) ?? 0)
        case .nat8: number = .nat8(UInt8(truncatingIfNeeded: bits))
        case .nat16: number = .nat16(UInt16(truncatingIfNeeded: bits))
        case .nat32: number = .nat32(UInt32(truncatingIfNeeded: bits))
        case .nat64: number = .nat64(bits)
        case .int8: number = .int8(Int8(truncatingIfNeeded: bits))
        case .int16: number = .int16(Int16(truncatingIfNeeded: bits))
        case .int32: number = .int32(Int32(truncatingIfNeeded: bits))
        case .int64: number = .int64(Int64(bitPattern: bits))
        // Of all bits, but those that are no number: it would not be equal to itself.
        case .float32:
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            number = .float32(bits % 7 == 0 ? -.infinity : value.isNaN ? -0 : value)
        case .float64:
            let value = Double(bitPattern: random.next())
            number = .float64(bits % 7 == 0 ? .infinity : value.isNaN ? -0 : value)
        }
        return .number(number)
    }
}
