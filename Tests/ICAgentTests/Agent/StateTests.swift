import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@Suite("The state of a canister")
struct StateTests {
    @Test("tells time, module, controllers and metadata", arguments: [false, true])
    func found(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        network.behave { state in
            state.values[StatePath.canister(canister, "module_hash")] = [1, 2, 3]
            state.values[StatePath.canister(canister, "controllers")] = [0xd9, 0xd9, 0xf7, 0x81, 0x41, 0x04]
            state.values[StatePath.metadata("candid:service", of: canister)] = Array("service : {}".utf8)
        }
        let agent = try network.agent()
        #expect(try await agent.time(of: canister) == time)
        #expect(try await agent.moduleHash(of: canister) == [1, 2, 3])
        #expect(try await agent.controllers(of: canister) == [.anonymous])
        #expect(try await agent.metadata("candid:service", of: canister) == Array("service : {}".utf8))
        #expect(try await agent.metadata("candid:args", of: canister) == nil)
    }

    @Test("proves what is not there, and what is pruned is neither")
    func absentAndUnknown() async throws {
        let network = try StandInNetwork()
        let agent = try network.agent()
        #expect(try await agent.moduleHash(of: canister) == nil)
        #expect(try await agent.controllers(of: canister) == nil)
        network.behave { state in
            state.values[StatePath.canister(canister, "module_hash")] = [1, 2, 3]
            state.otherPaths = [StatePath.time]
        }
        let error = await #expect(throws: AgentError.self) { try await agent.moduleHash(of: canister) }
        #expect(
            error?.description
                == "the certified state does not show /canister/0x00000000000004d2/module_hash, on which the answer "
                + "rests")
    }

    @Test("of the form that it does not have is told so")
    func malformed() async throws {
        let network = try StandInNetwork()
        network.behave { $0.values[StatePath.canister(canister, "controllers")] = [1] }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.controllers(of: canister) }
        guard case .state? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("of a subnet is read at the subnet's own address, and no other subnet can answer", arguments: [false, true])
    func subnets(isDelegated: Bool) async throws {
        let network = try StandInNetwork(isDelegated: isDelegated)
        let agent = try network.agent()
        let path = StatePath.subnet(network.subnet, "public_key")
        let certificate = try await agent.readState([path], of: .subnet(network.subnet))
        #expect(try certificate.state.publicKey(of: network.subnet) == .found(network.subnetSigner.rootKey))
        #expect(certificate.delegatedSubnet == (isDelegated ? network.subnet : nil))
        #expect(network.paths == ["/api/v3/subnet/\(network.subnet.text)/read_state"])
        let other = try StandInKeys.subnet(5).publicKey.rootSubnet
        let error = await #expect(
            throws: AgentError.certificate(.otherSubnet(found: network.subnet, expected: other))
        ) { try await agent.readState([path], of: .subnet(other)) }
        #expect(
            error?.description
                == "the answer is not verified: the certificate is of subnet \(network.subnet.text), where one of "
                + "subnet \(other.text) was expected")
    }

    @Test("of a subnet signed by another key is refused")
    func forgedSubnet() async throws {
        for isDelegated in [false, true] {
            let network = try StandInNetwork(isDelegated: isDelegated)
            network.behave { $0.otherSigner = 8 }
            let agent = try network.agent()
            await #expect(throws: AgentError.certificate(.invalidSignature)) {
                try await agent.readState([StatePath.time], of: .subnet(network.subnet))
            }
        }
    }
}
