import CandidLanguage

extension PrimitiveType {
    /// The library's type for it.
    var swiftName: String {
        switch self {
        case .null: "Null"
        case .bool: "Bool"
        case .nat: "Nat"
        case .int: "Integer"
        case .nat8: "UInt8"
        case .nat16: "UInt16"
        case .nat32: "UInt32"
        case .nat64: "UInt64"
        case .int8: "Int8"
        case .int16: "Int16"
        case .int32: "Int32"
        case .int64: "Int64"
        case .float32: "Float"
        case .float64: "Double"
        case .text: "Text"
        case .reserved: "Reserved"
        case .empty: "Empty"
        }
    }
}

extension InterfaceType {
    /// Whether it is the name of another.
    var isNamed: Bool {
        if case .named = self { return true }
        return false
    }

    /// What a type without a name that stands in an alias adds to the alias's name.
    var partSuffix: String {
        switch self {
        case .vector: "Item"
        default: "Value"
        }
    }
}

extension FieldLabel {
    /// A property's or a case's name, before any clash was looked at. Labels without a letter are named by their number.
    var swiftName: String {
        switch self {
        case .name(let name): SwiftName.lowerCamelCase(name) ?? "_\(id)"
        case .number(let id), .position(let id): "_\(id)"
        }
    }

    /// The label for a reader of comments and of errors.
    var shown: String {
        switch self {
        case .name(let name): name
        case .number(let id), .position(let id): String(id)
        }
    }
}

extension [InterfaceField] {
    /// The fields if they are those of a pair or of three values, which the library has.
    var tupleItems: [InterfaceField]? {
        guard count == 2 || count == 3 else { return nil }
        for (index, field) in enumerated() {
            if case .name = field.label { return nil }
            guard field.label.id == UInt32(index) else { return nil }
        }
        return self
    }
}
