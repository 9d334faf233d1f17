/// What counts as one address: all of an IPv4 address, and of an IPv6 address the 64 bits that name the network, in
/// which one subscriber has every address.
public struct AddressBlock: Sendable, Hashable {
    private let bytes: ArraySlice<UInt8>

    /// The block of an address.
    public init(_ address: NetworkAddress) { bytes = address.isIPv6 ? address.bytes.prefix(8) : address.bytes[...] }
}
