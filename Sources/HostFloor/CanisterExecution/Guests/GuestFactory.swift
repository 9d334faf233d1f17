/// Makes guests of modules: the engine's part, for a ``Subnet`` that gets modules and not guests.
///
/// A guest can be made of the same module again at any time: when a subnet is restored from its data, and where queries
/// run beside updates.
public protocol GuestFactory: Sendable {
    /// Makes a guest, whose heap was not made yet.
    ///
    /// - Parameter module: as it was submitted: in the binary format, or that compressed by gzip.
    /// - Throws: a trap with ``Trap/Code/invalidModule`` for what the network would not install.
    func makeGuest(of module: [UInt8]) throws(Trap) -> any Guest

    /// The metadata that a module carries, in the order of its sections.
    ///
    /// - Throws: a trap with ``Trap/Code/invalidModule`` for what is no module.
    func metadata(of module: [UInt8]) throws(Trap) -> [ModuleMetadata]
}
