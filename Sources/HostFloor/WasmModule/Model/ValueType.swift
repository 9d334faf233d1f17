/// The type of a value. Reference types of later versions of WebAssembly are not known here, as the Internet Computer
/// does not take them.
public enum ValueType: UInt8, Sendable {
    case i32 = 0x7f
    case i64 = 0x7e
    case f32 = 0x7d
    case f64 = 0x7c
    case v128 = 0x7b
    case funcref = 0x70
    case externref = 0x6f
}

/// The type of a function.
public struct FunctionType: Sendable, Hashable {
    public let parameters: [ValueType]
    public let results: [ValueType]

    public init(_ parameters: [ValueType] = [], _ results: [ValueType] = []) {
        self.parameters = parameters
        self.results = results
    }
}

extension FunctionType: CustomStringConvertible {
    public var description: String {
        func list(_ types: [ValueType]) -> String { "(" + types.map { "\($0)" }.joined(separator: ", ") + ")" }
        return "\(list(parameters)) -> \(list(results))"
    }
}

/// The least and the greatest size of a table, in elements, or of a memory, in pages of 65,536 bytes.
public struct SizeLimits: Sendable, Equatable {
    public let minimum: UInt64
    public let maximum: UInt64?

    /// Whether addresses have 64 bits.
    public let is64Bit: Bool

    /// Whether threads may share it.
    public let isShared: Bool
}

/// The type of a table.
public struct TableType: Sendable, Equatable {
    public let element: ValueType
    public let limits: SizeLimits
}

/// The type of a global.
public struct GlobalType: Sendable, Equatable {
    public let value: ValueType
    public let isMutable: Bool
}
