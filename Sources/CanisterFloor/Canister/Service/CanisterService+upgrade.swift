/// What the generated entry points of upgrades lead to.
extension CanisterService {
    /// `canister_pre_upgrade`: saves the author's state.
    public func preUpgrade() {
        IC.run { () throws(EntryPointFailure) in _ = try saveState() }
    }

    /// The first part of `canister_post_upgrade` where the library certifies nothing: forgets what the code before
    /// certified, such as a site or messages, and restores the author's state.
    public func restore() throws(EntryPointFailure) {
        CertifiedData.clear()
        _ = try restoreState()
    }
}
