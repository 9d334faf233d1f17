/// What every canister with a generated interface holds: the class that its author's class inherits from.
open class CanisterBase {
    /// The canister's timers.
    public final let timers = Timers()

    /// What of the canister is certified.
    public final let certification: CertifiedTree

    /// Makes a canister as it is before `canister_init` or `canister_post_upgrade` ran.
    public required init() { certification = CertifiedTree() }

    /// The same, with a tree that a part shares which was made before.
    public init(_ certification: CertifiedTree) { self.certification = certification }
}
