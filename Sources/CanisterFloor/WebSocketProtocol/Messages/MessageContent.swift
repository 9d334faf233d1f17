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
        writer.writeCBORTag(CBOR.selfDescribeTag)
        writer.writeCBORHead(.map, 5)
        writer.writeCBORText("client_key")
        writer.writeCBORHead(.map, 2)
        writer.writeCBORText("client_principal")
        writer.writeCBORHead(.byteString, UInt64(clientKey.principal.count))
        writer.write(clientKey.principal)
        writer.writeCBORText("client_nonce")
        writer.writeCBORHead(.unsignedInteger, clientKey.nonce)
        return writer.bytes
    }

    /// Writes what comes between the prefix and the bytes of the content.
    public static func writeHead(
        sequenceNumber: UInt64, timestamp: UInt64, isServiceMessage: Bool, contentSize: Int,
        into writer: inout ByteWriter
    ) {
        writer.writeCBORText("sequence_num")
        writer.writeCBORHead(.unsignedInteger, sequenceNumber)
        writer.writeCBORText("timestamp")
        writer.writeCBORHead(.unsignedInteger, timestamp)
        writer.writeCBORText("is_service_message")
        writer.writeCBORBool(isServiceMessage)
        writer.writeCBORText("content")
        writer.writeCBORHead(.byteString, UInt64(contentSize))
    }

    /// The most bytes that a message adds to its content: a prefix of at most 86 bytes and the head.
    public static let maximumOverhead = 86 + 13 + 9 + 10 + 9 + 19 + 1 + 8 + 5

    /// The most bytes of the message that opens a connection.
    public static let maximumOpenMessageSize = maximumOverhead + 144
}
