import WebSocketTransport

/// What counts as one address: all of an IPv4 address, and of an IPv6 address the 64 bits that name the network, in
/// which one subscriber has every address.
struct AddressBlock: Hashable {
    private let bytes: ArraySlice<UInt8>

    init(_ address: NetworkAddress) { bytes = address.isIPv6 ? address.bytes.prefix(8) : address.bytes[...] }
}
