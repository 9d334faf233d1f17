import Bytes
import Candid

/// Writes the answer of `ws_get_messages` piece by piece, straight into the reply.
///
/// Each message is copied once, from the queue into the reply.
public struct MessagePageWriter: ~Copyable {
    private var writer: ByteWriter

    /// The key of the next message.
    private var key: [UInt8]

    /// Starts a page.
    ///
    /// - Parameters:
    ///   - messageCount: how many messages will be written.
    ///   - keyPrefix: how the keys of the gateway's messages begin; see ``MessageKey/prefix(gateway:)``.
    ///   - firstNonce: the number of the first message in the gateway's queue; the others follow without a gap.
    ///   - capacity: the size in bytes that the reply will come to; a good guess saves copies.
    public init(messageCount: Int, keyPrefix: [UInt8], firstNonce: UInt64, capacity: Int) {
        key = MessageKey.bytes(prefix: keyPrefix, nonce: firstNonce)
        writer = ByteWriter(capacity: capacity)
        writer.write(Self.candidHeader)
        writer.write(0)
        writer.write(leb128: UInt64(messageCount))
    }

    /// Writes the next message.
    public mutating func write(content: [UInt8], clientKey: ClientKey) {
        writer.write(leb128: UInt64(key.count))
        writer.write(key)
        MessageKey.advance(&key)
        writer.write(leb128: UInt64(content.count))
        writer.write(content)
        clientKey.encode(into: &writer)
    }

    /// Ends the page with its proof and gives the whole Candid message.
    public consuming func finish(
        certificate: [UInt8], tree: borrowing ByteWriter, isEndOfQueue: Bool
    ) -> ByteWriter {
        writer.write(leb128: UInt64(certificate.count))
        writer.write(certificate)
        writer.write(leb128: UInt64(tree.count))
        writer.write(tree)
        writer.write(UInt8(isEndOfQueue ? 1 : 0))
        return writer
    }

    /// The whole Candid message for "nothing new": no messages, and so no proof.
    public static var empty: ByteWriter {
        var writer = ByteWriter(capacity: candidHeader.count + 8)
        writer.write(candidHeader)
        writer.write("\0\0\0\0\u{1}")
        return writer
    }

    /// The most bytes of a page beside its messages, certificate and tree: header, counts, end mark.
    public static let overhead = candidHeader.count + 1 + 10 + 5 + 5 + 1

    /// The most bytes that a message adds to a page beside its content.
    public static func overhead(keyPrefix: [UInt8]) -> Int {
        // Length and key, length of the content, the key's principal with flag and length, the nonce.
        2 + keyPrefix.count + MessageKey.digits + 5 + 2 + Principal.maximumCount + 8
    }

    /// 0 variant { Ok : 1; Err : text }, 1 the page, 2 vec of 3, 3 the message, 4 blob, 5 the client key.
    private static let candidHeader: [UInt8] = [
        0x44, 0x49, 0x44, 0x4c, 0x06,
        0x6b, 0x02, 0xbc, 0x8a, 0x01, 0x01, 0xc5, 0xfe, 0xd2, 0x01, 0x71,
        0x6c, 0x04, 0xcc, 0xb1, 0xf7, 0xa7, 0x03, 0x02, 0xe4, 0xcd, 0xf4, 0x8d, 0x04, 0x04,
        0xde, 0xb2, 0x8e, 0xe8, 0x04, 0x04, 0x82, 0x9c, 0x8d, 0xf4, 0x0d, 0x7e,
        0x6d, 0x03,
        0x6c, 0x03, 0x9f, 0x93, 0xc6, 0x02, 0x71, 0xb9, 0x9a, 0xde, 0xcb, 0x01, 0x04,
        0xeb, 0xb4, 0x9c, 0xe9, 0x03, 0x05,
        0x6d, 0x7b,
        0x6c, 0x02, 0xfa, 0x80, 0xa2, 0x94, 0x05, 0x68, 0xbb, 0xd1, 0xea, 0xcd, 0x0e, 0x78,
        0x01, 0x00,
    ]
}
