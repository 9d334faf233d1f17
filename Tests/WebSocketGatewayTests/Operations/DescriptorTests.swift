import ICAgent
import Testing
import WebSocketTransport

@testable import WebSocketGateway

@Suite("File descriptors", .timeLimit(.minutes(60)))
struct DescriptorTests {
    @Test("are there for sockets on the way in and on the way out, and for the network, beside the clients'")
    func reserve() {
        let listener = GatewayServerConfiguration().listener
        let closing = GatewayConfiguration().closing
        let delivery = GatewayConfiguration().delivery
        #expect(
            DescriptorLimit.reserve
                > listener.maximumPendingHandshakes + Door.maximumRefused + HTTPTransport.maximumConnections)
        // And connections to the network are there for polls, however many calls there are.
        #expect(delivery.concurrentCalls + closing.concurrentCalls < HTTPTransport.maximumConnections)
    }
}
