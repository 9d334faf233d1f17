/// Why types cannot be put into a type table or compared. An interface that was parsed has none of the first two.
public enum TypeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing defines a name, or it stands for itself.
    case unknownName(String)
    /// Two members of a record, variant or service are the same.
    case memberTwice(String)
    case limitExceeded(levels: Int)
    /// Comparing takes more steps than this.
    case tooManySteps(limit: Int)

    /// What is wrong, without a place.
    public var description: String {
        switch self {
        case .unknownName(let name): "nothing defines the type '\(name)'"
        case .memberTwice(let name): "'\(name)' stands twice in a record, variant or service"
        case .limitExceeded(let levels): "the types nest more than \(levels) levels deep"
        case .tooManySteps(let limit): "comparing the types takes more than \(limit) steps"
        }
    }
}
