import Bytes
import CBOR
import Certification
import ICCertificates
import SHA256
import Testing
import TestSupport

/// Gives a signature that was made elsewhere.
private struct KnownSigner: CertificateSigner {
    var signature: [UInt8]
    var rootKey: [UInt8] { [] }
    var isRealSignature: Bool { true }
    var label: String { "signature: known" }
    func sign(_ message: [UInt8]) -> [UInt8] { signature }
}

@Suite("Certificates of a state")
struct CertificateBuilderTests {
    private let canister = bytes("00000000000000000101")
    private let signature = bytes(
        "8ec64dc6983073c7908cef09a64b91aec7b8d9e5341203ca627eaf5c49901a4abb2d1e44c5d0fb7ceabf162e3fdb4370")

    /// The state of the vector: a canister's certified data and the time.
    private var state: StateTree {
        var state = StateTree()
        state.insert(SHA256.hash("hello").bytes, at: StatePath.certifiedData(of: canister))
        state.insert(bytes("8080a8b1e39fe7cb17"), at: StatePath.time)
        return state
    }

    @Test("have the bytes of one that was made elsewhere")
    func matchesVector() {
        let builder = CertificateBuilder(state, signer: KnownSigner(signature: signature))
        #expect(builder.tree.digest.bytes == bytes("5a29f388fdd33d372da133d55e1603240edfef5d8c82b3e9d8019c88c0d176e0"))
        #expect(
            builder.dataCertificate(of: canister) == bytes(
                "d9d9f7a26474726565830183024863616e697374657283024a0000000000000000010183024e6365727469666965645f64617461"
                    + "820358202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b982483024474696d658203498080"
                    + "a8b1e39fe7cb17697369676e617475726558308ec64dc6983073c7908cef09a64b91aec7b8d9e5341203ca627eaf5c49"
                    + "901a4abb2d1e44c5d0fb7ceabf162e3fdb4370"))
    }

    @Test("reveal what was asked for and prune what lies beside it")
    func prunes() throws {
        var state = state
        for number in 0..<20 as Range<UInt8> {
            state.insert([number], at: StatePath.certifiedData(of: [number, 1, 1]))
            state.insert([1], at: [StatePath.label("canister"), [number, 1, 1], StatePath.label("controllers")])
        }
        let builder = CertificateBuilder(state, signer: TestCertificateSigner())
        let tree = try tree(in: builder.dataCertificate(of: [7, 1, 1]))
        #expect(tree.digest == builder.tree.digest)
        #expect(tree.lookup(StatePath.certifiedData(of: [7, 1, 1])) == .found([7]))
        #expect(tree.lookup(StatePath.time) == .found(bytes("8080a8b1e39fe7cb17")))
        #expect(tree.lookup([StatePath.label("canister"), [7, 1, 1], StatePath.label("controllers")]) == .unknown)
        #expect(tree.lookup(StatePath.certifiedData(of: [8, 1, 1])) == .unknown)
        let absent = StatePath.certifiedData(of: [7, 2])
        #expect(try self.tree(in: builder.dataCertificate(of: [7, 2])).lookup(absent) == .absent)
    }

    @Test("are signed over the separator and the root digest, once a state")
    func signs() {
        let builder = CertificateBuilder(state, signer: TestCertificateSigner())
        let message = CertificateBuilder.signedMessage(for: builder.tree)
        #expect(message.prefix(14) == [0x0d] + [UInt8]("ic-state-root".utf8)[...])
        #expect(Array(message.dropFirst(14)) == builder.tree.digest.bytes)
        let signature = TestCertificateSigner().sign(message)
        #expect(signature.count == 48)
        #expect(Array(builder.certificate(revealing: []).suffix(48)) == signature)
        #expect(Array(builder.dataCertificate(of: canister).suffix(48)) == signature)
        var other = state
        other.insert([0], at: StatePath.time)
        #expect(Array(CertificateBuilder(other, signer: TestCertificateSigner()).certificate(revealing: []).suffix(48))
            != signature)
    }

    @Test("a test signer says what it is")
    func saysWhatItIs() {
        let signer = TestCertificateSigner()
        #expect(signer.label == "signature: not checked")
        #expect(!signer.isRealSignature)
        #expect(signer.rootKey.count == 133)
    }

    /// The hash tree in a certificate, read by hand: tag, map of two, `tree`.
    private func tree(in certificate: [UInt8]) throws -> HashTree {
        let head = bytes("d9d9f7a26474726565")
        #expect(Array(certificate.prefix(head.count)) == head)
        let tail = bytes("697369676e61747572655830").count + 48
        return try HashTree(decoding: Array(certificate[head.count..<(certificate.count - tail)]))
    }
}

@Suite("The state tree")
struct StateTreeTests {
    @Test("keeps labels in the order of their bytes, whatever order they came in")
    func sorts() throws {
        var state = StateTree()
        for label in [[3], [1, 2], [], [1], [2, 0xff], [0xff]] as [[UInt8]] { state.insert(label, at: [label]) }
        #expect(state.hashTree.isWellFormed)
        for label in [[3], [1, 2], [], [1], [2, 0xff], [0xff]] as [[UInt8]] {
            #expect(state.hashTree.lookup([label]) == .found(label))
        }
        #expect(state.hashTree.lookup([[2]]) == .absent)
    }

    @Test("a later value replaces an earlier one")
    func replaces() {
        var state = StateTree()
        #expect(state.hashTree == .empty)
        state.insert([1], at: [[1], [1]])
        state.insert([2], at: [[1], [2]])
        state.insert([3], at: [[1], [1]])
        #expect(state.hashTree == .labeled([1], .fork(.labeled([1], .leaf([3])), .labeled([2], .leaf([2])))))
        state.insert([4], at: [])
        state.insert([5], at: [[1]])
        #expect(state.hashTree == .labeled([1], .leaf([5])))
    }
}
