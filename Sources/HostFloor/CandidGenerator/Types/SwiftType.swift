/// How a Candid type is written in Swift.
struct SwiftType: Hashable {
    /// The expression: `[AppMessage]?`.
    var text: String

    /// The declarations whose values lie inside a value of this type, with no reference in between.
    var inlined: Set<String> = []

    /// The declarations that the type names, wherever they lie.
    var mentioned: Set<String> = []

    /// A type of the library.
    static func library(_ text: String) -> SwiftType { SwiftType(text: text) }

    /// A type that is declared in the generated code.
    static func declared(_ name: String) -> SwiftType {
        SwiftType(text: name, inlined: [name], mentioned: [name])
    }
}
