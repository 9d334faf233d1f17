import KeyEncoding
import Testing
import TestSupport

@Suite("Private keys in files")
struct PrivateKeyFileTests {
    private static let secret = bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    private static func file(_ algorithm: KeyAlgorithm, hasPublicKey: Bool) throws -> PrivateKeyFile {
        let point = [4] + [UInt8](repeating: 7, count: algorithm.publicSize - 1)
        return try PrivateKeyFile(algorithm: algorithm, secret: secret, publicKey: hasPublicKey ? point : nil)
    }

    @Test(
        "come back from every format, with their public key where the format has it",
        arguments: KeyAlgorithm.allCases, PrivateKeyFile.Format.allCases)
    func roundTrip(algorithm: KeyAlgorithm, format: PrivateKeyFile.Format) throws {
        for hasPublicKey in [true, false] {
            let file = try Self.file(algorithm, hasPublicKey: hasPublicKey)
            let read = try PrivateKeyFile(pem: file.pem(format))
            #expect(read.algorithm == algorithm)
            #expect(read.secret == file.secret)
            let keepsPublicKey = hasPublicKey && (algorithm != .ed25519 || format == .pkcs8Version2)
            #expect(read.publicKey == (keepsPublicKey ? file.publicKey : nil))
        }
    }

    @Test("of RFC 8410 are read: version 1, and version 2 with attributes and a public key")
    func readsRFC8410() throws {
        let one = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----
            """
        let two = """
            -----BEGIN PRIVATE KEY-----
            MHICAQEwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            oB8wHQYKKoZIhvcNAQkJFDEPDA1DdXJkbGUgQ2hhaXJzgSEAGb9ECWmEzf6FQbrB
            Z9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PRIVATE KEY-----
            """
        let secret = bytes("d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842")
        let point = bytes("19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1")
        #expect(try PrivateKeyFile(pem: one) == PrivateKeyFile(algorithm: .ed25519, secret: secret, publicKey: nil))
        #expect(try PrivateKeyFile(pem: two) == PrivateKeyFile(algorithm: .ed25519, secret: secret, publicKey: point))
        #expect(try PrivateKeyFile(pem: one).pem(.pkcs8) == one + "\n")
    }

    @Test("of an older library, with the public key's bit string whole in its tag, are read")
    func readsOlderForm() throws {
        let point = [UInt8](repeating: 9, count: 32)
        let der = bytes("3053020101300506032b657004220420") + Self.secret + bytes("a123032100") + point
        #expect(try PrivateKeyFile(pkcs8: der).publicKey == point)
    }

    @Test("that are encrypted are refused, with a word on what to do")
    func refusesEncrypted() {
        let new = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n"
        let old = """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            MAA=
            -----END EC PRIVATE KEY-----
            """
        #expect(throws: KeyEncodingError.encrypted(label: "ENCRYPTED PRIVATE KEY")) { try PrivateKeyFile(pem: new) }
        let error = #expect(throws: KeyEncodingError.encrypted(label: "EC PRIVATE KEY")) {
            try PrivateKeyFile(pem: old)
        }
        #expect(
            error?.description
                == "the private key in the PEM block 'EC PRIVATE KEY' is encrypted, which is not supported; decrypt it "
                + "with 'openssl pkey -in FILE -out PLAIN_FILE'")
    }

    @Test(
        "that are none are refused",
        arguments: [
            ("", KeyEncodingError.noBlock),
            ("-----BEGIN PRIVATE KEY-----\nMAA=\n", .unendedBlock(label: "PRIVATE KEY")),
            ("-----BEGIN PRIVATE KEY-----\nM*A=\n-----END PRIVATE KEY-----", .invalidBase64(label: "PRIVATE KEY")),
            ("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----", .noPrivateKey(found: ["PUBLIC KEY"])),
            ("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
             .truncated(offset: 2, expected: "an integer")),
            ("-----BEGIN PRIVATE KEY-----\nMAMCAQI=\n-----END PRIVATE KEY-----",
             .unknownVersion(format: "PKCS#8", found: 2)),
        ])
    func refusesOthers(text: String, error: KeyEncodingError) {
        #expect(throws: error) { try PrivateKeyFile(pem: text) }
    }

    @Test("cut short are refused at each byte, and a flipped bit never traps")
    func mutations() throws {
        for algorithm in KeyAlgorithm.allCases {
            for format in PrivateKeyFile.Format.allCases {
                let file = try Self.file(algorithm, hasPublicKey: true)
                let der = file.der(format)
                let isSEC1 = format == .sec1 && algorithm != .ed25519
                func read(_ bytes: [UInt8]) throws(KeyEncodingError) -> PrivateKeyFile {
                    isSEC1 ? try PrivateKeyFile(sec1: bytes) : try PrivateKeyFile(pkcs8: bytes)
                }
                for count in der.indices {
                    #expect(throws: KeyEncodingError.self) { try read(Array(der[..<count])) }
                }
                for index in der.indices {
                    for bit in 0..<8 {
                        var changed = der
                        changed[index] ^= 1 << bit
                        if let other = try? read(changed) { #expect(other.secret.count == 32) }
                    }
                }
            }
        }
    }
}
