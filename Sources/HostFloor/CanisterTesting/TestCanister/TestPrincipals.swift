import Candid

extension Principal {
    /// The principal of a user that a test makes up: as long and of the same class as a real one.
    public static func testUser(_ number: UInt64) -> Principal {
        var bytes = [UInt8](repeating: 0x55, count: 20)
        Swift.withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
        bytes.append(0x02)
        return (try? Principal(bytes: bytes)) ?? .anonymous
    }
}
