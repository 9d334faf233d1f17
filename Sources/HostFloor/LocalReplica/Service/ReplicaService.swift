import Candid
import CanisterExecution
import ICCertificates
import ICProtocol

/// What a replica answers to requests that are verified, or not yet: everything but HTTP itself.
struct ReplicaService: Sendable {
    let thread: ExecutionThread
    let queries: WorkerThreads
    let inspections: WorkerThreads
    let published: PublishedState
    let clock: ReplicaClock
    let keys: ReplicaKeys
    /// Judges the certificates in what canisters answer over HTTP.
    let certificates: CertificateVerifier
    let limits: ReplicaLimits
    /// How long a call over HTTP waits for its end.
    let callWait: Duration
    let verifier = EnvelopeVerifier()
    let streams = StreamCount()

    /// Decodes and verifies a request.
    func verified(_ body: [UInt8], sentTo endpoint: Endpoint) throws(ServiceRefusal) -> AuthenticRequest {
        let envelope: Envelope
        do throws(MessageError) {
            envelope = try Envelope(decoding: body, limits: MessageLimits(size: limits.bodySize))
        } catch {
            throw .undecodable(error)
        }
        do throws(RequestRefusal) {
            return try verifier.verify(envelope, sentTo: endpoint, at: clock.now)
        } catch {
            throw .refused(error)
        }
    }

    /// Takes a call.
    ///
    /// - Parameter waits: whether to wait for its end, for a while.
    func call(_ request: AuthenticRequest, waits: Bool) async throws(ReplicaError) -> CallResponse {
        if let rejection = try await inspection(of: request) { return .nonReplicatedRejection(rejection) }
        let pending = waits ? PendingResult() : nil
        let submission = try await thread.perform { loop throws(ReplicaError) in loop.submit(request, pending) }
        switch submission {
        case .rejected(let rejection): return .nonReplicatedRejection(rejection)
        case .overloaded(let reason): throw .overloaded(reason)
        case .taken, .known: break
        }
        guard let pending, let outcome = await outcome(of: pending) else {
            // Whoever does not wait to the end asks for the state.
            await forget(pending, of: request.requestID)
            return .accepted
        }
        switch outcome {
        case .success(let state): return .replied(certificate: state.certificate(of: request.requestID))
        case .failure(let error): throw error
        }
    }

    /// Asks a query.
    func query(_ request: AuthenticRequest) async throws(ReplicaError) -> QueryResponse {
        guard case .query(let content) = request.content else { throw .stopped }
        if let failure = published.failure { throw .store(failure) }
        let state = published.state
        let outcome = try await queries.perform { () throws(ReplicaError) in state.query(content) }
        let time = state.time
        let signature: [UInt8]
        do throws(ReplicaKeysError) {
            signature = try keys.signAsNode(outcome.signedBytes(timestamp: time, requestID: request.requestID))
        } catch {
            throw .keys(error)
        }
        return QueryResponse(
            outcome, signatures: [.init(timestamp: time, signature: signature, node: keys.node)])
    }

    /// Reads the state.
    func readState(_ request: AuthenticRequest, isVersion2: Bool) throws(ServiceRefusal) -> ReadStateResponse {
        if let failure = published.failure { throw .replica(.store(failure)) }
        let paths: [[[UInt8]]]
        do throws(ReadStateRefusal) {
            paths = try ReadStateRules(facts: published, isVersion2: isVersion2).check(request)
        } catch {
            throw .notReadable(error)
        }
        return ReadStateResponse(certificate: published.state.certificates.certificate(revealing: paths))
    }

    /// What is said of the replica itself.
    var status: StatusResponse {
        StatusResponse(
            rootKey: keys.rootKey, health: published.failure == nil ? StatusResponse.healthy : "store_failed",
            implementationVersion: LocalReplica.version, interfaceVersion: "0.18.0",
            certifiedHeight: published.state.round)
    }

    /// Asks the canister whether it takes a call, beside the updates that are executed and the queries.
    private func inspection(of request: AuthenticRequest) async throws(ReplicaError) -> Rejection? {
        guard case .call(let call) = request.content, call.canister != .managementCanister else { return nil }
        // One that was taken before is answered, whatever the canister would say now.
        guard published.origin(of: request.requestID) == nil else { return nil }
        let snapshot = published.state.snapshot
        return try await inspections.perform { () throws(ReplicaError) -> Rejection? in
            do throws(Reject) {
                try snapshot.inspect(call.canister, call.method, call.argument, from: request.sender)
                return nil
            } catch {
                return Rejection(error)
            }
        }
    }

    private func outcome(of pending: PendingResult) async -> PendingResult.Outcome? {
        await withTaskGroup(of: PendingResult.Outcome?.self) { group in
            group.addTask { await pending.outcome() }
            group.addTask {
                try? await Task.sleep(for: callWait)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func forget(_ pending: PendingResult?, of id: RequestID) async {
        guard let pending else { return }
        try? await thread.perform { loop throws(ReplicaError) in loop.forget(pending, of: id) }
    }
}

extension ReplicaLoop {
    /// Takes a call, and notes who waits for its end.
    fileprivate func submit(_ request: AuthenticRequest, _ pending: PendingResult?) -> ReplicaCore.Submission {
        let submission = core.submit(request, isInspected: true)
        guard let pending else { return submission }
        let id = request.requestID
        switch submission {
        case .known(let status) where status.isEnded: pending.fulfil(.success(core.certified))
        case .taken, .known:
            if waiting[id, default: []].count < core.limits.waitersPerRequest {
                waiting[id, default: []].append(pending)
            }
        case .rejected, .overloaded: break
        }
        return submission
    }

    /// Nobody waits with this any more.
    fileprivate func forget(_ pending: PendingResult, of id: RequestID) {
        waiting[id]?.removeAll { $0 === pending }
        if waiting[id]?.isEmpty == true { waiting[id] = nil }
    }
}

extension ReplicaService {
    /// Checks that an address names this subnet, or a canister that it could have.
    func check(_ destination: Endpoint.Destination) throws(ServiceRefusal) {
        switch destination {
        case .subnet(let subnet):
            guard subnet == keys.subnet else { throw .otherSubnet(subnet, expected: keys.subnet) }
        case .canister(let canister):
            // The management canister stands for any canister of the subnet, before the first is there.
            guard canister == .managementCanister
                || canister.mayBeCanister && CertifiedStateTree.ranges.contains(canister)
            else { throw .notInRanges(canister, of: keys.subnet) }
        }
    }
}

extension Principal {
    /// Whether it is of none of the classes that users have (Interface Specification, "Special forms of Principals"):
    /// self-authenticating, derived, anonymous, reserved.
    var mayBeCanister: Bool {
        switch bytes.last {
        case 0x02, 0x03: bytes.count != Principal.maximumCount
        case 0x04: bytes.count != 1
        case 0x7f: false
        default: true
        }
    }
}
