// What things cost (interface specification, "Cycle cost calculation"). Every price is zero here; the arguments are
// checked all the same.
extension Execution {
    /// The names of the keys that the threshold signature functions know.
    static let keyNames: Set<String> = ["key_1", "test_key_1", "dfx_test_key"]

    func tellCost(_ call: SystemCall<some GuestMemory>) throws(Trap) -> UInt64 {
        switch call.function {
        case .costCreateCanister: return try call.writeCycles(0, at: 0)
        case .costCall, .costHttpRequest: return try call.writeCycles(0, at: 2)
        case .costSignWithEcdsa, .costVetkdDeriveKey: return try signatureCost(call, algorithms: 1)
        case .costSignWithSchnorr: return try signatureCost(call, algorithms: 2)
        default: throw call.misrouted
        }
    }

    /// - Returns: 0 with the cost written, 1 for an algorithm that there is not, 2 for a key that there is not.
    private func signatureCost(
        _ call: SystemCall<some GuestMemory>, algorithms: UInt64
    ) throws(Trap) -> UInt64 {
        let name = String(decoding: try call.bytes(at: 0), as: UTF8.self)
        guard call[2] < algorithms else { return 1 }
        guard Self.keyNames.contains(name) else { return 2 }
        return try call.writeCycles(0, at: 3)
    }
}
