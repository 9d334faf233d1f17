import Bytes
import CBOR

/// The frames of a page's messages, which share their proof: it is encoded once.
public struct RelayedPage: Sendable {
    /// The entries of a frame's map that are the same for all messages, and that follow the others.
    private let proof: [UInt8]

    /// Takes the proof of a page.
    ///
    /// - Parameters:
    ///   - certificate: the subnet's certificate, in CBOR.
    ///   - tree: the hash tree, in CBOR.
    public init(certificate: [UInt8], tree: [UInt8]) {
        var writer = ByteWriter(capacity: certificate.count + tree.count + 24)
        writer.writeCBOR(text: "cert")
        writer.writeCBOR(bytes: certificate)
        writer.writeCBOR(text: "tree")
        writer.writeCBOR(bytes: tree)
        proof = writer.bytes
    }

    /// The frame of a message: CBOR with tag 55799 and definite lengths, which released clients demand.
    ///
    /// - Parameters:
    ///   - key: the message's key in the certified tree, in UTF-8.
    ///   - content: the ``WebSocketMessage`` in CBOR.
    public func frame(key: [UInt8], content: [UInt8]) -> [UInt8] {
        var head = ByteWriter(capacity: key.count + 40)
        head.writeCBOR(tag: CBORTag.selfDescribe)
        head.writeCBORMapHeader(4)
        head.writeCBOR(text: "key")
        head.writeCBOR(utf8: key)
        head.writeCBOR(text: "content")
        head.writeCBORHead(.bytes, UInt64(content.count))
        var frame: [UInt8] = []
        frame.reserveCapacity(head.count + content.count + proof.count)
        head.withUnsafeBytes { frame.append(contentsOf: $0) }
        frame.append(contentsOf: content)
        frame.append(contentsOf: proof)
        return frame
    }
}
