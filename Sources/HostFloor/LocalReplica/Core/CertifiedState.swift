import Candid
import CanisterExecution
import ICCertificates
import ICProtocol

/// The state after a round: what certificates are made of and queries see. Any thread can use it.
struct CertifiedState: Sendable {
    /// Makes its certificates; signs once.
    let certificates: CertificateBuilder
    /// Nanoseconds since 1970.
    let time: UInt64
    /// How many rounds led to it.
    let round: UInt64
    /// Answers queries, with certificates of this state. The threads that ask need the stack of ``WorkerThreads``.
    let snapshot: QuerySnapshot

    /// Takes the state of a subnet as it is between rounds.
    init(
        _ tree: StateTree, of subnet: Subnet, round: UInt64, keys: ReplicaKeys, limits: ReplicaLimits
    ) throws(CanisterExecution.StateError) {
        let certificates = CertificateBuilder(tree, signer: keys.signer)
        var snapshot = try subnet.snapshot()
        snapshot.dataCertificate = { certificates.dataCertificate(of: $0.bytes) }
        snapshot.hostQuery = { subnet, _, method, argument, caller in
            // The seed is for calls alone.
            ManagementCanister(on: subnet, seed: [], limits: limits).query(method, argument, from: caller)
        }
        self.certificates = certificates
        self.snapshot = snapshot
        self.round = round
        time = subnet.time
    }

    /// The certificate that tells what became of a call.
    func certificate(of request: RequestID) -> [UInt8] {
        certificates.certificate(revealing: [StatePath.requestStatus(of: request)])
    }

    /// Asks a query of a canister.
    func query(_ request: CanisterRequest) -> QueryResponse.Outcome {
        let outcome = snapshot.query(request.canister, request.method, request.argument, from: request.terms.sender)
        return QueryResponse.Outcome(outcome.result)
    }
}

extension QueryResponse.Outcome {
    /// The result of an execution as it is sent to users.
    init(_ result: CallResult) {
        switch result {
        case .reply(let bytes): self = .replied(bytes)
        case .reject(let reject): self = .rejected(Rejection(reject))
        }
    }
}
