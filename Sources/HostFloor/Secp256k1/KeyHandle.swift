internal import COpenSSL
import KeyEncoding

/// A key in OpenSSL's hands, for the time of one operation.
struct KeyHandle: ~Copyable {
    private let key: OpaquePointer

    /// Reads SubjectPublicKeyInfo; `nil` where OpenSSL takes it for no key, such as for points beside the curve.
    init?(publicKeyDER der: [UInt8]) {
        let key = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var next = bytes.baseAddress
            return d2i_PUBKEY(nil, &next, bytes.count)
        }
        ERR_clear_error()
        guard let key else { return nil }
        self.key = key
    }

    /// Takes over a secret number; OpenSSL finds the public key.
    init(secret: [UInt8]) throws(Secp256k1Error) {
        let file: PrivateKeyFile
        do throws(KeyEncodingError) {
            file = try PrivateKeyFile(algorithm: .secp256k1, secret: secret, publicKey: nil)
        } catch {
            throw .encoding(error)
        }
        let der = file.der(.sec1)
        let key = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            var next = bytes.baseAddress
            return d2i_AutoPrivateKey(nil, &next, bytes.count)
        }
        guard let key else { throw Self.failure() }
        self.key = key
    }

    deinit { EVP_PKEY_free(key) }

    /// The public key as `04 ‖ x ‖ y`.
    func publicPoint() throws(Secp256k1Error) -> [UInt8] {
        var der: UnsafeMutablePointer<UInt8>?
        let count = i2d_PUBKEY(key, &der)
        guard count > 0, let der else { throw Self.failure() }
        defer { CRYPTO_free(der, "", 0) }
        let bytes = Array(UnsafeBufferPointer(start: der, count: Int(count)))
        do throws(KeyEncodingError) { return try PublicKeyInfo(der: bytes).point } catch { throw .encoding(error) }
    }

    /// Signs the SHA-256 digest of a message.
    ///
    /// - Returns: a sequence of two numbers in DER.
    func sign(_ message: [UInt8]) throws(Secp256k1Error) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw Self.failure() }
        defer { EVP_MD_CTX_free(context) }
        var count = 0
        guard EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
            EVP_DigestSign(context, nil, &count, message, message.count) == 1
        else { throw Self.failure() }
        var signature = [UInt8](repeating: 0, count: count)
        guard EVP_DigestSign(context, &signature, &count, message, message.count) == 1 else { throw Self.failure() }
        return Array(signature.prefix(count))
    }

    /// Whether a sequence of two numbers in DER is a signature of a message's SHA-256 digest.
    func isValidSignature(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        guard let context = EVP_MD_CTX_new() else { return false }
        defer {
            EVP_MD_CTX_free(context)
            ERR_clear_error()
        }
        return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    /// The first error in OpenSSL's queue of this thread, which is emptied.
    private static func failure() -> Secp256k1Error {
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_get_error(), &text, text.count)
        ERR_clear_error()
        return .library(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}
