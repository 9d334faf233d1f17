import Candid
import CandidLanguage
import ICAgent
import ICCertificates
import ICProtocol
import LocalReplica
import SHA256
import TestSupport
import Testing

@Suite("An agent and a replica", .serialized)
struct AgentTests {
    private let poll = "(record { nonce = 0 })"

    @Test("make, install, ask, call, upgrade and delete a canister, with each kind of key")
    func life() async throws {
        try await TestNetwork.run { network in
            let module = try BuiltModule.sample("PingPong")
            let session = try Ed25519Identity()
            let delegator = try Secp256k1Identity()
            let chain = DelegationChain(
                publicKey: delegator.publicKey.der,
                delegations: [try delegator.delegate(to: session.publicKey.der, until: .max)])
            let identities: [any Identity] = [
                try Ed25519Identity(), try P256Identity(), try Secp256k1Identity(),
                try DelegatedIdentity(session: session, chain: chain), AnonymousIdentity(),
            ]
            for identity in identities {
                let agent = try await network.agent(identity)
                let canister = try await agent.management.provisionalCreate()
                #expect(try await agent.controllers(of: canister) == [identity.principal])
                #expect(try await agent.moduleHash(of: canister) == nil)
                try await agent.management.install(module, in: canister)
                #expect(try await agent.moduleHash(of: canister) == SHA256.hash(module).bytes)

                let interface = try CandidInterface(
                    parsing: String(
                        decoding: try #require(try await agent.metadata("candid:service", of: canister)), as: UTF8.self))
                let method = try #require(interface.service?.methods.first { $0.name == "ws_get_messages" })
                let argument = try interface.encode(poll, as: method.signature.parameters)
                let asked = try await agent.query(canister, "ws_get_messages", argument)
                #expect(try interface.decode(asked, as: method.signature.results).hasPrefix("(variant { Ok = record"))
                #expect(try await agent.call(canister, "ws_get_messages", argument) == asked)

                try await agent.management.stop(canister)
                #expect(try await agent.management.status(of: canister).state == .stopped)
                try await agent.management.install(module, in: canister, mode: .upgrade(nil))
                try await agent.management.start(canister)
                #expect(try await agent.management.status(of: canister).state == .running)
                _ = try await agent.management.log(of: canister)
                try await agent.management.stop(canister)
                try await agent.management.delete(canister)
                #expect(try await agent.controllers(of: canister) == nil)
            }
        }
    }

    @Test("tell why something was rejected, with all codes and what vouches for it")
    func rejections() async throws {
        try await TestNetwork.run { network in
            let agent = try await network.agent(Ed25519Identity())
            let canister = try await agent.management.provisionalCreate()
            func rejection(_ body: () async throws -> Void) async -> AgentRejection? {
                do {
                    try await body()
                } catch AgentError.rejected(let rejection) {
                    return rejection
                } catch ManagementError.agent(.rejected(let rejection)) {
                    return rejection
                } catch {
                    Issue.record("\(error)")
                }
                return nil
            }
            let empty = await rejection { _ = try await agent.query(canister, "hello", []) }
            #expect(empty?.rejection.errorCode == "IC0537")
            #expect(empty?.proof == .nodeSignature)
            let stranger = try agent.acting(as: Ed25519Identity())
            let foreign = await rejection { try await stranger.management.stop(canister) }
            #expect(foreign?.rejection.errorCode == "IC0512")
            let running = await rejection { try await agent.management.delete(canister) }
            #expect(running?.rejection.errorCode == "IC0510")
            #expect(running?.proof == .certificate)
        }
    }

    @Test("do not come together where the root key is another")
    func otherRoot() async throws {
        try await TestNetwork.run { network in
            let local = try await network.agent()
            let canister = try await local.management.provisionalCreate()
            let agent = try Agent(over: HTTPTransport(network.replica.url))
            await #expect(throws: AgentError.certificate(.invalidSignature)) {
                try await agent.moduleHash(of: canister)
            }
            await #expect(throws: AgentError.certificate(.invalidSignature)) {
                try await agent.query(canister, "hello", [])
            }
            let error = await #expect(throws: ManagementError.self) {
                try await agent.management.stop(canister)
            }
            guard case .agent(.outcomeUnknown(_, .certificate(.invalidSignature)))? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("read the state of the subnet at its own address")
    func subnet() async throws {
        try await TestNetwork.run { network in
            let agent = try await network.agent()
            let subnet = agent.rootKey.rootSubnet
            let certificate = try await agent.readState(
                [[StatePath.label("subnet"), subnet.bytes]], of: .subnet(subnet))
            #expect(try certificate.state.publicKey(of: subnet) == .found(network.replica.rootKey))
            #expect(try certificate.state.nodeKeys(of: subnet).found?.count == 1)
        }
    }

    @Test("end a call once, however many are open at the same time")
    func manyCalls() async throws {
        try await TestNetwork.run { network in
            let agent = try await network.agent()
            let canister = try await agent.management.provisionalCreate()
            try await agent.management.install(BuiltModule.sample("PingPong"), in: canister)
            let argument = try CandidArguments(parsing: "(record { nonce = 0 : nat64 })").encodedByInference()
            let replies = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for index in 0..<20 {
                    group.addTask {
                        index.isMultiple(of: 2)
                            ? try await agent.call(canister, "ws_get_messages", argument)
                            : try await agent.query(canister, "ws_get_messages", argument)
                    }
                }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
            }
            #expect(replies.count == 1)
        }
    }
}
