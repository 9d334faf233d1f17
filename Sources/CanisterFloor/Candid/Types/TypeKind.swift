/// The constructors of Candid types (Candid specification, "Core grammar" and "Types" of the binary format).
public enum TypeKind: UInt8, Hashable, Sendable {
    case null, bool, nat, int
    case nat8, nat16, nat32, nat64
    case int8, int16, int32, int64
    case float32, float64
    case text, reserved, empty
    case opt, vec, record, variant, function, service
    case principal
    /// A type of a later version of Candid, whose values can only be skipped.
    case future

    /// The number that stands for the constructor in a message, -1 to -24; for ``future`` every lower number.
    public var opcode: Int64 { -1 - Int64(rawValue) }

    /// Whether the type has parts and so stands in a type table rather than in place.
    public var isComposite: Bool {
        switch self {
        case .opt, .vec, .record, .variant, .function, .service, .future: true
        default: false
        }
    }

    /// The keyword of the constructor.
    public var name: StaticString {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .nat: "nat"
        case .int: "int"
        case .nat8: "nat8"
        case .nat16: "nat16"
        case .nat32: "nat32"
        case .nat64: "nat64"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .float32: "float32"
        case .float64: "float64"
        case .text: "text"
        case .reserved: "reserved"
        case .empty: "empty"
        case .opt: "opt"
        case .vec: "vec"
        case .record: "record"
        case .variant: "variant"
        case .function: "func"
        case .service: "service"
        case .principal: "principal"
        case .future: "a future type"
        }
    }
}
