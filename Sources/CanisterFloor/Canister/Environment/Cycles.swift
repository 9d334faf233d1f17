import SystemAPI

/// The canister's cycles, and those that travel with calls: section "Cycles" of the IC interface specification.
public enum Cycles {
    /// All cycles that the canister has.
    public static var balance: UInt128 { amount(ic0_canister_cycle_balance128) }

    /// The cycles that it may spend without coming below its freezing threshold.
    public static var liquidBalance: UInt128 { amount(ic0_canister_liquid_cycle_balance128) }

    /// The cycles that came with the call at hand and were not accepted yet.
    public static var available: UInt128 { amount(ic0_msg_cycles_available128) }

    /// In a callback: the cycles of our call that came back.
    public static var refunded: UInt128 { amount(ic0_msg_cycles_refunded128) }

    /// Takes cycles that came with the call at hand.
    ///
    /// - Returns: how many were taken: what was asked for, or what was available if that is less.
    @discardableResult
    public static func accept(_ maximum: UInt128) -> UInt128 {
        amount { ic0_msg_cycles_accept128(maximum.high, maximum.low, $0) }
    }

    /// Destroys cycles.
    ///
    /// - Returns: how many were destroyed.
    @discardableResult
    public static func burn(_ amount: UInt128) -> UInt128 {
        Self.amount { ic0_cycles_burn128(amount.high, amount.low, $0) }
    }

    /// What a call to another canister costs, beside the cycles sent along.
    public static func costOfCall(methodNameSize: UInt64, argumentSize: UInt64) -> UInt128 {
        amount { ic0_cost_call(methodNameSize, argumentSize, $0) }
    }

    /// Reads one of the system's 16-byte little-endian amounts.
    private static func amount(_ fetch: (UnsafeMutableRawPointer?) -> Void) -> UInt128 {
        var value: UInt128 = 0
        withUnsafeMutableBytes(of: &value) { fetch($0.baseAddress) }
        return UInt128(littleEndian: value)
    }
}

extension UInt128 {
    var high: UInt64 { UInt64(truncatingIfNeeded: self >> 64) }
    var low: UInt64 { UInt64(truncatingIfNeeded: self) }
}
