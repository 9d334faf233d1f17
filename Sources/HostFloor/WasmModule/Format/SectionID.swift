/// The kinds of sections, by their numbers in the binary format.
public enum SectionID: UInt8, Sendable, CaseIterable {
    case custom = 0
    case type = 1
    case `import` = 2
    case function = 3
    case table = 4
    case memory = 5
    case global = 6
    case export = 7
    case start = 8
    case element = 9
    case code = 10
    case data = 11
    case dataCount = 12
    case tag = 13

    /// The place of a section in a module: all but custom sections come at most once and in this order.
    var rank: Int {
        switch self {
        case .custom: 0
        case .type: 1
        case .import: 2
        case .function: 3
        case .table: 4
        case .memory: 5
        case .tag: 6
        case .global: 7
        case .export: 8
        case .start: 9
        case .element: 10
        case .dataCount: 11
        case .code: 12
        case .data: 13
        }
    }
}

/// A section as it stands in the bytes of a module.
public struct Section: Sendable, Equatable {
    public let id: SectionID

    /// Where the contents stand, without the section's number and length.
    public let contents: Range<Int>
}

/// A custom section.
public struct CustomSection: Sendable, Equatable {
    public let name: String
    public let contents: [UInt8]

    public init(name: String, contents: [UInt8]) {
        self.name = name
        self.contents = contents
    }
}
