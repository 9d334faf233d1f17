import Bytes
import Candid
import CanisterExecution
import ICCertificates
import ICProtocol

/// Lets canisters answer requests over HTTP, by their `http_request` and `http_request_update` (HTTP Gateway Protocol
/// Specification).
///
/// A response that says that it is certified, by version 2, is verified as gateways of the network do it: so an author
/// finds out here what would not be shown there. That is no proof of the network's own judgement: producer and verifier
/// share code for hashes and trees; the tests have an independent judge. One that is certified by version 1, whose
/// rules the network still knows, is passed on as it is; so is one without a certificate, which no gateway of the
/// network shows but at addresses with `raw` in them.
struct CanisterGateway {
    let service: ReplicaService
    private var limits: ReplicaLimits { service.limits }

    init(_ service: ReplicaService) { self.service = service }

    /// What a canister answers: by a query, and by an update where it asks for that; with the whole body.
    func answer(_ request: GatewayRequest, by canister: Principal) async throws(ServiceRefusal) -> GatewayReply {
        if let failure = service.published.failure { throw .replica(.store(failure)) }
        // One state for the response and all pieces of its body, unless an update makes a newer one.
        var state = service.published.state
        var method = Self.query
        var reply: GatewayReply = try decoded(
            try await ask(canister, method, CandidEncoder.encode(request), in: state), canister, method)
        if reply.isToBeUpdate {
            method = "http_request_update"
            reply = try decoded(try await update(request, canister, method), canister, method)
            state = service.published.state
        }
        if reply.streaming != nil { reply = try await whole(reply, of: canister, method, in: state) }
        // What an update answers has been agreed on already.
        if method == Self.query { try check(reply, to: request, of: canister) }
        return reply
    }

    private static let query = "http_request"

    /// A reply with the rest of its body.
    private func whole(
        _ reply: GatewayReply, of canister: Principal, _ method: String, in state: CertifiedState
    ) async throws(ServiceRefusal) -> GatewayReply {
        var reply = reply
        guard let strategy = reply.streaming else { return reply }
        guard strategy.canister == canister else {
            throw unusable(
                canister, method,
                "the rest of the body is at canister \(strategy.canister.text), where only the canister itself may have "
                    + "it")
        }
        reply.streaming = nil
        guard service.streams.begin(limit: limits.streamedBodies) else {
            throw .gateway(.tooManyStreams(canister, maximum: limits.streamedBodies))
        }
        defer { service.streams.end() }
        reply.body = try await stream(reply.body, strategy, in: state)
        return reply
    }

    /// Asks for the pieces of a body, all of one state.
    private func stream(
        _ start: [UInt8], _ strategy: StreamingStrategy, in state: CertifiedState
    ) async throws(ServiceRefusal) -> [UInt8] {
        var body = start
        var token: OpaqueValue? = strategy.token
        var count = 0
        while let next = token {
            count += 1
            guard count <= limits.streamedPieces, body.count <= limits.streamedBody else {
                throw unusable(
                    strategy.canister, strategy.method,
                    "the body has more than \(limits.streamedPieces) pieces or \(limits.streamedBody) bytes")
            }
            let reply = try await ask(strategy.canister, strategy.method, next.message, in: state)
            let piece: StreamedPiece = try decoded(reply, strategy.canister, strategy.method)
            body += piece.body
            token = piece.token
        }
        return body
    }

    /// Asks a query, in the name of nobody.
    private func ask(
        _ canister: Principal, _ method: String, _ argument: [UInt8], in state: CertifiedState
    ) async throws(ServiceRefusal) -> [UInt8] {
        let result = try await ServiceRefusal.wrapping { () throws(ReplicaError) in
            try await service.queries.perform { () throws(ReplicaError) in
                state.snapshot.query(canister, method, argument, from: .anonymous).result
            }
        }
        switch result {
        case .reply(let bytes): return bytes
        case .reject(let reject): throw .gateway(GatewayRefusal(Rejection(reject), of: canister, method))
        }
    }

    /// Sends the request as an update, in the name of nobody, and waits for its end.
    private func update(
        _ request: GatewayRequest, _ canister: Principal, _ method: String
    ) async throws(ServiceRefusal) -> [UInt8] {
        let argument = CandidEncoder.encode(GatewayUpdateRequest(request: request))
        let overhead = method.utf8.count + argument.count - request.body.count
        guard overhead + request.body.count <= limits.callPayload else {
            throw .bodyTooLarge(maximum: max(limits.callPayload - overhead, 0))
        }
        var generator = SystemRandomNumberGenerator()
        let (expiry, overflow) = service.clock.now.addingReportingOverflow(Self.lifetime)
        let terms = RequestTerms(
            sender: .anonymous, ingressExpiry: overflow ? .max : expiry,
            nonce: (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let content = RequestContent.call(
            CanisterRequest(terms: terms, canister: canister, method: method, argument: argument))
        let call = try service.verified(
            Envelope(content: content).encoded, sentTo: Endpoint(.call, at: .canister(canister)))
        let deadline = ContinuousClock.now + limits.gatewayWait
        while true {
            let response = try await ServiceRefusal.wrapping { () throws(ReplicaError) in
                try await service.call(call, waits: true)
            }
            switch response {
            case .nonReplicatedRejection(let rejection):
                throw .gateway(GatewayRefusal(rejection, of: canister, method))
            case .replied(let certificate): return try reply(in: certificate, to: call, canister, method)
            case .accepted:
                guard ContinuousClock.now < deadline, !Task.isCancelled else {
                    throw .gateway(.late(canister, seconds: limits.gatewayWait.components.seconds))
                }
                try? await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    /// The reply that a certificate of the replica's own shows.
    private func reply(
        in certificate: [UInt8], to call: AuthenticRequest, _ canister: Principal, _ method: String
    ) throws(ServiceRefusal) -> [UInt8] {
        let status: RequestStatus
        do {
            status = try StateReader(try Certificate(decoding: certificate).tree).requestStatus(of: call.requestID)
        } catch {
            throw unusable(canister, method, "\(error)")
        }
        switch status {
        case .replied(let bytes): return bytes
        case .rejected(let rejection): throw .gateway(GatewayRefusal(rejection, of: canister, method))
        default: throw unusable(canister, method, "the reply is forgotten already")
        }
    }

    private func decoded<Value: CandidDecodable>(
        _ reply: [UInt8], _ canister: Principal, _ method: String
    ) throws(ServiceRefusal) -> Value {
        do throws(CandidError) { return try CandidDecoder.decode(Value.self, from: reply) } catch {
            throw unusable(canister, method, "it is no response of the HTTP gateway's interface: \(error)")
        }
    }

    private func unusable(_ canister: Principal, _ method: String, _ reason: String) -> ServiceRefusal {
        .gateway(.unusable(canister, method: method, reason: reason))
    }

    /// Nanoseconds for which an update may wait to be executed.
    private static let lifetime: UInt64 = 240_000_000_000
}
