import BLS12381
import Bytes
import Candid
import ICCertificates
import ICProtocol

/// Measures certificates of a subnet with a hundred canisters: made and signed, and verified with all that a client
/// checks but the node's key.
struct CertificateBenchmark {
    private static let canisters: UInt64 = 100
    private static let time: UInt64 = 1_700_000_000_000_000_000

    private let signer: SubnetSigner

    init() throws {
        signer = SubnetSigner(try SecretKey(seed: [UInt8](repeating: 7, count: 32)))
    }

    func timings() throws -> [Timing] {
        let canister = Principal(canisterIndex: Self.canisters / 2)
        let state = self.state
        let certificate = CertificateBuilder(state, signer: signer).dataCertificate(of: canister.bytes)
        // It is the same certificate each time: with a memory the signature would be computed once.
        let check = BLSSignatureCheck(rootKey: signer.publicKey, rememberedSignatures: 0)
        let verifier = CertificateVerifier(signatureCheck: check)
        return [
            Timing(
                what: "make a certificate",
                milliseconds: median { CertificateBuilder(state, signer: signer).dataCertificate(of: canister.bytes) }),
            Timing(
                what: "verify a certificate",
                milliseconds: try median { try verifier.verify(certificate, for: canister, at: Self.time) }),
        ]
    }

    private var state: StateTree {
        var state = StateTree()
        var time = ByteWriter()
        time.write(leb128: Self.time)
        state.insert(time.bytes, at: StatePath.time)
        for index in 0..<Self.canisters {
            let canister = Principal(canisterIndex: index)
            state.insert([UInt8](repeating: UInt8(index), count: 32), at: StatePath.certifiedData(of: canister.bytes))
            for field in ["controllers", "module_hash"] {
                state.insert([UInt8](repeating: 1, count: 32), at: StatePath.canister(canister, field))
            }
        }
        return state
    }
}
