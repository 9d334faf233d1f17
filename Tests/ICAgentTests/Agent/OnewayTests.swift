import Candid
import ICAgent
import ICProtocol
import Testing

@Suite("A oneway call")
struct OnewayTests {
    private struct Client: CanisterClient {
        let agent: Agent
        let canister: Principal
    }

    private let rejection = Rejection(code: 5, message: "it did not reply", errorCode: "IC0506")

    @Test("was executed where the subnet certifies that there was no reply")
    func certified() async throws {
        let network = try StandInNetwork()
        let rejection = self.rejection
        network.behave { $0.outcome = { _ in .rejected(rejection) } }
        let client = Client(agent: try network.agent(), canister: canister)
        try await client.call(oneway: "notify", "hello" as Text)
        #expect(network.executions == 1)
    }

    @Test("is refused where nothing vouches for that", arguments: [4, 2])
    func unproven(version: Int) async throws {
        let network = try StandInNetwork()
        let rejection = self.rejection
        network.behave {
            $0.callVersions = [version]
            $0.nonReplicatedRejection = rejection
        }
        let client = Client(agent: try network.agent(), canister: canister)
        await #expect(throws: ClientError.agent(.rejected(AgentRejection(rejection, proof: .none)))) {
            try await client.call(oneway: "notify", "hello" as Text)
        }
    }
}
