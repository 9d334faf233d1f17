/// Something that a module takes from its host.
public struct Import: Sendable, Equatable {
    /// What is taken.
    public enum Kind: Sendable, Equatable {
        /// A function, by the index of its type.
        case function(type: Int)
        case table(TableType)
        case memory(SizeLimits)
        case global(GlobalType)
        case tag(type: Int)
    }

    public let module: String
    public let name: String
    public let kind: Kind
}

/// Something that a module gives to its host.
public struct Export: Sendable, Equatable {
    /// The kind of what is given, by its number in the binary format.
    public enum Kind: UInt8, Sendable {
        case function = 0
        case table = 1
        case memory = 2
        case global = 3
        case tag = 4
    }

    public let name: String
    public let kind: Kind

    /// The index in the index space of that kind, in which imports come first.
    public let index: Int

    public init(name: String, kind: Kind, index: Int) {
        self.name = name
        self.kind = kind
        self.index = index
    }
}
