import SHA256

/// A stand-in for a signer in tests: its bytes have the length of a signature and follow from the message, but **they
/// are no signature**, and its key is no key. No verifier accepts them.
///
/// It serves where a certificate is looked into and not verified: in a test canister, which hands it out with a query.
public struct TestCertificateSigner: CertificateSigner {
    /// Makes the signer; all of them are the same.
    public init() {}

    /// As long as a real key, with the DER form's beginning, and behind it a text instead of a point.
    public var rootKey: [UInt8] {
        let prefix: [UInt8] = [
            0x30, 0x81, 0x82, 0x30, 0x1d, 0x06, 0x0d, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x01,
            0x02, 0x01, 0x06, 0x0c, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0xdc, 0x7c, 0x05, 0x03, 0x02, 0x01, 0x03, 0x61,
            0x00,
        ]
        let text = [UInt8]("not a key: made by a test signer".utf8)
        return prefix + text + text + text
    }

    /// Never.
    public var isRealSignature: Bool { false }

    /// What to say beside such a certificate.
    public var label: String { "signature: not checked" }

    /// 48 bytes that follow from the message.
    public func sign(_ message: [UInt8]) -> [UInt8] {
        var hasher = SHA256()
        hasher.update("not a signature")
        hasher.update(message)
        let first = hasher.finalize().bytes
        return first + SHA256.hash(first).bytes.prefix(16)
    }
}
