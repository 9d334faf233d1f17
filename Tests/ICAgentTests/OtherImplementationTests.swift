import Foundation
import ICAgent
import ICProtocol
import KeyEncoding
import Testing
import TestSupport

/// What Python's `cryptography` is asked to judge, and what it makes.
private struct Case: Codable {
    var algorithm: String
    var publicKey: String
    var message: String
    var signature: String
    var files: [String]
    var principal: String
    var encrypted: String?
}

private struct Verdict: Codable, Equatable {
    var cases: Int
    var files: Int
}

@Suite("Other implementations, both ways")
struct OtherImplementationTests {
    @Test("Python's cryptography takes our keys, files and signatures")
    func pythonTakesOurs() throws {
        var random = SplitMix64(seed: 21)
        var cases: [Case] = []
        for number in 0..<40 {
            for algorithm in KeyAlgorithm.allCases {
                let identity = try Identities.make(algorithm, &random)
                let message = (0..<number).map { _ in UInt8.random(in: 0...255, using: &random) }
                // OpenSSL, which Python has within, reads version 1 of PKCS#8 alone.
                let formats: [PrivateKeyFile.Format] = [.pkcs8, .sec1]
                cases.append(
                    Case(
                        algorithm: Identities.name(algorithm), publicKey: hex(identity.publicKey.der),
                        message: hex(message), signature: hex(try identity.sign(message)),
                        files: try formats.map { try identity.pem($0) }, principal: hex(identity.principal.bytes)))
            }
        }
        let input = [UInt8](try JSONEncoder().encode(cases))
        let judged = try PythonProgram.output(of: "Verifier/keys.py", ["judge"], input: input)
        let verdict = try JSONDecoder().decode(Verdict.self, from: Data(judged))
        print("Python's cryptography took \(verdict.cases) of our signatures and \(verdict.files) of our files")
        #expect(verdict == Verdict(cases: 120, files: 240))
        // A judge that takes everything would be none.
        cases[17].message += "00"
        let bad = [UInt8](try JSONEncoder().encode(cases))
        let error = #expect(throws: Program.Failure.self) {
            try PythonProgram.output(of: "Verifier/keys.py", ["judge"], input: bad)
        }
        let said = error?.outcome.errors ?? ""
        #expect(said.hasPrefix("case 17, secp256k1: InvalidSignature"), "\(said)")
    }

    @Test("we take the keys, files and signatures of Python's cryptography")
    func weTakePythons() throws {
        let made = try PythonProgram.output(of: "Verifier/keys.py", ["make", "31", "40"])
        let cases = try JSONDecoder().decode([Case].self, from: Data(made))
        var (signatures, files) = (0, 0)
        for one in cases {
            let key = try ICProtocol.PublicKey(der: bytes(one.publicKey))
            #expect(hex(key.principal.bytes) == one.principal)
            #expect(key.isValidSignature(bytes(one.signature), for: bytes(one.message)))
            #expect(!key.isValidSignature(bytes(one.signature), for: bytes(one.message) + [0]))
            signatures += 1
            for file in one.files {
                let identity = try IdentityFile.identity(pem: file)
                #expect(identity.publicKey == key)
                files += 1
            }
            let error = #expect(throws: IdentityError.self) {
                try IdentityFile.identity(pem: try #require(one.encrypted))
            }
            #expect(error?.description.contains("is encrypted, which is not supported") == true)
        }
        print("we took \(signatures) signatures and \(files) files of Python's cryptography")
        #expect(signatures == 120)
        #expect(files == 200)
    }

    /// How OpenSSL's command line is asked for a new key.
    private static let generation: [(KeyAlgorithm, [String])] = [
        (.ed25519, ["genpkey", "-algorithm", "ed25519"]),
        (.p256, ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
        (.secp256k1, ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"]),
        // With a block of parameters before the key, as dfx has it too.
        (.p256, ["ecparam", "-name", "prime256v1", "-genkey"]),
        (.secp256k1, ["ecparam", "-name", "secp256k1", "-genkey"]),
    ]

    @Test("we read the keys that OpenSSL's command line writes, and sign with them what it takes")
    func openSSLsKeys() throws {
        var count = 0
        for (algorithm, arguments) in Self.generation {
            for number in 0..<3 as Range<UInt8> {
                let pem = try OpenSSL.output(arguments)
                let identity = try IdentityFile.identity(pem: String(decoding: pem, as: UTF8.self))
                #expect(identity.publicKey.info.algorithm == algorithm)
                let der = try OpenSSL.output(["pkey", "-in", "{0}", "-pubout", "-outform", "DER"], files: [pem])
                #expect(der == identity.publicKey.der)
                let message = [UInt8](repeating: number, count: 43)
                try Self.openSSLVerifies(try identity.sign(message), message, identity)
                count += 1
            }
        }
        print("OpenSSL's command line: \(count) of its keys read, \(count) signatures by them taken")
    }

    @Test("OpenSSL's command line reads our files, signs with them what we take, and takes our signatures")
    func ourKeys() throws {
        var random = SplitMix64(seed: 41)
        var count = 0
        for algorithm in KeyAlgorithm.allCases {
            for format in [PrivateKeyFile.Format.pkcs8, .sec1] {
                let identity = try Identities.make(algorithm, &random)
                let pem = [UInt8](try identity.pem(format).utf8)
                let der = try OpenSSL.output(["pkey", "-in", "{0}", "-pubout", "-outform", "DER"], files: [pem])
                #expect(der == identity.publicKey.der)
                let message = (0..<43).map { _ in UInt8.random(in: 0...255, using: &random) }
                try Self.openSSLVerifies(try identity.sign(message), message, identity)
                let options = algorithm == .ed25519 ? ["-rawin"] : ["-rawin", "-digest", "sha256"]
                let signature = try OpenSSL.output(
                    ["pkeyutl", "-sign", "-inkey", "{0}", "-in", "{1}"] + options, files: [pem, message])
                let concatenated =
                    algorithm == .ed25519 ? signature : try ECDSASignature(der: signature).concatenated
                #expect(identity.publicKey.isValidSignature(concatenated, for: message))
                // PKCS#8 as OpenSSL writes it is what we write.
                let theirs = try OpenSSL.output(["pkey", "-in", "{0}"], files: [pem])
                #expect(String(decoding: theirs, as: UTF8.self) == (try identity.pem(.pkcs8)))
                count += 1
            }
        }
        print("OpenSSL's command line: \(count) of our files read, signatures taken \(count) each way")
    }

    @Test("encrypted files of OpenSSL's command line are refused with a clear message")
    func encrypted() throws {
        let plain = try OpenSSL.output(["genpkey", "-algorithm", "ed25519"])
        let encrypted = try OpenSSL.output(
            ["pkcs8", "-topk8", "-in", "{0}", "-passout", "pass:secret"], files: [plain])
        let error = #expect(throws: IdentityError.encoding(.encrypted(label: "ENCRYPTED PRIVATE KEY"))) {
            try IdentityFile.identity(pem: String(decoding: encrypted, as: UTF8.self))
        }
        #expect(error?.description.contains("decrypt it with 'openssl pkey -in FILE -out PLAIN_FILE'") == true)
    }

    private static func openSSLVerifies(
        _ signature: [UInt8], _ message: [UInt8], _ identity: any KeyIdentity
    ) throws {
        let isEd25519 = identity.publicKey.info.algorithm == .ed25519
        let der = try isEd25519 ? signature : #require(ECDSASignature(concatenated: signature)).der
        let options = isEd25519 ? ["-rawin"] : ["-rawin", "-digest", "sha256"]
        let said = try OpenSSL.output(
            ["pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "{0}", "-sigfile", "{1}", "-in", "{2}"]
                + options, files: [identity.publicKey.der, der, message])
        #expect(String(decoding: said, as: UTF8.self).contains("Signature Verified Successfully"))
    }
}
