import CBOR
import Candid

/// A frame from the gateway to the client: one of the canister's messages with its proof.
public struct RelayedMessage: Hashable, Sendable {
    /// The message's key in the certified tree, in UTF-8.
    public let key: [UInt8]
    /// The ``WebSocketMessage`` in CBOR.
    public let content: [UInt8]
    /// The subnet's certificate, in CBOR.
    public let certificate: [UInt8]
    /// The hash tree, in CBOR.
    public let tree: [UInt8]

    public init(key: [UInt8], content: [UInt8], certificate: [UInt8], tree: [UInt8]) {
        self.key = key
        self.content = content
        self.certificate = certificate
        self.tree = tree
    }

    /// The frame: CBOR with tag 55799 and definite lengths, which released clients demand.
    public var encoded: [UInt8] {
        RelayedPage(certificate: certificate, tree: tree).frame(key: key, content: content)
    }

    /// Reads a frame. Further entries of the map are passed over.
    public init(decoding frame: [UInt8]) throws(FrameError) {
        var reader = CBORReader(frame, allowsIndefiniteLengths: true)
        var key: [UInt8]?
        var content: [UInt8]?
        var certificate: [UInt8]?
        var tree: [UInt8]?
        try FrameError.reading { () throws(CBORError) in
            try reader.skipSelfDescribeTag()
            var pairs = try reader.readMapHeader()
            while try reader.next(&pairs) {
                let name = try reader.readText()
                if name.isText("key") {
                    key = try reader.readText()
                } else if name.isText("content") {
                    content = try reader.readBytes()
                } else if name.isText("cert") {
                    certificate = try reader.readBytes()
                } else if name.isText("tree") {
                    tree = try reader.readBytes()
                } else {
                    try reader.skipValue()
                }
            }
            try reader.finish()
        }
        guard let key else { throw .missingField("key") }
        guard let content else { throw .missingField("content") }
        guard let certificate else { throw .missingField("cert") }
        guard let tree else { throw .missingField("tree") }
        self.init(key: key, content: content, certificate: certificate, tree: tree)
    }
}
