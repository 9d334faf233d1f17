import Candid
import CanisterTesting

/// Who takes part in sessions.
enum Cast {
    /// Some with principals of other lengths; the last one is a gateway too.
    static let clients =
        (1...3 as ClosedRange<UInt64>).map(Principal.testUser)
        + [principal([0x01]), principal([0, 0, 0, 0, 0, 18, 0, 7, 1, 1]), .testUser(12)]
    static let gateways = [Principal.testUser(11), .testUser(12), principal([0xab, 0xcd, 0x01])]
    /// Nobody's client or gateway.
    static let strangers = [Principal.testUser(21), .anonymous]

    private static func principal(_ bytes: [UInt8]) -> Principal { (try? Principal(bytes: bytes)) ?? .anonymous }
}
