import Bytes
import Candid
import CBOR

/// The first frame of a session, from the gateway to the client: who the gateway is.
public struct GatewayHandshake: Hashable, Sendable {
    /// The gateway's principal, which clients name in `ws_open`.
    public let gateway: Principal

    /// The handshake of a gateway.
    public init(gateway: Principal) {
        self.gateway = gateway
    }

    /// The frame: CBOR with tag 55799.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 64)
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORMapHeader(1)
        writer.writeCBOR(text: "gateway_principal")
        gateway.withUnsafeBytes { writer.writeCBOR(bytes: $0) }
        return writer.bytes
    }

    /// Reads a frame. Further entries of the map are passed over.
    public init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = CBORReader(frame, allowsIndefiniteLengths: true)
        let bytes = try FrameError.reading { () throws(CBORError) -> [UInt8]? in
            var gateway: [UInt8]?
            try reader.skipSelfDescribeTag()
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                if try reader.readText().isText("gateway_principal") {
                    gateway = try reader.readBytes()
                } else {
                    try reader.skipValue()
                }
            }
            try reader.finish()
            return gateway
        }
        guard let bytes else { throw .missingField("gateway_principal") }
        guard let gateway = try? Principal(bytes: bytes) else { throw .invalidPrincipal(byteCount: bytes.count) }
        self.init(gateway: gateway)
    }
}
