/// What the generated entry points of upgrades lead to.
extension CanisterService {
    /// `canister_pre_upgrade`: saves the author's state.
    public func preUpgrade() {
        IC.run { () throws(EntryPointFailure) in _ = try saveState() }
    }
}
