import Candid
import ICAgent
import ICCertificates
import ICProtocol
import Testing
import WebSocketProtocol

@testable import WebSocketGateway

/// A user for whom a canister signs, as with Internet Identity: a key of a kind that only the network verifies.
private struct CanisterSignedIdentity: Identity {
    static let key: [UInt8] = [
        0x30, 0x19, 0x30, 0x0c, 0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0x83, 0xb8, 0x43, 0x01, 0x02,
        0x03, 0x09, 0x00, 0x05, 0, 0, 0, 1, 1, 9, 9,
    ]

    var principal: Principal { .selfAuthenticating(publicKey: Self.key) }

    func envelope(for content: RequestContent) throws(IdentityError) -> Envelope {
        Envelope(content: content, senderPublicKey: Self.key, senderSignature: [1, 2, 3])
    }
}

@Suite("The sender of a session", .timeLimit(.minutes(60)))
struct SenderTests {
    @Test("and whose later envelopes are another's is closed", arguments: [true, false])
    func otherLater(isSender: Bool) throws {
        let world = try GatewayFixture()
        let client = try world.openClient(1)
        let message = try StandInClient(
            2, at: isSender ? world.canister : GatewayFixture.canister(3), through: world.gateway.principal,
            clock: world.simulation)
        client.receive(
            try isSender
                ? message.messageFrame([1])
                : client.frame("ws_message", [], to: GatewayFixture.canister(3)))
        #expect(client.end?.code == .protocolError)
        #expect(world.comesToRest())
    }

    @Test("whose signature only the network can verify gets nothing before it has", arguments: [true, false])
    func unproven(isVerifiedByNetwork: Bool) throws {
        let world = try GatewayFixture()
        world.network.with { $0.acceptedOnly = isVerifiedByNetwork ? 0 : 100 }
        let client = try world.client(1)
        let sender = CanisterSignedIdentity()
        let open = OpenArguments(clientNonce: 7, gateway: world.gateway.principal).encoded
        client.receive(try client.frame("ws_open", open, to: world.canister, by: sender))
        #expect(client.end == nil)
        if isVerifiedByNetwork {
            #expect(world.simulation.run(until: { client.isOpen }))
            #expect(try client.messages.first?.clientKey == ClientKey(principal: sender.principal, nonce: 7))
        } else {
            // The message has long been fetched: the canister was told, and nobody knows by whom.
            world.simulation.run(for: .seconds(30))
            #expect(world.network.with(world.canister) { $0.nextNonce } == 1)
            #expect(client.frames.count == 1)
            #expect(world.simulation.run(until: { client.end != nil }))
            #expect(client.end?.code == .deliveryUnknown)
            #expect(client.frames.count == 1)
        }
    }

    @Test("is the principal of the key, whatever kind the key is of")
    func otherKey() throws {
        let world = try GatewayFixture()
        let client = try world.client(1)
        let request = CanisterRequest(
            terms: RequestTerms(
                sender: client.key.principal, ingressExpiry: world.simulation.now + 240_000_000_000),
            canister: world.canister, method: "ws_open",
            argument: OpenArguments(clientNonce: 7, gateway: world.gateway.principal).encoded)
        let envelope = Envelope(
            content: .call(request), senderPublicKey: CanisterSignedIdentity.key, senderSignature: [1])
        client.receive(ClientFrame(envelope: envelope.encoded).encoded)
        #expect(client.end?.code == .protocolError)
    }
}
