import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Synchronization

/// A network of one subnet in the hands of a test, without HTTP: it takes real envelopes, checks them as replicas do,
/// and gives answers that are really signed. What it does wrong is what the test says.
final class StandInNetwork: Transport {
    let destination = "http://127.0.0.1:4943"
    let isLoopback: Bool
    let root: SubnetSigner
    let subnetSigner: SubnetSigner
    let node: Ed25519Identity
    let clock: StandInClock
    private let state: Mutex<StandInState>

    init(isDelegated: Bool = false, isLoopback: Bool = true, clock: StandInClock = StandInClock()) throws {
        self.isLoopback = isLoopback
        self.clock = clock
        root = try StandInKeys.subnet(1)
        subnetSigner = try isDelegated ? StandInKeys.subnet(2) : root
        node = try StandInKeys.node(3)
        state = Mutex(StandInState(isDelegated: isDelegated))
    }

    /// The subnet that holds the canister.
    var subnet: Principal { subnetSigner.publicKey.rootSubnet }

    /// An agent that trusts the network's root.
    func agent(
        _ identity: any Identity = AnonymousIdentity(), configuration: AgentConfiguration = AgentConfiguration()
    ) throws -> Agent {
        try Agent(
            over: self, identity: identity, rootOfTrust: .key(root.rootKey), configuration: configuration, clock: clock)
    }

    /// Changes how the network behaves.
    func behave(_ change: (inout StandInState) -> Void) { state.withLock { change(&$0) } }

    /// The paths that were asked for until now.
    var paths: [String] { state.withLock { $0.paths } }

    /// How often calls were executed.
    var executions: Int { state.withLock { $0.executions } }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let (behaviour, fault) = state.withLock { state in
            state.paths.append(request.path)
            return (state, state.faults.isEmpty ? nil : state.faults.removeFirst())
        }
        switch fault {
        case .status(let status, let text)?: return TransportResponse(status: status, body: [UInt8](text.utf8))
        case .error(let error)?: throw error
        case .lostAnswer?:
            _ = await answer(request, behaviour)
            throw .broken(destination: destination, reason: "connection reset")
        case .body(let bytes)?: return TransportResponse(status: 200, body: bytes)
        case nil: return await answer(request, behaviour)
        }
    }

    private func answer(_ request: TransportRequest, _ behaviour: StandInState) async -> TransportResponse {
        do {
            guard let body = request.body else {
                return TransportResponse(status: 200, body: StatusResponse(rootKey: root.rootKey).encoded)
            }
            guard let address = StandInAddress(request.path), behaviour.serves(address) else {
                return TransportResponse(status: 404, body: [UInt8]("not found".utf8))
            }
            let verified = try EnvelopeVerifier().verify(
                Envelope(decoding: body), sentTo: address.endpoint, at: clock.now)
            return try answer(verified, at: address, behaviour)
        } catch {
            return TransportResponse(status: 400, body: [UInt8]("\(error)".utf8))
        }
    }

    private func answer(
        _ request: AuthenticRequest, at address: StandInAddress, _ behaviour: StandInState
    ) throws -> TransportResponse {
        switch request.content {
        case .query(let query):
            var response = QueryResponse(behaviour.outcome(query), signatures: [])
            let forger = try behaviour.otherNode.map { try StandInKeys.node($0) } ?? node
            let id = behaviour.otherRequest ?? request.requestID
            let timestamp = clock.now.before(behaviour.signatureAge)
            let signature = try forger.sign(response.outcome.signedBytes(timestamp: timestamp, requestID: id))
            response.signatures = [
                QueryResponse.NodeSignature(timestamp: timestamp, signature: signature, node: forger.principal)
            ]
            behaviour.changeResponse?(&response)
            return TransportResponse(status: 200, body: response.encoded)
        case .call(let call):
            state.withLock { state in
                if state.calls[request.requestID] == nil { state.executions += 1 }
                state.calls[request.requestID] = state.outcome(call)
            }
            if let rejection = behaviour.nonReplicatedRejection {
                return TransportResponse(CallResponse.nonReplicatedRejection(rejection).answer(at: address.callVersion))
            }
            if behaviour.pollsBeforeEnd > 0 { return TransportResponse(status: 202, body: []) }
            let paths = [StatePath.requestStatus(of: request.requestID)]
            let response = CallResponse.replied(certificate: try certificate(of: paths))
            return TransportResponse(response.answer(at: address.callVersion))
        case .readState(let read):
            let certificate = try certificate(of: read.paths)
            return TransportResponse(status: 200, body: ReadStateResponse(certificate: certificate).encoded)
        }
    }
}

extension TransportResponse {
    init(_ answer: HTTPAnswer) { self.init(status: answer.status, body: answer.body) }
}

extension StandInNetwork {
    /// A certificate of the present state.
    private func certificate(of paths: [[[UInt8]]]) throws -> [UInt8] {
        let behaviour = state.withLock { state in
            let present = state
            if paths.contains(where: { $0.first == StatePath.label("request_status") }) { state.pollsBeforeEnd -= 1 }
            return present
        }
        let now = clock.now.before(behaviour.certificateAge)
        var tree = try behaviour.tree(of: self, at: now)
        behaviour.changeState?(&tree)
        let signer = try behaviour.otherSigner.map { try StandInKeys.subnet($0) } ?? subnetSigner
        let builder = CertificateBuilder(tree, signer: signer, delegation: try delegation(behaviour, at: now))
        let bytes = builder.certificate(revealing: behaviour.otherPaths ?? paths)
        return behaviour.changeCertificate?(bytes) ?? bytes
    }

    private func delegation(_ behaviour: StandInState, at now: UInt64) throws -> Certificate.Delegation? {
        guard behaviour.isDelegated else { return nil }
        var tree = StateTree()
        tree.insert(leb128(now), at: StatePath.time)
        tree.insert(subnetSigner.rootKey, at: StatePath.subnet(subnet, "public_key"))
        tree.insert(behaviour.ranges.encoded, at: StatePath.subnet(subnet, "canister_ranges"))
        let signer = try behaviour.otherDelegationSigner.map { try StandInKeys.subnet($0) } ?? root
        let certificate = CertificateBuilder(tree, signer: signer)
            .certificate(revealing: [[StatePath.label("subnet"), subnet.bytes]])
        return Certificate.Delegation(subnet: subnet, certificate: certificate)
    }
}
