/// What of a value is not in the message that was made of it, since the expected type has no place for it.
public struct ValueLoss: Hashable, Sendable, CustomStringConvertible {
    /// The parts that lead to it, outermost first: `argument 1`, `field text`.
    public var path: [String]
    /// What happened to it.
    public var what: String

    /// `argument 1, field text: is not expected, and left out`.
    public var description: String { "\(path.joined(separator: ", ")): \(what)" }
}
