/// What every canister with a generated interface holds: the class that its author's class inherits from.
open class CanisterBase {
    /// The canister's timers.
    public final let timers = Timers()

    /// What of the canister is certified.
    public final let certification: CanisterCertification

    /// What the canister serves over HTTP; see ``SiteCanister``. It is made when it is asked for: a canister that
    /// serves nothing has none of its code.
    public final lazy var site = CertifiedSite(in: certification)

    /// Makes a canister as it is before `canister_init` or `canister_post_upgrade` ran.
    public required init() { certification = CanisterCertification() }

    /// The same, with a tree that a part shares which was made before.
    public init(_ certification: CanisterCertification) { self.certification = certification }
}
