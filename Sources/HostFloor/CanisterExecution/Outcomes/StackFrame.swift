/// A function that was running when an execution ended.
public struct StackFrame: Hashable, Sendable {
    /// Its readable name; `nil` where the module kept no names.
    public var function: String?
    /// Its index in the module; `nil` for a function that the compiler put into its caller.
    public var index: UInt32?
    /// The source file, relative to the package; `nil` where the module kept no debug information.
    public var file: String?
    /// The line in it, from 1; `nil` where the compiler gave the instruction none.
    public var line: Int?

    /// Makes a frame.
    public init(function: String?, index: UInt32?, file: String? = nil, line: Int? = nil) {
        self.function = function
        self.index = index
        self.file = file
        self.line = line
    }
}

extension StackFrame: CustomStringConvertible {
    /// `parse(_:) at Sources/Echo/Echo.swift:12`; without names `function 123`.
    public var description: String {
        let name = function ?? index.map { "function \($0)" } ?? "a function"
        guard let file else { return name }
        return "\(name) at \(file)" + (line.map { ":\($0)" } ?? "")
    }
}
