/// How much a text may ask of its parser. The defaults take every interface of sensible shape.
public struct InterfaceLimits: Hashable, Sendable {
    /// The bytes of all texts together.
    public var textBytes = 1 << 20

    /// How deep types, values and comments may nest. Each level takes stack.
    public var nesting = 100

    /// The types that are defined, those of imported files included.
    public var definitions = 2_000

    /// The types, fields and methods of all definitions and the service, where a method that names its type has all the
    /// parts of that type; or the parts of values.
    public var parts = 200_000

    /// The files that are imported.
    public var imports = 100

    /// The documented defaults.
    public init() {}

    /// The limits for values: text of 8 MiB, in which a message of 2 MiB fits whatever it says, and 300 levels, more
    /// than a message may have.
    public static var values: InterfaceLimits {
        var limits = InterfaceLimits()
        limits.textBytes = 8 << 20
        limits.nesting = 300
        return limits
    }
}

/// A limit of ``InterfaceLimits`` that was reached.
public enum InterfaceLimit: Hashable, Sendable {
    case textBytes, nesting, definitions, parts, imports

    var noun: String {
        switch self {
        case .textBytes: "bytes of text"
        case .nesting: "levels of nesting"
        case .definitions: "definitions"
        case .parts: "types, fields and methods, or values"
        case .imports: "imported files"
        }
    }
}
