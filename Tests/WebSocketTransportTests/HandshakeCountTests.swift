import NIOPosix
import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("Handshakes that are under way", .timeLimit(.minutes(60)))
struct HandshakeCountTests {
    private func block(_ text: String) throws -> AddressBlock { AddressBlock(try #require(NetworkAddress(text))) }

    @Test("are counted by address, so that one address leaves places for others")
    func addresses() throws {
        let count = HandshakeCount(limit: 4, limitPerAddress: 2)
        let (one, other) = (try block("192.0.2.1"), try block("192.0.2.2"))
        #expect(count.enter(one))
        #expect(count.enter(one))
        #expect(!count.enter(one))
        #expect(count.enter(other))
        #expect(count.enter(nil))
        #expect(!count.enter(other), "there are as many as may be in all")
        count.leave(nil)
        count.leave(one)
        #expect(count.enter(one))
        #expect(!count.enter(one))
    }

    @Test("are counted by network where the addresses are those of IPv6")
    func networks() throws {
        let count = HandshakeCount(limit: 10, limitPerAddress: 1)
        #expect(count.enter(try block("2001:db8::1")))
        #expect(!count.enter(try block("2001:db8::ffff:2")))
        #expect(count.enter(try block("2001:db8:0:1::1")))
    }

    @Test("of one address are limited by a listener, those of a trusted proxy are not", arguments: [false, true])
    func listener(isTrusted: Bool) async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.maximumPendingHandshakesPerAddress = 2
        if isTrusted { configuration.proxies.ranges = [try #require(AddressRange("127.0.0.1"))] }
        // On one event loop they are counted in the order in which they come.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let stage = try await TransportStage(configuration, on: group)
        let first = try await RawSocket.connect(port: stage.port)
        let second = try await RawSocket.connect(port: stage.port)
        let third = try await RawSocket.connect(port: stage.port)
        if isTrusted {
            #expect(try await third.upgrade().hasPrefix("HTTP/1.1 101"))
        } else {
            #expect(try await third.receiveAll() == [])
        }
        for socket in [first, second] { #expect(try await socket.upgrade().hasPrefix("HTTP/1.1 101")) }
        await stage.listener.close()
        try await group.shutdownGracefully()
    }
}
