import ICAgent
@testable import PingPong
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("The end of a client's socket", .timeLimit(.minutes(60)))
struct SocketLifetimeTests {
    private let gateway: InProcessGateway

    init() throws { gateway = try InProcessGateway() }

    @Test("comes when its owner lets go of it")
    func letGo() async throws {
        do {
            let socket = try await gateway.connect()
            #expect(socket.state.isOpen && gateway.openSockets == 1)
        }
        #expect(await eventually { gateway.openSockets == 0 })
        #expect(gateway.closes == ["1000 "])
    }

    @Test("does not come as long as somebody listens")
    func heldByListener() async throws {
        let messages = try await gateway.connect().messages
        var iterator = messages.makeAsyncIterator()
        #expect(try await iterator.next() != nil)
        #expect(gateway.openSockets == 1)
    }

    @Test("comes when the task that listens is cancelled")
    func cancelledListener() async throws {
        let socket = try await gateway.connect()
        let listener = Task {
            var count = 0
            for try await _ in socket.messages { count += 1 }
            return count
        }
        try await Task.sleep(for: .milliseconds(20))
        listener.cancel()
        #expect((0...1).contains(try await listener.value))
        #expect(await eventually { socket.state.end != nil })
        #expect(gateway.closes == ["1000 "] && gateway.openSockets == 0)
    }

    @Test("is waited for by whoever closes in a task that is cancelled")
    func cancelledClose() async throws {
        let socket = try await gateway.connect()
        let closing = Task {
            while !Task.isCancelled { await Task.yield() }
            await socket.close()
            return socket.state.end != nil
        }
        closing.cancel()
        #expect(await closing.value)
        #expect(gateway.closes == ["1000 "] && gateway.openSockets == 0)
    }

    @Test("comes when the task that connects is cancelled, wherever it waits")
    func cancelledConnect() async throws {
        gateway.with { $0.isSilent = true }
        let connecting = Task { [gateway] in try await gateway.connect() }
        #expect(await eventually { gateway.openSockets == 1 })
        connecting.cancel()
        guard case .failure(let error) = await connecting.result, case .closedHere = error as? ConnectionEnd else {
            Issue.record("it connected")
            return
        }
        #expect(gateway.openSockets == 0)
    }

    @Test("comes after a minute without a word of the gateway")
    func silentGateway() async throws {
        gateway.with { $0.isSilent = true }
        let connecting = Task { [gateway] in try await gateway.connect() }
        #expect(await eventually { gateway.clock.sleepers == [60] })
        gateway.advance(by: .seconds(60))
        guard case .failure(let error) = await connecting.result, case .handshakeTimeout = error as? ConnectionEnd
        else {
            Issue.record("it connected")
            return
        }
        #expect(gateway.closes == ["4000 Handshake message error"])
    }

    @Test("comes after a minute without a word of the canister")
    func silentCanister() async throws {
        gateway.with { $0.isHolding = true }
        let connecting = Task { [gateway] in try await gateway.connect() }
        #expect(await eventually { !gateway.with { $0.clients.isEmpty } && gateway.clock.sleepers == [60] })
        gateway.clock.advance(by: 60_000_000_000)
        guard case .failure(let error) = await connecting.result,
            case .openTimeout(.seconds(60)) = error as? ConnectionEnd
        else {
            Issue.record("it connected")
            return
        }
        #expect(gateway.closes == ["4000 Open connection timeout"])
    }

    @Test("comes without acknowledgements, also where nobody takes what came")
    func noAcknowledgement() async throws {
        var configuration = gateway.configuration
        configuration.maximumWaitingSize = 1
        let socket = try await gateway.connect(configuration)
        try socket.send(Conversation.content("hello"))
        gateway.with { $0.isHolding = true }
        #expect(await eventually { gateway.clock.sleepers == [330] })
        gateway.clock.advance(by: 330_000_000_000)
        #expect(await eventually { socket.state.end != nil })
        guard case .closed(.acknowledgementTimeout([1])) = socket.state else {
            Issue.record("\(socket.state)")
            return
        }
        #expect(gateway.closes == ["4000 Ack message timeout"])
        var count = 0
        do { for try await _ in socket.messages { count += 1 } } catch {}
        #expect(count == 2)
    }

    @Test("comes where nobody is at the address")
    func unreachable() async throws {
        gateway.with { $0.refusal = "nobody is there" }
        do throws(ConnectionEnd) {
            _ = try await RawCanisterWebSocket.connect(
                gateway: "ws://in-process", canister: gateway.canister, identity: AnonymousIdentity(),
                network: gateway.network, configuration: gateway.configuration)
            Issue.record("it connected")
        } catch {
            guard case .unreachable("nobody is there") = error else {
                Issue.record("ended for \(error)")
                return
            }
            #expect(error.allowsReturn)
        }
    }
}
