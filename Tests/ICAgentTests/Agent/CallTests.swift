import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@Suite("A call")
struct CallTests {
    private let argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 0]

    /// Looks for the end of a call seldom, since each look takes a certificate.
    private var patient: AgentConfiguration {
        var configuration = AgentConfiguration()
        configuration.pollDelays = BackOff(first: .seconds(60), last: .seconds(60))
        return configuration
    }

    @Test("gives the reply that the subnet certified, at once", arguments: [false, true])
    func replies(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        let agent = try network.agent(StandInKeys.node(40))
        #expect(try await agent.call(canister, "hello", argument) == argument)
        #expect(network.paths == ["/api/v4/canister/\(canister.text)/call"])
        // Calls that are otherwise equal are calls of their own.
        _ = try await agent.call(canister, "hello", argument)
        #expect(network.executions == 2)
    }

    @Test("goes to older versions of the interface where the network has no newer, and stays there")
    func olderNetworks() async throws {
        let network = try StandInNetwork()
        network.behave { $0.callVersions = [3] }
        let agent = try network.agent()
        _ = try await agent.call(canister, "hello", argument)
        _ = try await agent.call(canister, "hello", argument)
        #expect(network.paths.map { $0.split(separator: "/")[1] } == ["v4", "v3", "v3"])
        #expect(network.executions == 2)
    }

    @Test("is looked for in the state where version 2 answers that it was taken")
    func version2() async throws {
        let network = try StandInNetwork()
        network.behave { $0.callVersions = [2] }
        #expect(try await network.agent().call(canister, "hello", argument) == argument)
        #expect(
            network.paths.map { String($0.split(separator: "/").last ?? "") } == ["call", "call", "call", "read_state"])
    }

    @Test("is looked for until its end, with waits that grow", arguments: ["received", "processing", nil])
    func polling(status: String?) async throws {
        let network = try StandInNetwork()
        network.behave {
            $0.pollsBeforeEnd = 4
            $0.statusBeforeEnd = status
        }
        #expect(try await network.agent().call(canister, "hello", argument) == argument)
        #expect(network.paths.filter { $0.hasSuffix("read_state") }.count == 5)
        let waits = network.clock.waits
        #expect(waits.count == 5)
        #expect(waits.allSatisfy { $0 >= .milliseconds(250) && $0 <= .seconds(1) })
        #expect((waits.last ?? .zero) >= .milliseconds(500))
    }

    @Test("that never comes into the subnet is told to have expired")
    func expired() async throws {
        let network = try StandInNetwork()
        network.behave {
            $0.pollsBeforeEnd = .max
            $0.statusBeforeEnd = nil
        }
        let agent = try network.agent(configuration: patient)
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        guard case .expired(let id)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description == "the call \(id) expired before the subnet took it: it was not executed")
    }

    @Test("that does not end in time is told to be open")
    func deadline() async throws {
        let network = try StandInNetwork()
        network.behave { $0.pollsBeforeEnd = .max }
        let agent = try network.agent(configuration: patient)
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        guard case .outcomeUnknown(_, .deadline(after: .seconds(300)))? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(network.clock.waits.reduce(.zero, +) <= .seconds(300))
        #expect(network.clock.waits.reduce(.zero, +) > .seconds(240))
    }

    @Test("whose result the network has forgotten is told to have been executed")
    func forgotten() async throws {
        let network = try StandInNetwork()
        network.behave { $0.isForgotten = true }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        #expect(error?.description.hasSuffix("was executed, but the network has forgotten its result") == true)
    }

    @Test("that the canister rejects gives all codes, and the certificate vouches for them")
    func rejections() async throws {
        let network = try StandInNetwork()
        let rejection = Rejection(code: 4, message: "no", errorCode: "IC0406")
        network.behave { $0.outcome = { _ in .rejected(rejection) } }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.rejected(AgentRejection(rejection, proof: .certificate))) {
            try await agent.call(canister, "hello", argument)
        }
        #expect(error?.description == "rejected (CANISTER_REJECT, 4, IC0406): no")
    }

    @Test("that is refused before it comes into the subnet says so", arguments: [4, 2])
    func nonReplicatedRejections(version: Int) async throws {
        let network = try StandInNetwork()
        let rejection = Rejection(code: 5, message: "stopped", errorCode: "IC0508")
        network.behave {
            $0.callVersions = [version]
            $0.nonReplicatedRejection = rejection
        }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.rejected(AgentRejection(rejection, proof: .none))) {
            try await agent.call(canister, "hello", argument)
        }
        #expect(
            error?.description
                == "rejected before it came into the subnet (CANISTER_ERROR, 5, IC0508): stopped")
    }

    @Test("to the management canister that does not say which canister it is about is not sent")
    func noEffectiveCanister() async throws {
        let network = try StandInNetwork()
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) {
            try await agent.call(.managementCanister, "stop_canister", argument)
        }
        #expect(error?.description.contains("effective canister id in the field 'canister_id'") == true)
        #expect(network.paths.isEmpty)
    }
}
