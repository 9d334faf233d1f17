import ICCertificates
import SHA256

/// What names a request: the representation-independent hash of its content (Interface Specification, "Request ids").
public struct RequestID: Hashable, Sendable {
    /// The hash.
    public let digest: Digest

    /// Takes over a hash.
    public init(_ digest: Digest) { self.digest = digest }

    /// Takes over 32 bytes; `nil` unless there are as many.
    public init?(_ bytes: [UInt8]) {
        guard let digest = Digest(bytes) else { return nil }
        self.digest = digest
    }

    /// The 32 bytes, as they stand in paths of the state tree.
    public var bytes: [UInt8] { digest.bytes }
}

extension RequestID: CustomStringConvertible {
    /// `0x` and the bytes in hexadecimal, as the specification recommends.
    public var description: String { "0x" + bytes.hex }
}
