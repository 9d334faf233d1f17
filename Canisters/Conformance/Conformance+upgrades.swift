extension Conformance {
    /// The released canister begins anew at each upgrade.
    static var keepsConnections: Bool { false }
}
