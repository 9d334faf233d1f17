/// A range of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    private let first: NetworkAddress
    private let prefixLength: Int

    /// Reads a range.
    ///
    /// - Returns: nil for what is none: the text after the slash is 0 to 32, or 0 to 128 with IPv6.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = NetworkAddress(String(parts[0])) else { return nil }
        let most = first.bytes.count * 8
        guard parts.count == 2 else {
            self.first = first
            prefixLength = most
            return
        }
        guard let length = Int(parts[1]), (0...most).contains(length) else { return nil }
        self.first = first
        prefixLength = length
    }

    /// Whether an address is in the range.
    public func contains(_ address: NetworkAddress) -> Bool {
        guard address.bytes.count == first.bytes.count else { return false }
        let (whole, rest) = (prefixLength / 8, prefixLength % 8)
        guard address.bytes.prefix(whole) == first.bytes.prefix(whole) else { return false }
        guard rest > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff << (8 - rest))
        return address.bytes[whole] & mask == first.bytes[whole] & mask
    }

    /// As it is written.
    public var description: String { "\(first)/\(prefixLength)" }
}
