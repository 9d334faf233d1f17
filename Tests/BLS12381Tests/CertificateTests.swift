import Candid
import Certification
import Foundation
import ICCertificates
import TestSupport
import Testing

@testable import BLS12381

@Suite("Real certificates")
struct CertificateTests {
    @Test("are signed by the keys that their chains lead to, and not if changed", arguments: try Recorded.all())
    func signatures(recorded: Recorded) throws {
        let root = try PublicKey(compressed: bytes(recorded.root))
        let certificate = try Certificate(decoding: bytes(recorded.certificate))
        let key = try signer(of: certificate, root: root)
        let signature = try Signature(compressed: certificate.signature)
        let digest = certificate.tree.digest.bytes
        #expect(key.isValidSignature(signature, for: message(digest)))

        let prepared = PreparedPublicKey(key)
        #expect(prepared.isValidSignature(signature, for: message(digest)))
        // Another root hash, no domain, another key.
        #expect(!prepared.isValidSignature(signature, for: message([digest[0] ^ 1] + digest.dropFirst())))
        #expect(!prepared.isValidSignature(signature, for: digest))
        let other = key == root ? try SecretKey(seed: digest).publicKey : root
        #expect(!other.isValidSignature(signature, for: message(digest)))
        print("\(recorded.name): valid with \(key == root ? "the root's key" : "a subnet's key")")
    }

    @Test("are three, one of them with a delegation")
    func recordings() throws {
        let certificates = try Recorded.all().map { try Certificate(decoding: bytes($0.certificate)) }
        #expect(certificates.map { $0.delegation != nil } == [true, false, false])
    }

    /// The key that signed a certificate: the root's, or one that the root vouches for.
    private func signer(of certificate: Certificate, root: PublicKey) throws -> PublicKey {
        guard let delegation = certificate.delegation else { return root }
        let inner = try Certificate(decoding: delegation.certificate)
        let digest = inner.tree.digest.bytes
        #expect(root.isValidSignature(try Signature(compressed: inner.signature), for: message(digest)))
        let path = [Array("subnet".utf8), delegation.subnet.bytes, Array("public_key".utf8)]
        guard case .found(let wrapped) = inner.tree.lookup(path) else { throw NoKey() }
        // Behind the 37 bytes of DER that name the algorithm.
        return try PublicKey(compressed: Array(wrapped.dropFirst(37)))
    }

    private func message(_ digest: [UInt8]) -> [UInt8] {
        let domain = Array("ic-state-root".utf8)
        return [UInt8(domain.count)] + domain + digest
    }

    struct NoKey: Error {}

    /// The certificates of `Tests/Vectors/certificates.json`.
    struct Recorded: Decodable, Sendable, CustomTestStringConvertible {
        let name, root, certificate: String

        var testDescription: String { name }

        static func all() throws -> [Recorded] {
            struct File: Decodable {
                let certificates: [Recorded]
            }
            let data = try Data(contentsOf: Checkout.root.appending(path: "Tests/Vectors/certificates.json"))
            return try JSONDecoder().decode(File.self, from: data).certificates
        }
    }
}
