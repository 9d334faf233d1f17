import Candid
import Certification
import ICCertificates
import SHA256
import WebSocketProtocol

/// Why a receiver does not take a message.
public enum MessageRefusal: Error, Sendable {
    /// The certificate proves nothing, or not this tree.
    case proof(CertifiedTreeError)
    /// The tree has no value at the message's key, which is UTF-8.
    case keyNotProven([UInt8], HashTree.Lookup)
    /// The value at the message's key is not the SHA-256 of the content.
    case contentNotProven(certified: [UInt8], found: Digest)
    /// The canister certified it, but it is no message.
    case content(FrameError)
    /// A message of another connection.
    case otherConnection(ClientKey)
    /// A message is missing before this one, or it came twice.
    case sequenceNumber(expected: UInt64, found: UInt64)
    /// A service message that cannot be decoded.
    case serviceMessage(CandidError)
    /// A service message that only a client sends, or one that opens a connection that is open.
    case unexpected(ServiceMessage)
}

extension MessageRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .proof(let error): error.description
        case .keyNotProven(let key, let lookup):
            "the tree has no value at key '\(String(decoding: key, as: UTF8.self).printable)': \(lookup.reason)"
        case .contentNotProven(let certified, let found):
            "the content's SHA-256 \(found.bytes.shortHex) is not the certified \(certified.shortHex)"
        case .content(let error): "the content is no message: \(error.reason)"
        case .otherConnection(let key):
            "the message belongs to another connection, \(key.principal.text)_\(key.nonce)"
        case .sequenceNumber(let expected, let found):
            "the message has sequence number \(found), where \(expected) was expected"
        case .serviceMessage(let error): "the service message cannot be decoded: \(error)"
        case .unexpected(let message): "the canister sent a service message that it must not send here: \(message)"
        }
    }
}

extension FrameError {
    /// Why it is none, for error messages.
    package var reason: String {
        switch self {
        case .malformed(let error): error.description
        case .missingField(let name): "it has no entry '\(name.text)'"
        case .invalidPrincipal(let size):
            "a principal has \(size) bytes, where at most \(Principal.maximumCount) can be"
        }
    }
}
