import Bytes
import CBOR
import Candid

/// A frame from the client to the gateway: a signed call envelope, to be forwarded as it is.
public struct ClientFrame: Hashable, Sendable {
    /// The envelope in CBOR, without tag 55799.
    public let envelope: [UInt8]

    /// A frame with an envelope in CBOR, without tag 55799.
    public init(envelope: [UInt8]) {
        self.envelope = envelope
    }

    /// The frame: CBOR with tag 55799.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: envelope.count + 16)
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORMapHeader(1)
        writer.writeCBOR(text: "envelope")
        writer.write(envelope)
        return writer.bytes
    }

    /// Reads a frame. Further entries of the map are passed over; the envelope's inside is not looked at.
    public init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = CBORReader(frame, allowsIndefiniteLengths: true)
        let range = try FrameError.reading { () throws(CBORError) -> Range<Int>? in
            var range: Range<Int>?
            try reader.skipSelfDescribeTag()
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                let isEnvelope = try reader.readText().isText("envelope")
                try reader.skipSelfDescribeTag()
                let start = reader.position
                try reader.skipValue()
                if isEnvelope { range = start..<reader.position }
            }
            try reader.finish()
            return range
        }
        guard let range else { throw .missingField("envelope") }
        self.init(envelope: frame.copy(of: range))
    }
}
