/// A management canister for tests: random bytes that follow from a seed, and a clear reject for everything else.
final class ManagementCanister {
    /// What the next answer follows from.
    var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    func answer(_ call: HostCanisterCall) -> HostAnswer {
        guard call.method == "raw_rand" else {
            return .reject(
                Reject(
                    .canisterMethodNotFound,
                    "The management canister of this subnet has no method '\(call.method)', only 'raw_rand'. "
                        + "A test can answer for it with a host canister of its own."))
        }
        var random: [UInt8] = []
        while random.count < 32 { withUnsafeBytes(of: nextWord().littleEndian) { random.append(contentsOf: $0) } }
        // Candid for a `blob`: one type, a vector of nat8, and one value of 32 bytes.
        return .reply([UInt8]("DIDL".utf8) + [0x01, 0x6d, 0x7b, 0x01, 0x00, 0x20] + random)
    }

    /// SplitMix64: good enough to tell numbers apart, and no secret.
    private func nextWord() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }
}
