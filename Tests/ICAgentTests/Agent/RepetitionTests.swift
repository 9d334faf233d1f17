import Candid
import ICAgent
import ICProtocol
import Testing

@Suite("A request that gets no answer")
struct RepetitionTests {
    private let argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 0]
    private let refused = TransportError.unreachable(
        destination: "http://127.0.0.1:4943", reason: "connection refused")

    @Test("is sent again, the same, so that it is executed once")
    func lostAnswers() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = [.lostAnswer, .status(503, "busy"), .status(429, "slowly"), .error(refused)] }
        var configuration = AgentConfiguration()
        configuration.maximumTries = 5
        let agent = try network.agent(configuration: configuration)
        #expect(try await agent.call(canister, "hello", argument) == argument)
        #expect(network.executions == 1)
        #expect(network.paths.count == 5)
        let waits = network.clock.waits
        #expect(waits.count == 4)
        for (wait, longest) in zip(waits, [500, 1_000, 2_000, 4_000]) {
            #expect(wait <= .milliseconds(longest) && wait >= .milliseconds(longest / 2))
        }
    }

    @Test("is given up after some tries, and the reason stays")
    func givenUp() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = Array(repeating: .error(refused), count: 4) }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.transport(refused)) {
            try await agent.call(canister, "hello", argument)
        }
        #expect(error?.description == "http://127.0.0.1:4943 cannot be reached: connection refused")
        #expect(network.paths.count == 4)
    }

    @Test("and may have arrived all the same is told to be open", arguments: [false, true])
    func unknownOutcome(isThenRefused: Bool) async throws {
        let network = try StandInNetwork()
        network.behave {
            let then: [StandInState.Fault] =
                isThenRefused ? [.status(400, "expired")] : Array(repeating: .error(refused), count: 3)
            $0.faults = [.lostAnswer] + then
        }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        guard case .outcomeUnknown(_, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason == (isThenRefused ? .http(status: 400, text: "expired") : .transport(refused)))
        #expect(error?.description.hasPrefix("it is not known whether the call 0x") == true)
    }

    @Test("and is refused when it is sent again is told to be open")
    func refusedAtSecondTry() async throws {
        let network = try StandInNetwork()
        let rejection = Rejection(code: 2, message: "full", errorCode: "IC0204")
        network.behave {
            $0.faults = [.lostAnswer]
            $0.nonReplicatedRejection = rejection
        }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        guard case .outcomeUnknown(_, .rejected(AgentRejection(rejection, proof: .none)))? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("but one that says what is wrong with it is not sent again, and the text stays")
    func httpErrors() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = [.status(400, " canister_not_found\n")] }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.http(status: 400, text: "canister_not_found")) {
            try await agent.query(canister, "hello", argument)
        }
        #expect(error?.description == "the network answered with HTTP status 400: canister_not_found")
        #expect(network.paths.count == 1)
    }

    @Test("of any version is told to have none")
    func notFound() async throws {
        let network = try StandInNetwork()
        network.behave { $0.callVersions = [] }
        let agent = try network.agent()
        await #expect(throws: AgentError.http(status: 404, text: "not found")) {
            try await agent.call(canister, "hello", argument)
        }
        #expect(network.paths.count == 3)
    }

    @Test("ends when whoever waits is cancelled")
    func cancellation() async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = Array(repeating: .error(refused), count: 3) }
        let agent = try network.agent()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await agent.query(canister, "hello", argument)
        }
        await #expect(throws: AgentError.cancelled) { try await task.value }
        #expect(network.paths.isEmpty)
    }

    @Test("that is none of the interface is told so", arguments: [[], [0xff], Array("<html>".utf8)])
    func malformed(body: [UInt8]) async throws {
        let network = try StandInNetwork()
        network.behave { $0.faults = [.body(body)] }
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self) { try await agent.query(canister, "hello", argument) }
        guard case .response? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.hasPrefix("the network's answer is not understood: ") == true)
    }

    @Test("while the end of a call is looked for does not end that")
    func pollFaults() async throws {
        let network = try StandInNetwork()
        network.behave {
            $0.callVersions = [2]
            $0.pollsBeforeEnd = 1
        }
        var configuration = AgentConfiguration()
        configuration.maximumTries = 1
        configuration.pollDelays = BackOff(first: .seconds(60), last: .seconds(60))
        let agent = try network.agent(configuration: configuration)
        network.behave {
            $0.faults = [.status(404, ""), .status(404, ""), .status(202, ""), .status(500, ""), .error(refused)]
            let id = call(.anonymous).requestID
            $0.calls[id] = .replied([])
        }
        // The call that was taken is none that the network knows: it is absent until it expires.
        let error = await #expect(throws: AgentError.self) { try await agent.call(canister, "hello", argument) }
        guard case .expired? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(network.paths.filter { $0.hasSuffix("read_state") }.count > 3)
    }
}
