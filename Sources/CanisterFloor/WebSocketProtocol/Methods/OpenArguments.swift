import Bytes
import Candid

/// The argument of `ws_open`, which a client calls through the gateway.
public struct OpenArguments: Hashable, Sendable {
    /// The number that the client chose for the connection.
    public let clientNonce: UInt64

    /// The gateway that is to fetch the client's messages.
    public let gateway: Principal

    public init(clientNonce: UInt64, gateway: Principal) {
        self.clientNonce = clientNonce
        self.gateway = gateway
    }

    /// The whole Candid message.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 80)
        writer.write(Self.candidHeader)
        gateway.encode(into: &writer)
        writer.write(littleEndian: clientNonce)
        return writer.bytes
    }

    /// One record { gateway_principal; client_nonce }.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x01,
        0x6c, 0x02, 0xf3, 0xee, 0xc6, 0xb4, 0x02, 0x68, 0xbb, 0xd1, 0xea, 0xcd, 0x0e, 0x78,
        0x01, 0x00,
    ]
}

extension OpenArguments: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        let gateway: Principal = try decoder.field(FieldID.gatewayPrincipal, "gateway_principal", of: &fields)
        self.init(clientNonce: try decoder.field(FieldID.clientNonce, "client_nonce", of: &fields), gateway: gateway)
        try decoder.end(&fields)
    }
}
