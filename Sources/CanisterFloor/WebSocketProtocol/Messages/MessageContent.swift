import Bytes
import Candid
import CBOR

/// The CBOR form of a ``WebSocketMessage``: what is hashed into the certified tree and what a client gets.
///
/// Tag 55799, then a map of five entries in the released libraries' order, with definite lengths and shortest integers.
public enum MessageContent {
    /// The part that is the same for all messages of a connection: everything up to the sequence number.
    public static func prefix(clientKey: ClientKey) -> [UInt8] {
        var writer = ByteWriter(capacity: 104)
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORMapHeader(5)
        writer.writeCBOR(text: "client_key")
        writer.writeCBORMapHeader(2)
        writer.writeCBOR(text: "client_principal")
        writer.writeCBORHead(.bytes, UInt64(clientKey.principal.count))
        writer.write(clientKey.principal)
        writer.writeCBOR(text: "client_nonce")
        writer.writeCBOR(unsigned: clientKey.nonce)
        return writer.bytes
    }

    /// Writes what comes between the prefix and the bytes of the content.
    public static func writeHead(
        sequenceNumber: UInt64, timestamp: UInt64, isServiceMessage: Bool, contentSize: Int,
        into writer: inout ByteWriter
    ) {
        writer.writeCBOR(text: "sequence_num")
        writer.writeCBOR(unsigned: sequenceNumber)
        writer.writeCBOR(text: "timestamp")
        writer.writeCBOR(unsigned: timestamp)
        writer.writeCBOR(text: "is_service_message")
        writer.writeCBOR(boolean: isServiceMessage)
        writer.writeCBOR(text: "content")
        writer.writeCBORHead(.bytes, UInt64(contentSize))
    }

    /// The most bytes that a message adds to its content: a prefix of at most 86 bytes and the head.
    public static let maximumOverhead = 86 + 13 + 9 + 10 + 9 + 19 + 1 + 8 + 5

    /// The most bytes of the message that opens a connection.
    public static let maximumOpenMessageSize = maximumOverhead + 144
}
