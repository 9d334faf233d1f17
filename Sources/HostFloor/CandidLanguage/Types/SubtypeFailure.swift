/// Why a type is no subtype of another.
public struct SubtypeFailure: Hashable, Sendable, CustomStringConvertible {
    /// The parts that lead to the place, outermost first: `method send`, `argument 1`, `field text`.
    public var path: [String]
    /// What is wrong there.
    public var reason: String

    /// `method send, argument 1, field text: expected nat64, found text`.
    public var description: String {
        path.isEmpty ? reason : "\(path.joined(separator: ", ")): \(reason)"
    }
}
