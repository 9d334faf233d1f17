import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing

@Suite("A certificate")
struct ForgedCertificateTests {
    private let argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 0]

    /// What comes of a call at a network that does something wrong: the reason why its end is not known.
    private func refusal(
        isDelegated: Bool = false, _ change: @Sendable (inout StandInState) -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> AgentError? {
        let network = try StandInNetwork(isDelegated: isDelegated)
        network.behave(change)
        let agent = try network.agent()
        let error = await #expect(throws: AgentError.self, sourceLocation: sourceLocation) {
            try await agent.call(canister, "hello", argument)
        }
        guard case .outcomeUnknown(_, let reason)? = error else { return error }
        return reason
    }

    @Test("signed by another root is refused", arguments: [false, true])
    func otherRoot(isDelegated: Bool) async throws {
        #expect(
            try await refusal(isDelegated: isDelegated) { $0.otherSigner = 8 } == .certificate(.invalidSignature))
        let network = try StandInNetwork(isDelegated: isDelegated)
        let mainnet = try Agent(over: network, clock: network.clock)
        let error = await #expect(throws: AgentError.self) { try await mainnet.time(of: canister) }
        #expect(
            error == .certificate(isDelegated ? .delegation(.invalidSignature) : .invalidSignature))
    }

    @Test("with a delegation by another root is refused")
    func otherDelegation() async throws {
        #expect(
            try await refusal(isDelegated: true) { $0.otherDelegationSigner = 8 }
                == .certificate(.delegation(.invalidSignature)))
    }

    @Test("of a subnet that does not hold the canister is refused")
    func rangeMiss() async throws {
        let subnet = try StandInKeys.subnet(2).publicKey.rootSubnet
        let other = try Principal(bytes: [0, 0, 0, 0, 0, 0, 4, 0xd3])
        let error = try await refusal(isDelegated: true) { $0.ranges = CanisterRanges([other...other]) }
        #expect(error == .certificate(.canisterNotInRanges(canister, of: subnet)))
        let reason = "does not show that subnet \(subnet.text) holds canister \(canister.text)"
        #expect(error?.description.hasSuffix(reason) == true)
    }

    @Test("that is too old, or from the future, is refused", arguments: [301, -301])
    func age(seconds: Int) async throws {
        let error = try await refusal { $0.certificateAge = .seconds(seconds) }
        #expect(
            error
                == .certificate(
                    seconds > 0
                        ? .tooOld(age: .seconds(301), maximum: .seconds(300))
                        : .fromTheFuture(by: .seconds(301), maximum: .seconds(300))))
    }

    @Test("of another call is no end of this one")
    func otherRequest() async throws {
        // One that proves that this call is not there, and one that shows nothing of it.
        for path in [StatePath.requestStatus(of: call(.anonymous).requestID), StatePath.time] {
            let error = try await refusal { $0.otherPaths = [path] }
            guard case .notShown(let path)? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(path.hasPrefix("/request_status/0x"))
        }
    }

    @Test("whose state does not show the reply is no end")
    func prunedReply() async throws {
        let error = try await refusal { state in
            state.changeState = { tree in
                // The call is there, but another value stands where its status was expected.
                tree = StateTree()
                tree.insert(leb128(time), at: StatePath.time)
            }
        }
        guard case .notShown? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("with any byte of it changed is refused", arguments: [0.1, 0.3, 0.5, 0.7, 0.9])
    func tampered(place: Double) async throws {
        let error = try await refusal { state in
            state.changeCertificate = { bytes in
                var bytes = bytes
                bytes[Int(Double(bytes.count) * place)] ^= 0x40
                return bytes
            }
        }
        guard case .certificate? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("that answers the question for a call's end is verified as well")
    func polled() async throws {
        #expect(
            try await refusal {
                $0.pollsBeforeEnd = 1
                $0.otherSigner = 8
            } == .certificate(.invalidSignature))
    }
}
