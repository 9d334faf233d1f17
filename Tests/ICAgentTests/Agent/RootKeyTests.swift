import ICAgent
import ICProtocol
import Testing

@Suite("The root key of an agent")
struct RootKeyTests {
    @Test("is the Internet Computer's unless another is named")
    func defaultKey() throws {
        let network = try StandInNetwork()
        #expect(try Agent(over: network).rootKey.der == SubnetKey.mainnet)
        #expect(try network.agent().rootKey.der == network.root.rootKey)
        let error = #expect(throws: AgentError.self) { try Agent(over: network, rootOfTrust: .key([1, 2, 3])) }
        #expect(error?.description == "the root key is none: it has 3 bytes in DER, where 133 were expected")
    }

    @Test("is taken from a network on this machine where that is asked for")
    func local() async throws {
        let network = try StandInNetwork()
        let agent = try await Agent.forLocalNetwork(over: network, clock: network.clock)
        #expect(agent.rootKey.der == network.root.rootKey)
        #expect(try await agent.time(of: canister) == time)
    }

    @Test("is not taken from another machine, unless that is asked for in so many words")
    func remote() async throws {
        let network = try StandInNetwork(isLoopback: false)
        let error = await #expect(
            throws: AgentError.rootKey(.notLoopback(destination: network.destination))
        ) { try await Agent.forLocalNetwork(over: network, clock: network.clock) }
        #expect(error?.description.contains("is not taken from whoever answers there") == true)
        #expect(network.paths.isEmpty)
        let agent = try await Agent.forLocalNetwork(over: network, trustingRemoteHost: true, clock: network.clock)
        #expect(agent.rootKey.der == network.root.rootKey)
    }

    @Test("that a network does not tell is told to be missing")
    func missing() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = [.body(StatusResponse(rootKey: nil).encoded)] }
        await #expect(throws: AgentError.rootKey(.missing(destination: network.destination))) {
            try await Agent.forLocalNetwork(over: network, clock: network.clock)
        }
    }
}
