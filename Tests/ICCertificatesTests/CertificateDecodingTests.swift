import CBOR
import Candid
import Certification
import ICCertificates
import Testing

@Suite("A certificate from outside")
struct CertificateDecodingTests {
    private let sample = SampleState()

    @Test("is read with and without the tag before it", arguments: [true, false])
    func readsBothForms(isTagged: Bool) throws {
        let certificate = try Certificate(decoding: CertificateWriter().encoded(isTagged: isTagged))
        #expect(certificate.tree == sample.state.hashTree)
        #expect(certificate.signature == [UInt8](repeating: 1, count: 48))
        #expect(certificate.delegation == nil)
        #expect(try certificate.time == SampleState.time)
    }

    @Test("is read as it was built")
    func readsWhatIsBuilt() throws {
        let builder = CertificateBuilder(sample.state, signer: TestCertificateSigner())
        let certificate = try Certificate(decoding: builder.dataCertificate(of: sample.canister.bytes))
        #expect(certificate.tree.digest == builder.tree.digest)
        let message = CertificateBuilder.signedMessage(for: builder.tree)
        #expect(certificate.signature == TestCertificateSigner().sign(message))
    }

    @Test("is read with its delegation, and entries that nobody knows are passed over")
    func readsDelegation() throws {
        var writer = CertificateWriter()
        writer.add("new", .array([.map([]), .null]))
        writer.add(
            "delegation",
            .map([
                .init(.text("subnet_id"), .bytes([1, 2, 3])), .init(.text("certificate"), .bytes([4])),
                .init(.text("new"), .boolean(true)),
            ]))
        let delegation = try #require(try Certificate(decoding: writer.encoded()).delegation)
        #expect(delegation.subnet.bytes == [1, 2, 3])
        #expect(delegation.certificate == [4])
    }

    @Test("without a part that belongs to it is refused")
    func refusesMissingParts() {
        #expect(throws: CertificateError.missingField("tree")) {
            try Certificate(decoding: CertificateWriter(nil).encoded())
        }
        var writer = CertificateWriter(nil)
        writer.add("tree", CertificateWriter.value(of: .empty))
        #expect(throws: CertificateError.missingField("signature")) { try Certificate(decoding: writer.encoded()) }
        writer.add("signature", .bytes([1, 2, 3]))
        #expect(throws: CertificateError.signatureSize(found: 3)) { try Certificate(decoding: writer.encoded()) }

        var delegated = CertificateWriter()
        delegated.add("delegation", .map([.init(.text("subnet_id"), .bytes([1]))]))
        #expect(throws: CertificateError.missingField("certificate")) { try Certificate(decoding: delegated.encoded()) }
        var nameless = CertificateWriter()
        nameless.add("delegation", .map([.init(.text("certificate"), .bytes([1]))]))
        #expect(throws: CertificateError.missingField("subnet_id")) { try Certificate(decoding: nameless.encoded()) }
        var long = CertificateWriter()
        long.add(
            "delegation",
            .map([
                .init(.text("subnet_id"), .bytes([UInt8](repeating: 0, count: 30))),
                .init(.text("certificate"), .bytes([])),
            ]))
        #expect(throws: CertificateError.subnetSize(found: 30)) { try Certificate(decoding: long.encoded()) }
    }

    @Test("with a part twice is refused", arguments: ["tree", "signature"])
    func refusesDuplicates(name: String) {
        var writer = CertificateWriter()
        writer.add(
            name, name == "tree" ? CertificateWriter.value(of: .empty) : .bytes([UInt8](repeating: 2, count: 48)))
        #expect {
            try Certificate(decoding: writer.encoded())
        } throws: { error in
            guard case .encoding(.duplicateKey) = error as? CertificateError else { return false }
            return true
        }
    }

    @Test("that is cut off or goes on is refused, wherever")
    func refusesOtherLengths() {
        let whole = sample.certificate
        for length in 0..<whole.count {
            #expect(throws: CertificateError.self, "\(length) bytes") {
                try Certificate(decoding: Array(whole.prefix(length)))
            }
        }
        #expect(throws: CertificateError.encoding(.trailingBytes(offset: whole.count, count: 1))) {
            try Certificate(decoding: whole + [0])
        }
    }

    @Test("is bounded in size, depth and nodes")
    func isBounded() {
        var deep = HashTree.empty
        for _ in 0..<130 { deep = .labeled([], deep) }
        var writer = CertificateWriter(nil)
        writer.add("tree", CertificateWriter.value(of: deep))
        #expect {
            try Certificate(decoding: writer.encoded())
        } throws: { error in
            guard case .tree(.tooDeep(_, 128)) = error as? CertificateError else { return false }
            return true
        }
        let size = sample.certificate.count
        #expect(throws: CertificateError.tooLarge(size: size, maximum: size - 1)) {
            try Certificate(decoding: sample.certificate, limits: .init(size: size - 1))
        }
        #expect {
            try Certificate(decoding: sample.certificate, limits: .init(tree: HashTreeLimits(nodes: 3)))
        } throws: { error in
            guard case .tree(.tooManyNodes(_, 3)) = error as? CertificateError else { return false }
            return true
        }
    }

    @Test("with any single bit changed is read as another one or refused, and never harms")
    func survivesChanges() {
        let whole = sample.certificate
        let read = try? Certificate(decoding: whole)
        for index in whole.indices {
            for bit in 0..<8 {
                var changed = whole
                changed[index] ^= 1 << bit
                #expect((try? Certificate(decoding: changed)) != read, "bit \(bit) of byte \(index)")
            }
        }
    }
}
