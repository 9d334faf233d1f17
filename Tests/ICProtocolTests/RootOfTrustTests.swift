import BLS12381
import Candid
import Certification
import Foundation
import ICCertificates
import ICProtocol
import Testing
import TestSupport

@Suite("The root of trust")
struct RootOfTrustTests {
    private struct Vectors: Decodable {
        var certificates: [Entry]
        struct Entry: Decodable {
            var name: String
            var root: String
            var certificate: String
        }
    }

    /// A certificate that a client of the network, or of a released local replica, got.
    private static func real(_ name: String) throws -> (key: SubnetKey, certificate: [UInt8]) {
        let data = try Data(contentsOf: Checkout.root.appending(path: "Tests/Vectors/certificates.json"))
        let entry = try #require(JSONDecoder().decode(Vectors.self, from: data).certificates.first { $0.name == name })
        return (SubnetKey(try BLS12381.PublicKey(compressed: bytes(entry.root))), bytes(entry.certificate))
    }

    private static let delegated = "mainnet, by a subnet with a delegation"
    private static let byRoot = "mainnet, by the root subnet"

    /// A canister that the delegation of the delegated certificate covers, and the certificate's time.
    private static func facts(_ certificate: Certificate) throws -> (canister: Principal, time: UInt64) {
        let delegation = try #require(certificate.delegation)
        let state = try StateReader(Certificate(decoding: delegation.certificate).tree)
        let ranges = try #require(try state.canisterRanges(of: delegation.subnet).found)
        return (try #require(ranges.ranges.first).lowerBound, try certificate.time)
    }

    @Test("is a constant for the network")
    func mainnet() throws {
        let key = try SubnetKey(der: SubnetKey.mainnet)
        #expect(key.rootSubnet.text == "tdb26-jop6k-aogll-7ltgs-eruif-6kk7m-qpktf-gdiqx-mxtrf-vb5e6-eqe")
        #expect(try Self.real(Self.delegated).key == key)
        #expect(key.der == SubnetKey.mainnet)
        #expect(key.der.count == 133)
    }

    @Test("proves certificates of the network, by the root itself and by a subnet with a delegation")
    func realCertificates() throws {
        let mainnet = BLSSignatureCheck(rootKey: try SubnetKey(der: SubnetKey.mainnet))
        let byRoot = try Certificate(decoding: Self.real(Self.byRoot).certificate)
        #expect(byRoot.delegation == nil)
        #expect(try mainnet.check(byRoot, for: canister(1), at: byRoot.time) == .valid)
        let delegated = try Certificate(decoding: Self.real(Self.delegated).certificate)
        let (canister, time) = try Self.facts(delegated)
        let verifier = CertificateVerifier(signatureCheck: mainnet)
        let verified = try verifier.verify(Self.real(Self.delegated).certificate, for: canister, at: time)
        #expect(verified.signature == .valid)
        // A delegation may be of any age; the certificate itself may not.
        #expect(try mainnet.check(delegated, for: canister, at: .max) == .valid)
        #expect(throws: CertificateError.self) {
            try verifier.verify(Self.real(Self.delegated).certificate, for: canister, at: .max)
        }
        let local = try Self.real("a local replica")
        let certificate = try Certificate(decoding: local.certificate)
        #expect(try BLSSignatureCheck(rootKey: local.key).check(certificate, for: canister, at: time) == .valid)
        #expect(throws: CertificateError.invalidSignature) {
            try mainnet.check(certificate, for: canister, at: time)
        }
        #expect(throws: CertificateError.delegation(.invalidSignature)) {
            try BLSSignatureCheck(rootKey: local.key).check(delegated, for: canister, at: time)
        }
    }

    @Test("does not prove a certificate of the network for a canister of another subnet, nor one from the future")
    func realRefusals() throws {
        let mainnet = BLSSignatureCheck(rootKey: try SubnetKey(der: SubnetKey.mainnet))
        let delegated = try Certificate(decoding: Self.real(Self.delegated).certificate)
        let (canister, _) = try Self.facts(delegated)
        let subnet = try #require(delegated.delegation).subnet
        for other in [Principal.managementCanister, .anonymous, subnet] {
            let error = #expect(throws: CertificateError.canisterNotInRanges(other, of: subnet)) {
                try mainnet.check(delegated, for: other, at: .max)
            }
            #expect(
                error?.description == "the certificate's delegation does not show that subnet \(subnet.text) holds "
                    + "canister \(other.text)")
        }
        let inner = try Certificate(decoding: try #require(delegated.delegation).certificate)
        let time = try inner.time
        #expect(try mainnet.check(delegated, for: canister, at: time - 300_000_000_000) == .valid)
        let lead = Duration.seconds(300) + .nanoseconds(1)
        #expect(throws: CertificateError.delegation(.fromTheFuture(by: lead, maximum: .seconds(300)))) {
            try mainnet.check(delegated, for: canister, at: time - 300_000_000_001)
        }
    }

    @Test("proves what a subnet says of itself, and no other subnet can say it")
    func subnets() throws {
        let mainnet = BLSSignatureCheck(rootKey: try SubnetKey(der: SubnetKey.mainnet))
        let byRoot = try Certificate(decoding: Self.real(Self.byRoot).certificate)
        let delegated = try Certificate(decoding: Self.real(Self.delegated).certificate)
        let root = mainnet.rootKey.rootSubnet
        let subnet = try #require(delegated.delegation).subnet
        #expect(try mainnet.check(byRoot, forSubnet: root, at: .max) == .valid)
        #expect(try mainnet.check(delegated, forSubnet: subnet, at: .max) == .valid)
        #expect(throws: CertificateError.otherSubnet(found: subnet, expected: root)) {
            try mainnet.check(delegated, forSubnet: root, at: .max)
        }
        #expect(throws: CertificateError.otherSubnet(found: root, expected: subnet)) {
            try mainnet.check(byRoot, forSubnet: subnet, at: .max)
        }
        // Neither goes without the right signature.
        let local = BLSSignatureCheck(rootKey: try Self.real("a local replica").key)
        #expect(throws: CertificateError.invalidSignature) {
            try local.check(byRoot, forSubnet: local.rootKey.rootSubnet, at: .max)
        }
        #expect(throws: CertificateError.delegation(.invalidSignature)) {
            try local.check(delegated, forSubnet: subnet, at: .max)
        }
    }

    // MARK: Certificates that are made here

    private static let rootSecret = bytes("41056ab67d921911f65a4e0cd4877f93381806d9a5dfb815bb8b9beff97e2dd0")
    private static let time: UInt64 = 1_700_000_000_000_000_000
    private static let timeBytes = bytes("8080a8b1e39fe7cb17")
    private let subnet = principal("aabb02")

    private func canister(_ number: UInt8) -> Principal { principal("000000000000000" + "\(number)0101") }

    private func root() throws -> SubnetSigner { SubnetSigner(try SecretKey(bytes: Self.rootSecret)) }

    private func subnetSigner() throws -> SubnetSigner {
        SubnetSigner(try SecretKey(seed: [UInt8](repeating: 7, count: 32)))
    }

    @Test("of tests signs what other implementations sign with it")
    func testKey() throws {
        let signer = try root()
        #expect(
            signer.rootKey
                == bytes(
                    "308182301d060d2b0601040182dc7c0503010201060c2b0601040182dc7c0503020103610090093662d7ecb847"
                        + "9a3f8e26713f07afe707364e27ea86753d39dc72a0afbaf4c2a2235e7717617ac545e05d5065a20c15d0ab79f1"
                        + "6a86733a35ace2d4f8a54517adcf8e878f2c5957d2e0fcd9ea2eaa76cea226212910e732b0d5f181446ad2"))
        #expect(signer.publicKey.rootSubnet.text == "cyn6z-tytlr-vctxe-xecaa-ctrnu-g3ahq-sm7ne-vqnl4-pkpmn-nkyfb-zae")
        #expect(signer.isRealSignature)
        #expect(signer.label == "signature: BLS12-381, test root key")
        var state = StateTree()
        // The SHA-256 digest of "hello".
        state.insert(
            bytes("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
            at: StatePath.certifiedData(of: bytes("00000000000000000101")))
        state.insert(Self.timeBytes, at: StatePath.time)
        let certificate = CertificateBuilder(state, signer: signer).dataCertificate(of: bytes("00000000000000000101"))
        #expect(
            certificate
                == bytes(
                    "d9d9f7a26474726565830183024863616e697374657283024a0000000000000000010183024e63657274696669"
                        + "65645f64617461820358202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b98248302"
                        + "4474696d658203498080a8b1e39fe7cb17697369676e617475726558308ec64dc6983073c7908cef09a64b91ae"
                        + "c7b8d9e5341203ca627eaf5c49901a4abb2d1e44c5d0fb7ceabf162e3fdb4370"))
        let verified = try CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: signer.publicKey))
            .verify(certificate, for: principal("00000000000000000101"), at: Self.time)
        #expect(verified.signature == .valid)
    }

    /// What a delegation's certificate shows, and how it is made.
    private struct DelegationPlan {
        var isSharded = true
        var key: [UInt8]?
        var time = RootOfTrustTests.timeBytes
        var reveals: [String] = ["public_key", "ranges"]
        var nested = false
    }

    private func delegation(_ plan: DelegationPlan) throws -> Certificate.Delegation {
        let ranges = CanisterRanges([canister(2)...canister(4)]).encoded
        let shard = StatePath.rangeShards(of: subnet)
        let older = StatePath.subnet(subnet, "canister_ranges")
        var state = StateTree()
        state.insert(ranges, at: plan.isSharded ? shard + [canister(2).bytes] : older)
        state.insert(try plan.key ?? subnetSigner().rootKey, at: StatePath.subnet(subnet, "public_key"))
        state.insert(plan.time, at: StatePath.time)
        var paths: [[[UInt8]]] = []
        if plan.reveals.contains("public_key") { paths.append(StatePath.subnet(subnet, "public_key")) }
        if plan.reveals.contains("ranges") { paths += plan.isSharded ? [shard] : [older, shard] }
        let inner = plan.nested ? Certificate.Delegation(subnet: subnet, certificate: [1]) : nil
        let builder = CertificateBuilder(state, signer: try root(), delegation: inner)
        return Certificate.Delegation(subnet: subnet, certificate: builder.certificate(revealing: paths))
    }

    private func check(_ delegation: Certificate.Delegation, _ canister: Principal) throws -> CertificateError? {
        var state = StateTree()
        state.insert(Self.timeBytes, at: StatePath.time)
        let builder = CertificateBuilder(state, signer: try subnetSigner(), delegation: delegation)
        let check = BLSSignatureCheck(rootKey: try root().publicKey)
        do throws(CertificateError) {
            let certificate = try Certificate(decoding: builder.certificate(revealing: []))
            #expect(try check.check(certificate, for: canister, at: Self.time) == .valid)
            return nil
        } catch {
            return error
        }
    }

    @Test("reaches to a subnet that a delegation names, for the canisters that it holds, in either form of ranges")
    func delegations() throws {
        for isSharded in [true, false] {
            let delegation = try delegation(DelegationPlan(isSharded: isSharded))
            for number in 2...4 as ClosedRange<UInt8> { #expect(try check(delegation, canister(number)) == nil) }
            for number in [1, 5] as [UInt8] {
                #expect(try check(delegation, canister(number)) == .canisterNotInRanges(canister(number), of: subnet))
            }
        }
    }

    @Test("does not reach through delegations that lack something, or have one themselves")
    func brokenDelegations() throws {
        func refusal(_ change: (inout DelegationPlan) throws -> Void) throws -> CertificateError? {
            var plan = DelegationPlan()
            try change(&plan)
            return try check(delegation(plan), canister(3))
        }
        #expect(try refusal { $0.nested = true } == .nestedDelegation)
        #expect(try refusal { $0.reveals = ["ranges"] } == .noSubnetKey(of: subnet))
        #expect(try refusal { $0.reveals = ["public_key"] } == .canisterNotInRanges(canister(3), of: subnet))
        #expect(
            try refusal { $0.key = [1, 2] }
                == .invalidSubnetKey(reason: "it has 2 bytes in DER, where 133 were expected"))
        #expect(
            try refusal { $0.key = try TestKey(1).publicKey.der }?.description
                == "the key of a subnet is none: it has 44 bytes in DER, where 133 were expected")
        #expect(
            try refusal { $0.key = TestCertificateSigner().rootKey }?.description
                .hasPrefix("the key of a subnet is none: ") == true)
        // The key is one, but another.
        #expect(try refusal { $0.key = try root().rootKey } == .invalidSignature)
        #expect(try refusal { $0.time = [0x80] } == .delegation(.invalidTime(size: 1)))
        var other = try delegation(DelegationPlan())
        other = Certificate.Delegation(subnet: principal("cc02"), certificate: other.certificate)
        #expect(try check(other, canister(3)) == .canisterNotInRanges(canister(3), of: principal("cc02")))
        #expect(
            try check(Certificate.Delegation(subnet: subnet, certificate: [0xa0]), canister(3))
                == .delegation(.missingField("tree")))
    }

    @Test("proves nothing that has a bit changed, be it in the tree, the signature or the delegation")
    func mutations() throws {
        var state = StateTree()
        state.insert(Self.timeBytes, at: StatePath.time)
        let builder = CertificateBuilder(
            state, signer: try subnetSigner(), delegation: try delegation(DelegationPlan()))
        let certificate = builder.certificate(revealing: [])
        let check = BLSSignatureCheck(rootKey: try root().publicKey)
        var random = SplitMix64(seed: 61)
        var decoded = 0
        for _ in 0..<60 {
            var changed = certificate
            changed[Int.random(in: 3..<changed.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            guard let other = try? Certificate(decoding: changed) else { continue }
            decoded += 1
            if (try? check.check(other, for: canister(3), at: Self.time)) == nil { continue }
            // The names of entries are passed over when they are not known, and so a delegation can get lost; nothing
            // else may be taken.
            Issue.record("a changed certificate was taken")
        }
        print("60 certificates with a bit changed: \(decoded) decoded, none taken")
        #expect(decoded > 10)
    }
}
