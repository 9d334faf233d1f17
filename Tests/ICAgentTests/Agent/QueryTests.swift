import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@Suite("A query")
struct QueryTests {
    private let argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 0]

    @Test("gives the reply that a node signed, with or without a delegation", arguments: [false, true])
    func replies(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        let agent = try network.agent(StandInKeys.node(40))
        #expect(try await agent.query(canister, "hello", argument) == argument)
        #expect(
            network.paths == [
                "/api/v3/canister/\(canister.text)/query", "/api/v3/canister/\(canister.text)/read_state",
            ])
        // The nodes' keys are known from now on.
        #expect(try await agent.query(canister, "hello", [1, 2]) == [1, 2])
        #expect(network.paths.count == 3)
    }

    @Test("gives a rejection that a node signed, with all its codes")
    func rejections() async throws {
        let network = try StandInNetwork()
        let rejection = Rejection(code: 5, message: "trapped: no", errorCode: "IC0502")
        network.behave { $0.outcome = { _ in .rejected(rejection) } }
        let agent = try network.agent()
        let error = await #expect(
            throws: AgentError.rejected(AgentRejection(rejection, proof: .nodeSignature))
        ) { try await agent.query(canister, "hello", argument) }
        #expect(error?.description == "rejected (CANISTER_ERROR, 5, IC0502): trapped: no")
    }

    @Test("goes to version 2 where the network has no version 3, and stays there")
    func olderNetwork() async throws {
        let network = try StandInNetwork()
        network.behave { $0.otherVersions = [2] }
        let agent = try network.agent()
        _ = try await agent.query(canister, "hello", argument)
        _ = try await agent.query(canister, "hello", argument)
        #expect(network.paths.map { $0.split(separator: "/")[1] } == ["v3", "v2", "v3", "v2", "v2"])
    }

    private func refusal(
        _ change: @Sendable (inout StandInState) -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> AgentError? {
        let network = try StandInNetwork()
        network.behave(change)
        let agent = try network.agent()
        return await #expect(throws: AgentError.self, sourceLocation: sourceLocation) {
            try await agent.query(canister, "hello", argument)
        }
    }

    @Test("without a signature is refused")
    func missingSignature() async throws {
        let error = try await refusal { $0.changeResponse = { $0.signatures = [] } }
        #expect(error == .querySignature(.noSignature))
        #expect(
            error?.description == "the answer is not verified: the query's response has no signature of a node")
    }

    @Test("whose reply was changed on the way is refused")
    func tampered() async throws {
        let node = try StandInKeys.node(3).principal
        #expect(
            try await refusal { $0.changeResponse = { $0.outcome = .replied([9]) } }
                == .querySignature(.invalid(by: node)))
        #expect(
            try await refusal { $0.changeResponse = { $0.outcome = .rejected(Rejection(code: 1, message: "")) } }
                == .querySignature(.invalid(by: node)))
        #expect(
            try await refusal { $0.changeResponse = { $0.signatures[0].signature[0] ^= 1 } }
                == .querySignature(.invalid(by: node)))
    }

    @Test("whose signature is of another query is refused")
    func otherRequest() async throws {
        let node = try StandInKeys.node(3).principal
        let other = call(.anonymous).requestID
        #expect(try await refusal { $0.otherRequest = other } == .querySignature(.invalid(by: node)))
    }

    @Test("signed by a node that the subnet does not have is refused, after its nodes were looked up again")
    func unknownNode() async throws {
        let network = try StandInNetwork()
        let agent = try network.agent()
        _ = try await agent.query(canister, "hello", argument)
        network.behave { $0.otherNode = 9 }
        let stranger = try StandInKeys.node(9).principal
        let error = await #expect(throws: AgentError.querySignature(.unknownNode(stranger))) {
            try await agent.query(canister, "hello", argument)
        }
        #expect(error?.description.hasSuffix("is signed by node \(stranger.text), whose key is not known") == true)
        #expect(network.paths.filter { $0.hasSuffix("read_state") }.count == 2)
    }

    @Test("signed by a node that came to the subnet since is taken")
    func newNode() async throws {
        let network = try StandInNetwork()
        let agent = try network.agent()
        _ = try await agent.query(canister, "hello", argument)
        network.behave {
            $0.otherNode = 9
            $0.moreNodes = [9]
        }
        #expect(try await agent.query(canister, "hello", argument) == argument)
    }

    @Test("whose signature is old, or of the future, is refused", arguments: [301, -301])
    func notRecent(age: Int) async throws {
        let error = try await refusal { $0.signatureAge = .seconds(age) }
        let timestamp = UInt64(Int64(time) - Int64(age) * 1_000_000_000)
        #expect(error == .querySignature(.notRecent(timestamp: timestamp, now: time)))
    }

    @Test("with more signatures than the subnet has nodes is refused")
    func tooManySignatures() async throws {
        let error = try await refusal { $0.changeResponse = { $0.signatures += $0.signatures } }
        #expect(error == .querySignature(.tooManySignatures(found: 2, nodes: 1)))
    }

    @Test("rests on nodes' keys of a state that is certified")
    func forgedNodes() async throws {
        // A network that is not the root's shows a node's key of its own.
        #expect(
            try await refusal {
                $0.otherNode = 9
                $0.moreNodes = [9]
                $0.otherSigner = 8
            } == .certificate(.invalidSignature))
    }

    @Test("to a canister that the subnet does not have is refused", arguments: [false, true])
    func otherCanister(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        let agent = try network.agent()
        let other = try Principal(bytes: [0, 0, 0, 0, 0, 0, 4, 0xd3])
        await #expect(throws: AgentError.certificate(.canisterNotInRanges(other, of: network.subnet))) {
            try await agent.query(other, "hello", argument)
        }
    }
}
