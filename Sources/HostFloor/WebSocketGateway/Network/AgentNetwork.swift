import Candid
import ICAgent
import ICProtocol
import WebSocketProtocol

/// The network as an agent reaches it, which verifies all that it is told.
public struct AgentNetwork: GatewayNetwork {
    private let agent: Agent

    /// Takes an agent that acts as the gateway's identity.
    public init(_ agent: Agent) { self.agent = agent }

    /// A configuration for an agent of a gateway: the gateway itself tries again, and an answer that takes long is as
    /// good as none.
    public static var agentConfiguration: AgentConfiguration {
        var configuration = AgentConfiguration()
        configuration.requestTimeout = .seconds(20)
        configuration.readTimeout = .seconds(20)
        configuration.callTimeout = .seconds(40)
        configuration.maximumTries = 2
        return configuration
    }

    public func submit(_ call: SignedCall) async -> CallOutcome {
        do throws(AgentError) {
            guard let reply = try await agent.forward(call) else {
                return .unknown(reason: "the network took the call, and did not tell its end in time")
            }
            return .replied(reply)
        } catch {
            return CallOutcome(error)
        }
    }

    public func messages(of canister: Principal, from nonce: UInt64) async throws(PollFailure) -> CertifiedMessages {
        let reply: [UInt8]
        do throws(AgentError) {
            reply = try await agent.query(canister, "ws_get_messages", GetMessagesArguments(nonce: nonce).encoded)
        } catch {
            throw PollFailure(error)
        }
        let result: GetMessagesResult
        do throws(CandidError) { result = try GetMessagesResult(decoding: reply) } catch {
            throw .unreadable(reason: "the page is not understood: \(error)")
        }
        switch result {
        case .ok(let page): return page
        case .error(let text): throw .unavailable(reason: text.string)
        }
    }

    public func close(_ client: ClientKey, at canister: Principal) async throws(NetworkFailure) -> WebSocketResult {
        let reply: [UInt8]
        do throws(AgentError) {
            reply = try await agent.call(canister, "ws_close", CloseArguments(clientKey: client).encoded)
        } catch {
            throw NetworkFailure(reason: "\(error)", isTransient: error.mayPass)
        }
        do throws(CandidError) { return try CandidDecoder.decode(WebSocketResult.self, from: reply) } catch {
            throw NetworkFailure(reason: "the reply is not understood: \(error)", isTransient: false)
        }
    }
}

extension CallOutcome {
    /// What an agent's error says of a call that was forwarded.
    init(_ error: AgentError) {
        switch error {
        case .rejected(let rejection) where rejection.proof == .certificate:
            self = .rejected(rejection.rejection)
        case .outcomeUnknown, .outcomeForgotten:
            self = .unknown(reason: "\(error)")
        default:
            self = .notTaken(reason: "\(error)", isTransient: error.mayPass)
        }
    }
}

extension PollFailure {
    /// What an agent's error says of a poll.
    init(_ error: AgentError) {
        if error.isOfReplySize {
            self = .unreadable(reason: "\(error)")
        } else if error.isOfMissingCode {
            self = .gone(reason: "\(error)")
        } else {
            self = .unavailable(reason: "\(error)")
        }
    }
}

extension AgentError {
    /// Whether another try, in a while, may succeed.
    var mayPass: Bool {
        switch self {
        case .transport(let error): error.isTransient
        case .http(let status, _): status == 429 || status >= 500
        case .rejected(let rejection): rejection.rejection.isTransient
        case .deadline, .cancelled, .outcomeUnknown, .certificate, .querySignature, .notShown, .response: true
        case .outcomeForgotten, .expired, .state, .nodeKey, .identity, .request, .rootKey: false
        }
    }

    /// Whether the canister is not there, or has no module.
    fileprivate var isOfMissingCode: Bool {
        guard case .rejected(let rejection) = self else { return false }
        return rejection.rejection.errorCode == "IC0301" || rejection.rejection.errorCode == "IC0537"
    }

    /// Whether the reply was there, and too large: as with canisters that count the messages of a page and not its
    /// bytes.
    fileprivate var isOfReplySize: Bool {
        switch self {
        case .transport(.tooLarge): true
        case .rejected(let rejection): rejection.rejection.message.contains("application payload size")
        default: false
        }
    }
}
