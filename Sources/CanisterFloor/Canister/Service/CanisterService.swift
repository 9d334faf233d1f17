/// A canister whose entry points and methods are generated from its interface, a `.did` file.
///
/// An author's class inherits from the generated `NAMEService`, which joins this protocol, one requirement for each
/// method of the interface, and a base class that holds what the library needs.
public protocol CanisterService: CanisterProgram {
    /// The canister's timers, which the library shares with the author.
    var timers: Timers { get }

    /// Saves the author's own state at the start of stable memory, and gives the number of bytes taken: none, unless
    /// the class is a ``StatefulCanister``.
    func saveState() throws(EntryPointFailure) -> UInt64

    /// Brings back what ``saveState()`` saved in this upgrade, and gives the number of bytes that it takes.
    func restoreState() throws(EntryPointFailure) -> UInt64

    /// Runs an entry point: an error becomes a trap or a reject. What is certified is certified once, at the end.
    ///
    /// A requirement, so that entry points that come with a protocol of their own run in the same way.
    func run(_ body: () throws(EntryPointFailure) -> Void)
}

extension CanisterService {
    /// There is no state to save.
    @inline(__always)
    public func saveState() -> UInt64 { 0 }

    /// There is no state to restore.
    @inline(__always)
    public func restoreState() -> UInt64 { 0 }

    /// Runs an entry point: an error becomes a trap or a reject.
    public func run(_ body: () throws(EntryPointFailure) -> Void) {
        IC.run(body)
    }

    /// `canister_global_timer`.
    public func globalTimer() { timers.globalTimer() }

    /// The update method ``Timers/method``.
    public func runTimer() { timers.runTimer() }
}
