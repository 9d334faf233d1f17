import BLS12381
import Bytes
import Candid
import Certification
import HTTPCertification
import HTTPVerification
import ICCertificates
import ICProtocol

/// A canister that certifies a few responses beside its messages, on a subnet whose key is here.
final class SamplePage {
    let canister: Principal
    private let signer: SubnetSigner
    private var responses = CertifiedResponses()
    private var root = CertifiedRoot()

    static let time: UInt64 = 1_700_000_000_000_000_000
    private static let timeBytes: [UInt8] = [0x80, 0x80, 0xa8, 0xb1, 0xe3, 0x9f, 0xe7, 0xcb, 0x17]

    init(_ fill: (inout CertifiedResponses) throws -> Void) throws {
        canister = try Principal(bytes: [0, 0, 0, 0, 0, 0, 0, 7, 1, 1])
        signer = SubnetSigner(try SecretKey(seed: [UInt8](repeating: 7, count: 32)))
        try fill(&responses)
        root.set("websocket", HashTreeDigest.empty)
        if let digest = responses.root() { root.set(CertifiedResponses.label, digest) }
    }

    var verifier: ResponseVerifier {
        ResponseVerifier(
            canister: canister,
            certificates: CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: signer.publicKey)))
    }

    /// The canister's answer to a request, with all headers.
    func answer(_ request: CertifiedRequest) -> CanisterResponse? {
        guard let match = responses.match(url: request.url), let response = match.response(to: request) else { return nil }
        var state = StateTree()
        state.insert(root.digest.bytes, at: StatePath.certifiedData(of: canister.bytes))
        state.insert(Self.timeBytes, at: StatePath.time)
        let certificate = CertificateBuilder(state, signer: signer).dataCertificate(of: canister.bytes)
        var value = ByteWriter()
        responses.writeCertificateHeader(
            for: match, response: response, certificate: certificate, under: root, to: &value)
        return CanisterResponse(
            status: response.status,
            headers: response.headers + [
                HTTPHeader(name: Array("IC-Certificate".utf8), value: value.bytes),
                HTTPHeader(name: Array("IC-CertificateExpression".utf8), value: response.expression.text),
            ],
            body: response.body.withUnsafeBytes { Array($0) })
    }
}
