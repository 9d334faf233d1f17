import CBOR
import Candid
import Certification
import ICCertificates
import Testing
import TestSupport

@Suite("A verifier of certificates")
struct CertificateVerifierTests {
    private let sample = SampleState()
    private let verifier = CertificateVerifier(signatureCheck: UncheckedSignature())
    private let second: UInt64 = 1_000_000_000

    @Test("accepts a certificate and says that nobody checked the signature")
    func acceptsAndTells() throws {
        let verified = try verifier.verify(sample.certificate, for: sample.canister, at: SampleState.time)
        #expect(verified.time == SampleState.time)
        #expect(verified.signature == .notChecked)
        #expect("\(verified.signature)" == TestCertificateSigner().label)
        #expect(try verified.certifiedData(of: sample.canister) == sample.tree.digest.bytes)
    }

    @Test("asks its signature check, passes on what that found, and refuses when that refuses")
    func asksTheCheck() throws {
        let valid = CertificateVerifier(signatureCheck: FixedCheck(status: .valid, canister: sample.canister))
        #expect(try valid.verify(sample.certificate, for: sample.canister, at: SampleState.time).signature == .valid)
        let refusing = CertificateVerifier(signatureCheck: FixedCheck(status: nil, canister: sample.canister))
        #expect(throws: CertificateError.invalidSignature) {
            try refusing.verify(sample.certificate, for: sample.canister, at: SampleState.time)
        }
    }

    @Test("takes a time up to five minutes away, in both directions")
    func checksAge() throws {
        let limit = 300 * second
        for now in [SampleState.time - limit, SampleState.time + limit] {
            _ = try verifier.verify(sample.certificate, for: sample.canister, at: now)
        }
        let beyond = Duration.seconds(300) + .nanoseconds(1)
        #expect(throws: CertificateError.tooOld(age: beyond, maximum: .seconds(300))) {
            try verifier.verify(sample.certificate, for: sample.canister, at: SampleState.time + limit + 1)
        }
        #expect(throws: CertificateError.fromTheFuture(by: beyond, maximum: .seconds(300))) {
            try verifier.verify(sample.certificate, for: sample.canister, at: SampleState.time - limit - 1)
        }
        for now in [0, UInt64.max] {
            #expect(throws: CertificateError.self) {
                try verifier.verify(sample.certificate, for: sample.canister, at: now)
            }
        }
    }

    @Test("finds no certified data of a canister that is pruned or not there")
    func refusesOtherCanisters() throws {
        let verified = try verifier.verify(sample.certificate, for: sample.canister, at: SampleState.time)
        let pruned = Principal.canister(8)
        #expect(throws: CertificateError.noCertifiedData(of: pruned, .unknown)) {
            try verified.certifiedData(of: pruned)
        }
        let absent = Principal.canister(6)
        #expect(throws: CertificateError.noCertifiedData(of: absent, .absent)) {
            try verified.certifiedData(of: absent)
        }
        #expect(throws: CertificateError.noCertifiedData(of: .managementCanister, .absent)) {
            try verified.certifiedData(of: .managementCanister)
        }
    }

    @Test(
        "refuses a time that is no number of 64 bits",
        arguments: ["", "80", "8000ff", "8180", "ffffffffffffffffff02", "ffffffffffffffffffff01", "0100"])
    func refusesOtherTimes(hex: String) {
        #expect(throws: CertificateError.invalidTime(size: hex.count / 2)) { try certificate(time: bytes(hex)).time }
    }

    @Test(
        "reads a time of any width",
        arguments: [("00", 0), ("7f", 127), ("8001", 128), ("ffffffffffffffffff01", .max)])
    func readsTimes(hex: String, time: UInt64) throws {
        #expect(try certificate(time: bytes(hex)).time == time)
    }

    @Test("refuses a certificate that shows no time")
    func refusesNoTime() {
        #expect(throws: CertificateError.noTime(.absent)) { try certificate(time: nil).time }
    }

    private func certificate(time: [UInt8]?) throws(CertificateError) -> Certificate {
        var state = StateTree()
        state.insert([1], at: [StatePath.label("subnet")])
        if let time { state.insert(time, at: StatePath.time) }
        var writer = CertificateWriter(nil)
        writer.add("tree", CertificateWriter.value(of: state.hashTree))
        writer.add("signature", .bytes([UInt8](repeating: 1, count: 48)))
        return try Certificate(decoding: writer.encoded())
    }
}

/// Finds the same of every certificate; refuses all if it is to find nothing.
private struct FixedCheck: SignatureCheck {
    let status: SignatureStatus?
    let canister: Principal

    func check(
        _ certificate: Certificate, for canister: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus {
        guard let status, canister == self.canister else { throw .invalidSignature }
        return status
    }

    func check(
        _ certificate: Certificate, forSubnet subnet: Principal, at now: UInt64
    ) throws(CertificateError) -> SignatureStatus { try check(certificate, for: subnet, at: now) }
}

@Suite("A canister's own tree")
struct CertifiedTreeTests {
    private let sample = SampleState()
    private let verifier = CertificateVerifier(signatureCheck: UncheckedSignature())

    private func verify(
        _ tree: [UInt8], _ certificate: [UInt8], of canister: Principal? = nil
    ) throws -> CertifiedTree {
        try verifier.verify(
            tree: tree, certificate: certificate, of: canister ?? sample.canister, at: SampleState.time)
    }

    @Test("is proven by a certificate of its digest")
    func accepts() throws {
        let proven = try verify(sample.tree.encoded, sample.certificate)
        #expect(proven.tree == sample.tree)
        #expect(proven.certifiedData == sample.tree.digest)
        #expect(proven.canister == sample.canister)
        #expect(proven.time == SampleState.time)
        #expect(proven.signature == .notChecked)
    }

    @Test("is not proven once a bit of it is changed, whichever")
    func refusesChangedTrees() {
        let tree = sample.tree.encoded
        for index in tree.indices {
            for bit in 0..<8 {
                var changed = tree
                changed[index] ^= 1 << bit
                #expect(throws: CertifiedTreeError.self, "bit \(bit) of byte \(index)") {
                    try verify(changed, sample.certificate)
                }
            }
        }
    }

    @Test("is not proven by other certified data, nor for another canister")
    func refusesOtherData() throws {
        let other = HashTree.leaf([1])
        #expect(throws: CertifiedTreeError.notCertified(certified: sample.tree.digest.bytes, found: other.digest)) {
            try verify(other.encoded, sample.certificate)
        }
        let pruned = Principal.canister(8)
        #expect(throws: CertifiedTreeError.certificate(.noCertifiedData(of: pruned, .unknown))) {
            try verify(sample.tree.encoded, sample.certificate, of: pruned)
        }
        #expect(throws: CertifiedTreeError.tree(.encoding(.endOfInput(offset: 0, expected: .array)))) {
            try verify([], sample.certificate)
        }
    }

    @Test("tells in words what was wrong")
    func tells() {
        let other = HashTree.leaf([1])
        let error = CertifiedTreeError.notCertified(certified: [1, 2, 3, 4, 5], found: other.digest)
        #expect(error.description.hasPrefix("the tree's digest "))
        #expect(error.description.hasSuffix("is not the certified data 01020304…"))
        #expect(
            CertificateError.tooOld(age: .seconds(301), maximum: .seconds(300)).description
                == "the certificate is too old: 301.0 seconds, where at most 300.0 seconds is allowed")
    }
}
