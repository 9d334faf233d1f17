import ICCertificates
import ICProtocol

/// The state after a round, which certificates are made of. Any thread can use it.
struct CertifiedState: Sendable {
    /// Makes its certificates; signs once.
    let certificates: CertificateBuilder
    /// Nanoseconds since 1970.
    let time: UInt64
    /// How many rounds led to it.
    let round: UInt64

    init(_ tree: StateTree, time: UInt64, round: UInt64, keys: ReplicaKeys) {
        certificates = CertificateBuilder(tree, signer: keys.signer)
        self.time = time
        self.round = round
    }

    /// The certificate that tells what became of a call.
    func certificate(of request: RequestID) -> [UInt8] {
        certificates.certificate(revealing: [StatePath.requestStatus(of: request)])
    }
}
