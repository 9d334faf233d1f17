/// The names that a linker left for debuggers in the custom section `name`.
///
/// A section that is malformed gives the names up to the fault: it is there for people and has no meaning for the
/// module.
public struct FunctionNames: Sendable {
    private var functions: [Int: String] = [:]

    public init(of module: WasmBinary) {
        guard let section = module.customSections(named: "name").first else { return }
        try? read(section.contents)
    }

    /// The name of a function by its index.
    public subscript(index: Int) -> String? { functions[index] }

    /// All names of functions, in no order.
    public var all: some Collection<String> { functions.values }

    /// The functions that read the Unicode tables of Swift's standard library, sorted; empty if these are not linked.
    ///
    /// Comparing, hashing or counting the characters of a `String` links them: 75 to 90 KB.
    public var unicodeTableFunctions: [String] {
        all.filter { $0.utf8.starts(with: "_swift_stdlib_".utf8) }.sorted()
    }

    /// The exported functions that a linker made to run static constructors at each call, sorted.
    ///
    /// A C++ global that needs code to come to its value brings them. In a canister it would be made anew with each
    /// message.
    public var constructorWrappers: [String] {
        all.filter { $0.hasSuffix(".command_export") }.sorted()
    }

    /// The number of the part that names functions.
    private static let functionNames: UInt8 = 1

    private mutating func read(_ contents: [UInt8]) throws(WasmFormatError) {
        var reader = FormatReader(contents)
        while !reader.isAtEnd {
            let kind = try reader.byte("a kind of names")
            let length = Int(try reader.u32("the length of the names"))
            let part = try reader.range(length, "names")
            var names = FormatReader(contents, part)
            guard kind == Self.functionNames else { continue }
            for _ in 0..<(try names.count(of: "names")) {
                let index = Int(try names.u32("a function's index"))
                functions[index] = try names.name("a function's name")
            }
        }
    }
}
