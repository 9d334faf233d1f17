/// SHA-224 (FIPS 180-4, section 6.3): SHA-256 from another beginning, cut to 28 bytes.
///
/// The Internet Computer makes principals of keys with it (Interface Specification, "Principals").
public enum SHA224 {
    /// The number of bytes in every digest.
    public static let byteCount = 28

    /// The digest of an array: 28 bytes.
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256(SHA256.Midstate(state: ChainingState.beforeSHA224, blockCount: 0))
        hasher.update(bytes)
        return hasher.finalize().withUnsafeBytes { Array($0[0..<byteCount]) }
    }
}

extension ChainingState {
    /// The state before the first block (FIPS 180-4, section 5.3.2).
    static var beforeSHA224: ChainingState {
        var state = ChainingState()
        state.a = 0xc105_9ed8
        state.b = 0x367c_d507
        state.c = 0x3070_dd17
        state.d = 0xf70e_5939
        state.e = 0xffc0_0b31
        state.f = 0x6858_1511
        state.g = 0x64f9_8fa7
        state.h = 0xbefa_4fa4
        return state
    }
}
