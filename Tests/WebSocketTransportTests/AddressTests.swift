import NIOCore
import SocketTestSupport
import Testing

@testable import WebSocketTransport

@Suite("Addresses of clients are known, and no proxy is believed that is not trusted", .timeLimit(.minutes(60)))
struct AddressTests {
    @Test("Addresses and ranges are read and compared")
    func ranges() throws {
        let address = try #require(NetworkAddress("192.0.2.77"))
        for (text, isInside) in [
            ("192.0.2.0/24", true), ("192.0.2.64/26", true), ("192.0.2.0/26", false), ("0.0.0.0/0", true),
            ("192.0.2.77", true), ("192.0.2.76/31", true), ("192.0.2.78/32", false), ("::/0", false),
        ] {
            #expect(try #require(AddressRange(text)).contains(address) == isInside, "\(text)")
        }
        #expect(AddressRange("2001:db8::/33")?.contains(try #require(NetworkAddress("2001:db8:7fff::1"))) == true)
        #expect(AddressRange("2001:db8::/33")?.contains(try #require(NetworkAddress("2001:db8:8000::1"))) == false)
        for text in ["", "192.0.2", "192.0.2.0/33", "192.0.2.0/-1", "::/129", "a/8", "1.2.3.4/8/8", "1.2.3.4/"] {
            #expect(AddressRange(text) == nil, "\(text)")
        }
        #expect(NetworkAddress("::ffff:192.0.2.77") == address)
        #expect(NetworkAddress("2001:DB8:0::1")?.description == "2001:db8::1")
        #expect(NetworkAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test("Of forwarded addresses the last counts that no trusted proxy has")
    func forwarded() throws {
        var proxies = TrustedProxies()
        proxies.ranges = try ["10.0.0.0/8", "127.0.0.1"].map { try #require(AddressRange($0)) }
        let proxy = try #require(NetworkAddress("10.1.1.1"))
        for (fields, client) in [
            (["1.1.1.1, 2.2.2.2"], "2.2.2.2"), (["1.1.1.1", "2.2.2.2, 10.9.9.9"], "2.2.2.2"), ([], "10.1.1.1"),
            (["10.2.2.2"], "10.2.2.2"), (["1.1.1.1:4000"], "1.1.1.1"), (["[2001:db8::1]:4000"], "2001:db8::1"),
            (["1.1.1.1, unknown"], "10.1.1.1"), (["1.1.1.1, nonsense, 10.3.3.3"], "10.3.3.3"), ([" , "], "10.1.1.1"),
        ] {
            #expect(proxies.client(of: proxy, forwardedFor: fields).description == client, "\(fields)")
        }
        let stranger = try #require(NetworkAddress("9.9.9.9"))
        #expect(proxies.client(of: stranger, forwardedFor: ["1.1.1.1"]) == stranger)
    }

    @Test("X-Forwarded-For is believed of trusted proxies alone", arguments: [false, true])
    func forwardedHandshake(isTrusted: Bool) async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.proxies.ranges = [try #require(AddressRange(isTrusted ? "127.0.0.0/8" : "10.0.0.0/8"))]
        let stage = try await TransportStage(configuration)
        let socket = try await RawSocket.connect(port: stage.port)
        _ = try await socket.upgrade(fields: "X-Forwarded-For: 198.51.100.7\r\n")
        #expect(try await stage.next().facts.address?.description == (isTrusted ? "198.51.100.7" : "127.0.0.1"))
    }

    static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]
    static let headers: [(header: [UInt8], client: String)] = [
        (Array("PROXY TCP4 198.51.100.7 127.0.0.1 5000 80\r\n".utf8), "198.51.100.7"),
        (Array("PROXY TCP6 2001:db8::7 ::1 5000 80\r\n".utf8), "2001:db8::7"),
        (Array("PROXY UNKNOWN\r\n".utf8), "127.0.0.1"),
        (Array("PROXY UNKNOWN a b c d\r\n".utf8), "127.0.0.1"),
        (signature + [0x21, 0x11, 0, 12, 198, 51, 100, 7, 127, 0, 0, 1, 19, 136, 0, 80], "198.51.100.7"),
        (signature + [0x21, 0x11, 0, 15, 198, 51, 100, 7, 127, 0, 0, 1, 19, 136, 0, 80, 4, 0, 0], "198.51.100.7"),
        (signature + [0x21, 0x21, 0, 36] + [0x20, 1, 0xd, 0xb8] + [UInt8](repeating: 0, count: 11) + [7]
            + [UInt8](repeating: 0, count: 20), "2001:db8::7"),
        (signature + [0x20, 0, 0, 0], "127.0.0.1"),
        (signature + [0x21, 0x31, 0, 4, 1, 2, 3, 4], "127.0.0.1"),
    ]

    @Test("The PROXY protocol tells the client's address, in both versions", arguments: headers.indices)
    func proxyProtocol(index: Int) async throws {
        let (header, client) = Self.headers[index]
        // Read only when it is whole.
        for size in 0..<header.count {
            var buffer = ByteBuffer(bytes: header.prefix(size))
            #expect(try ProxyHeader.read(&buffer) == nil, "\(size)")
        }
        var configuration = WebSocketListenerConfiguration.patient
        configuration.proxies.ranges = [try #require(AddressRange("127.0.0.1"))]
        configuration.proxies.useProxyProtocol = true
        let stage = try await TransportStage(configuration)
        let socket = try await RawSocket.connect(port: stage.port)
        try await socket.send(Array(header.prefix(9)))
        try await socket.send(Array(header.dropFirst(9)))
        #expect(try await socket.upgrade().hasPrefix("HTTP/1.1 101"))
        #expect(try await stage.next().facts.address?.description == client)
    }

    static let malformed: [[UInt8]] = [
        Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8), Array("PROXY TCP4 1.1.1.1 2.2.2.2 1\r\n".utf8),
        Array("PROXY TCP6 1.1.1.1 2.2.2.2 1 2\r\n".utf8), Array("PROXY TCP4 ::1 ::1 1 2\r\n".utf8),
        Array("PROXY TCP4 1.1.1.1 2.2.2.2 1 65536\r\n".utf8), Array("PROXY TCP4 1.1.1.1 2.2.2.2 1 2\n".utf8),
        Array("PROXY TCP4 \(String(repeating: "1", count: 100))\r\n".utf8),
        signature + [0x11, 0x11, 0, 12], signature + [0x22, 0x11, 0, 12], signature + [0x21, 0x11, 0xff, 0xff],
        signature + [0x21, 0x11, 0, 4, 1, 2, 3, 4],
    ]

    @Test("A trusted proxy without a valid header is refused", arguments: malformed)
    func invalidHeader(header: [UInt8]) async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.proxies.ranges = [try #require(AddressRange("127.0.0.1"))]
        configuration.proxies.useProxyProtocol = true
        let stage = try await TransportStage(configuration)
        let socket = try await RawSocket.connect(port: stage.port)
        try await socket.send(header)
        #expect(try await socket.receiveAll() == [])
    }

    @Test("A header of someone who is not trusted is no HTTP")
    func untrustedHeader() async throws {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.proxies.ranges = [try #require(AddressRange("10.0.0.0/8"))]
        configuration.proxies.useProxyProtocol = true
        let stage = try await TransportStage(configuration)
        let socket = try await RawSocket.connect(port: stage.port)
        try await socket.send("PROXY TCP4 198.51.100.7 127.0.0.1 5000 80\r\n")
        #expect(try await socket.upgrade().hasPrefix("HTTP/1.1 400"))
        _ = try await stage.upgraded()
    }
}
