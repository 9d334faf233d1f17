import Bytes
import Candid

/// The key of an outgoing message in the certified tree: the gateway's principal, `_`, and the message's number in the
/// gateway's queue as 20 decimal digits, so that the order of keys is the order of numbers.
public enum MessageKey {
    /// The number of digits: as many as the largest 64-bit number has.
    public static let digits = 20

    /// Everything before the digits: the same for all messages of a gateway.
    public static func prefix(gateway: Principal) -> [UInt8] {
        var writer = ByteWriter(capacity: 80)
        gateway.writeText(into: &writer)
        writer.write(UInt8(ascii: "_"))
        return writer.bytes
    }

    /// A whole key.
    public static func bytes(prefix: [UInt8], nonce: UInt64) -> [UInt8] {
        var writer = ByteWriter(capacity: prefix.count + digits)
        writer.write(prefix)
        writer.write(paddedDecimal: nonce)
        return writer.bytes
    }

    /// Turns a key into that of the next message: counting on in decimal is cheaper than to convert each number.
    static func advance(_ key: inout [UInt8]) {
        var place = key.count - 1
        while place >= 0, key[place] == UInt8(ascii: "9") {
            key[place] = UInt8(ascii: "0")
            place -= 1
        }
        if place >= 0 { key[place] += 1 }
    }

    /// Reads the number off a key, or nil where the key is not one of this gateway.
    public static func nonce(of key: [UInt8], prefix: [UInt8]) -> UInt64? {
        guard key.count == prefix.count + digits, key.starts(with: prefix) else { return nil }
        var nonce: UInt64 = 0
        for byte in key[prefix.count...] {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let (product, overflow) = nonce.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            nonce = sum
        }
        return nonce
    }
}
