/// What every canister with a generated interface holds: the class that its author's class inherits from.
open class CanisterBase {
    /// The canister's timers.
    public final let timers = Timers()

    /// Makes a canister as it is before `canister_init` or `canister_post_upgrade` ran.
    public required init() {}
}
