import Candid
import ICProtocol
import LocalReplica

/// Calls and queries. Senders are believed.
extension Instance {
    /// Takes a call, which the next round executes.
    func submit(_ call: RawCanisterCall) async throws(PocketICRefusal) -> JSONValue {
        let destination = try destination(of: call)
        let size = call.method.utf8.count + call.payload.count
        guard size <= replicaLimits.callPayload else {
            throw .badIngressMessage(
                "The call's method name and argument have \(size) bytes, where at most \(replicaLimits.callPayload) "
                    + "are taken")
        }
        let outcome = try await perform { () throws(ReplicaError) in
            try await replica.submit(call.request, at: destination, nonce: nextNonce())
        }
        switch outcome {
        case .success(let id):
            return ["Ok": ["effective_principal": destination.json, "message_id": .bytes(id.bytes)]]
        case .failure(let rejection): return ["Err": JSONValue(rejection, isCertified: false)]
        }
    }

    /// Executes rounds until a call has come to its end, 100 at most.
    func awaitEnd(of message: RawMessageID) async throws(PocketICRefusal) -> JSONValue {
        let id = try requestID(message)
        for _ in 0..<Self.roundsPerAwait {
            if let result = try await result(of: id) { return result }
            try await executeRound()
        }
        if let result = try await result(of: id) { return result }
        throw .badIngressMessage("Failed to answer to ingress \(id) after \(Self.roundsPerAwait) rounds.")
    }

    /// How a call ended; null where it has not, or is not known.
    func ingressStatus(_ question: IngressStatusQuestion) async throws(PocketICRefusal) -> JSONValue {
        let id = try requestID(question.rawMessageId)
        if let caller = question.rawCaller?.principal, let sender = replica.sender(of: id), caller != sender {
            throw PocketICRefusal(
                status: 403, message: "The call \(id) was sent by another than \(caller.text): its status is not told.")
        }
        return try await result(of: id) ?? nil
    }

    func query(_ call: RawCanisterCall) async throws(PocketICRefusal) -> JSONValue {
        if case .subnet(let named) = call.effectivePrincipal { try check(subnet: named.principal) }
        let outcome = try await perform { () throws(ReplicaError) in try await replica.query(call.request) }
        switch outcome {
        case .replied(let reply): return ["Ok": .bytes(reply)]
        case .rejected(let rejection): return ["Err": JSONValue(rejection, isCertified: false)]
        }
    }

    private func result(of id: RequestID) async throws(PocketICRefusal) -> JSONValue? {
        switch try await perform({ () throws(ReplicaError) in try await replica.status(of: id) }) {
        case .replied(let reply): return ["Ok": .bytes(reply)]
        case .rejected(let rejection): return ["Err": JSONValue(rejection, isCertified: true)]
        case .done: throw .badRequest("The call \(id) has ended, and with what is not remembered any more.")
        case .received, .processing, .absent, .unknown: return nil
        }
    }

    private func requestID(_ message: RawMessageID) throws(PocketICRefusal) -> RequestID {
        guard let id = RequestID([UInt8](message.messageId)) else {
            throw .badRequest("The message_id has \(message.messageId.count) bytes, where 32 were expected.")
        }
        return id
    }

    private func destination(of call: RawCanisterCall) throws(PocketICRefusal) -> Endpoint.Destination {
        switch call.effectivePrincipal {
        case .subnet(let named):
            try check(subnet: named.principal)
            return .subnet(subnet)
        case .canister(let named): return .canister(named.principal)
        case .none: break
        }
        do throws(RequestRefusal) {
            switch try call.canisterRequest.effectiveCanister(of: .call) {
            case .exactly(let canister): return .canister(canister)
            case .any: return .subnet(subnet)
            }
        } catch {
            throw .badIngressMessage("\(error)")
        }
    }

    func check(subnet named: Principal) throws(PocketICRefusal) {
        guard named == subnet else { throw .noSubnet(named, expected: subnet) }
    }

    private static let roundsPerAwait = 100
}

extension RawCanisterCall {
    var request: TrustedRequest {
        TrustedRequest(
            sender: sender.principal, canister: canisterId.principal, method: method, argument: [UInt8](payload))
    }

    /// The call without terms, to see where it belongs.
    fileprivate var canisterRequest: CanisterRequest {
        CanisterRequest(
            terms: RequestTerms(sender: sender.principal, ingressExpiry: 0), canister: canisterId.principal,
            method: method, argument: [UInt8](payload))
    }
}

extension Endpoint.Destination {
    fileprivate var json: JSONValue {
        switch self {
        case .subnet(let subnet): ["SubnetId": .bytes(subnet.bytes)]
        case .canister(let canister): ["CanisterId": .bytes(canister.bytes)]
        }
    }
}
