/// The identity of a named Swift type in a ``TypeTable``.
///
/// A recursive type must have one, or building its table would never end; for other types it saves work when they are
/// used in several places. It is a constant of the type, which Swift allows for all but generic types:
///
///     static let candidKey = TypeKey()
public final class TypeKey: Sendable {
    /// A key that is equal to no other.
    public init() {}
}
