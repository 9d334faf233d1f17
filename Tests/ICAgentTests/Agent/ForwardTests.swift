import Candid
import ICAgent
import ICProtocol
import Testing

@Suite("A call that somebody else signed")
struct ForwardTests {
    private let argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 0]

    private func call(in network: StandInNetwork) throws -> SignedCall {
        let sender = try StandInKeys.node(41)
        let request = CanisterRequest(
            terms: RequestTerms(
                sender: sender.principal, ingressExpiry: network.clock.now + 240_000_000_000, nonce: [1]),
            canister: canister, method: "hello", argument: argument)
        return try SignedCall(decoding: sender.envelope(for: .call(request)).encoded)
    }

    @Test("is carried as it is, and its reply proven", arguments: [false, true])
    func replies(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        let agent = try network.agent(StandInKeys.node(40))
        let call = try call(in: network)
        #expect(try await agent.forward(call) == argument)
        #expect(network.paths == ["/api/v4/canister/\(canister.text)/call"])
        #expect(try await agent.forward(call) == argument)
        #expect(network.executions == 1, "the same call is executed once, however often it is carried")
    }

    @Test("has no reply yet where it was only taken, and the same call can be carried again")
    func accepted() async throws {
        let network = try StandInNetwork()
        network.behave { $0.pollsBeforeEnd = 1 }
        let agent = try network.agent(StandInKeys.node(40))
        let call = try call(in: network)
        #expect(try await agent.forward(call) == nil)
        #expect(network.paths.allSatisfy { $0.hasSuffix("call") }, "nobody but the sender may read its status")
        network.behave { $0.pollsBeforeEnd = 0 }
        #expect(try await agent.forward(call) == argument)
        #expect(network.executions == 1)
    }

    @Test("that got no answer may have arrived")
    func lostAnswers() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = Array(repeating: .lostAnswer, count: 4) }
        let call = try call(in: network)
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        guard case .outcomeUnknown(call.id, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("whose certificate is forged, or of another call, is not believed")
    func forged() async throws {
        let network = try StandInNetwork()
        let call = try call(in: network)
        let agent = try network.agent()
        network.behave { $0.otherSigner = 8 }
        var error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        #expect(error == .outcomeUnknown(call.id, .certificate(.invalidSignature)))
        network.behave { state in
            state.otherSigner = nil
            state.otherPaths = []
        }
        error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        guard case .outcomeUnknown(call.id, .notShown)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("that is rejected tells what vouches for it")
    func rejections() async throws {
        let network = try StandInNetwork()
        let agent = try network.agent()
        let rejection = Rejection(code: 5, message: "trapped", errorCode: "IC0503")
        network.behave { $0.outcome = { _ in .rejected(rejection) } }
        let call = try call(in: network)
        var error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        #expect(error == .rejected(AgentRejection(rejection, proof: .certificate)))
        network.behave { $0.nonReplicatedRejection = rejection }
        error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        #expect(error == .rejected(AgentRejection(rejection, proof: .none)))
    }

    @Test("is refused by the network where its sender did not sign it")
    func unsigned() async throws {
        let network = try StandInNetwork()
        let request = try call(in: network).request
        let call = try SignedCall(decoding: Envelope(content: .call(request)).encoded)
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.forward(call) }
        guard case .http(status: 400, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("is one: other requests are none, with the tag before them or without")
    func reading() throws {
        let network = try StandInNetwork()
        let call = try call(in: network)
        #expect(call.bytes.starts(with: [0xd9, 0xd9, 0xf7]))
        let untagged = try SignedCall(decoding: Array(call.bytes.dropFirst(3)))
        #expect(untagged == call)
        #expect(call.id == call.envelope.content.requestID)
        let query = Envelope(content: .query(call.request)).encoded
        let error = #expect(throws: MessageError.self) { try SignedCall(decoding: query) }
        #expect(error?.field == "content.request_type")
    }
}
