import Candid
import ICAgent
import ICProtocol
import CBOR
import Bytes
import Synchronization
import Testing
@testable import WebSocketClient

@Suite("The root key of a network on this machine", .timeLimit(.minutes(60)))
struct RootKeyTests {
    /// A network that tells its status when it is let.
    private final class Network: Transport {
        let destination = "http://127.0.0.1:4943"
        let isLoopback = true
        private let rootKey: [UInt8]?
        private let gate = Mutex((isOpen: false, requests: 0))

        init(rootKey: [UInt8]?) { self.rootKey = rootKey }

        var requests: Int { gate.withLock { $0.requests } }

        func open() { gate.withLock { $0.isOpen = true } }

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
            gate.withLock { $0.requests += 1 }
            while !gate.withLock({ $0.isOpen }) {
                do { try await Task.sleep(for: .milliseconds(2)) } catch { throw .cancelled }
            }
            guard let rootKey else { return TransportResponse(status: 503, body: Array("starting".utf8)) }
            var writer = ByteWriter()
            writer.writeCBORMapHeader(1)
            writer.writeCBOR(text: "root_key")
            writer.writeCBOR(bytes: rootKey)
            return TransportResponse(status: 200, body: writer.bytes)
        }
    }

    private func connect(_ gateway: InProcessGateway, _ network: Network) -> Task<RawCanisterWebSocket, any Error> {
        Task {
            try await RawCanisterWebSocket.connect(
                gateway: "ws://in-process", canister: gateway.canister,
                identity: Ed25519Identity(seed: [UInt8](repeating: 1, count: 32)), network: .local(network),
                configuration: gateway.configuration)
        }
    }

    @Test("is waited for before anything else")
    func waits() async throws {
        let gateway = try InProcessGateway()
        let network = Network(rootKey: gateway.with { $0.relay.signer.rootKey })
        let connecting = connect(gateway, network)
        #expect(await eventually { network.requests == 1 })
        try await Task.sleep(for: .milliseconds(20))
        #expect(gateway.openSockets == 0)
        network.open()
        let socket = try await connecting.value
        var messages = socket.messages.makeAsyncIterator()
        #expect(try await messages.next()?.isVerified == true)
    }

    @Test("is not to be had from a network that fails, and coming back may help then")
    func fails() async throws {
        let gateway = try InProcessGateway()
        let network = Network(rootKey: nil)
        network.open()
        guard case .failure(let error) = await connect(gateway, network).result,
            let end = error as? ConnectionEnd, case .rootKey(.http(status: 503, text: "starting")) = end
        else {
            Issue.record("it connected")
            return
        }
        #expect(end.allowsReturn && gateway.with { $0.lastSocket } == 0)
    }

    @Test("is not waited for when the owner is cancelled")
    func cancelled() async throws {
        let gateway = try InProcessGateway()
        let network = Network(rootKey: nil)
        let connecting = connect(gateway, network)
        #expect(await eventually { network.requests == 1 })
        connecting.cancel()
        guard case .failure(let error) = await connecting.result, case .closedHere = error as? ConnectionEnd else {
            Issue.record("it connected")
            return
        }
    }

    @Test("of another network makes every message one that nobody signed")
    func other() async throws {
        let gateway = try InProcessGateway()
        let identity = try Secp256k1Identity()
        do throws(ConnectionEnd) {
            _ = try await RawCanisterWebSocket.connect(
                gateway: "ws://in-process", canister: gateway.canister, identity: identity,
                network: .internetComputer, configuration: gateway.configuration)
            Issue.record("it connected")
        } catch {
            guard case .refused(.proof(.certificate(.invalidSignature))) = error else {
                Issue.record("ended for \(error)")
                return
            }
        }
    }
}
