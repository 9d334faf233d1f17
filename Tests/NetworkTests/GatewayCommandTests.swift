import Foundation
import NIOPosix
import SocketTestSupport
import TestSupport
import Testing
import WebSocketTransport

@Suite("icws gateway runs until it is told to end", .timeLimit(.minutes(60)))
struct GatewayCommandTests {
    /// So long that a machine with much to do changes nothing.
    private static let patience = ["--close-timeout", "1m", "--handshake-timeout", "1m", "--open-timeout", "5m"]

    /// A network, a folder, and the arguments that name them.
    private func run(_ body: (UserFolder, [String]) async throws -> Void) async throws {
        try await TestNetwork.run { network in
            let user = try UserFolder(network: network.replica.url)
            try await body(user, ["--network", network.replica.url, "--identity", "keys/gateway.pem"] + Self.patience)
        }
    }

    @Test("It answers clients and whoever runs it, keeps its identity for itself, and ends with SIGTERM")
    func life() async throws {
        try await run { user, arguments in
            let gateway = try await RunningGateway(arguments + ["--metrics", "127.0.0.1:0"], in: user.url)
            #expect(gateway.facts.isNewIdentity)
            #expect(try await gateway.get("/health").hasPrefix("HTTP/1.1 200"))
            #expect(try await gateway.get("/ready").hasPrefix("HTTP/1.1 200"))
            #expect(try await gateway.get("/").contains(gateway.facts.principal))
            let client = try await gateway.connect()
            let metrics = try #require(gateway.facts.metrics.flatMap { URL(string: $0)?.port })
            #expect(try await gateway.get("/metrics", port: metrics).contains("\ngateway_sockets 1\n"))

            let second = try await user.icwsThere(
                "gateway", "--listen", "127.0.0.1:0", "--identity", "keys/gateway.pem")
            #expect(second.status == 1)
            #expect(second.errors.contains("another gateway uses this identity, process \(gateway.facts.process)"))

            gateway.signal(SIGTERM)
            #expect(try await client.receiveFrame()?.closeCode == 1001)
            try await client.send(HandmadeFrame.close(1001))
            #expect(try await gateway.status() == 0)

            let again = try await RunningGateway(arguments, in: user.url)
            #expect(!again.facts.isNewIdentity && again.facts.principal == gateway.facts.principal)
            again.signal(SIGINT)
            #expect(try await again.status() == 0)
        }
    }

    @Test("--drain lets the clients go and takes no more; the gateway stays")
    func drain() async throws {
        try await run { user, arguments in
            let gateway = try await RunningGateway(arguments, in: user.url)
            let client = try await gateway.connect()
            let drain = try await user.icws("gateway", "--drain", "--identity", "keys/gateway.pem")
            #expect(drain.status == 0)
            #expect(drain.text.contains("process \(gateway.facts.process)"))
            #expect(try await client.receiveFrame()?.closeCode == 1001)
            #expect(try await gateway.get("/ready").hasPrefix("HTTP/1.1 503"))
            #expect(try await gateway.get("/health").hasPrefix("HTTP/1.1 200"))
            let refused = try await RawSocket.connect(port: gateway.port)
            _ = try await refused.upgrade()
            #expect(try await refused.receiveFrame()?.closeCode == 1001)
            #expect(gateway.isRunning)
            gateway.signal(SIGTERM)
            #expect(try await gateway.status() == 0)
            let nobody = try await user.icws("gateway", "--drain", "--identity", "keys/gateway.pem")
            #expect(nobody.status == 1 && nobody.errors.contains("no gateway uses"))
        }
    }

    @Test("A second signal ends it at once, however long the first may take")
    func twice() async throws {
        try await run { user, arguments in
            let gateway = try await RunningGateway(
                arguments + ["--grace", "1h"], in: user.url)
            let client = try await gateway.connect()
            gateway.signal(SIGTERM)
            #expect(try await client.receiveFrame()?.closeCode == 1001)
            #expect(gateway.isRunning)
            gateway.signal(SIGTERM)
            #expect(try await gateway.status() == 0)
        }
    }

    @Test("SIGHUP reads the certificate again; a bad file keeps the old one")
    func certificate() async throws {
        let files = try CertificateFiles()
        try await run { user, arguments in
            let gateway = try await RunningGateway(
                arguments + ["--tls-certificate", files.certificate.path(), "--tls-key", files.key.path()],
                in: user.url)
            #expect(gateway.facts.url.hasPrefix("wss://"))
            func canConnect(trusting pem: [UInt8]) async throws -> Bool {
                var configuration = WebSocketClientConfiguration()
                configuration.trustRoots = .certificates(pem: pem)
                let address = try WebSocketAddress(gateway.facts.url)
                do throws(WebSocketConnectError) {
                    let connection = try await WebSocketConnection.connect(
                        to: address, configuration: configuration, on: MultiThreadedEventLoopGroup.singleton,
                        receive: { _ in Nobody() })
                    connection.close(code: 1000)
                    return true
                } catch {
                    guard case .notSecure = error else { throw error }
                    return false
                }
            }
            let old = [UInt8](try Data(contentsOf: files.certificate))
            #expect(try await canConnect(trusting: old))
            try Data("nonsense".utf8).write(to: files.certificate)
            gateway.signal(SIGHUP)
            try await gateway.says("the certificate stays the one that it was")
            #expect(try await canConnect(trusting: old))
            try files.make()
            gateway.signal(SIGHUP)
            try await gateway.says("the certificate has been read again")
            #expect(try await canConnect(trusting: [UInt8](try Data(contentsOf: files.certificate))))
            #expect(try await !canConnect(trusting: old))
            gateway.signal(SIGTERM)
            #expect(try await gateway.status() == 0)
        }
    }

    @Test("Settings stand in a file; flags win; what is wrong is refused")
    func settings() async throws {
        try await run { user, arguments in
            let file = user.url.appending(path: "gateway.yaml")
            try Data("max-connections: 7\nmax-connections-per-address: 2\nlog-format: json\n".utf8).write(to: file)
            let gateway = try await RunningGateway(
                arguments + ["--config", "gateway.yaml", "--max-connections-per-address", "1"], in: user.url)
            try await gateway.says("\"message\":\"the gateway runs\"")
            let first = try await gateway.connect()
            let second = try await RawSocket.connect(port: gateway.port)
            _ = try await second.upgrade()
            #expect(try await second.receiveFrame()?.closeCode == 4106)
            withExtendedLifetime(first) {}
            gateway.signal(SIGTERM)
            #expect(try await gateway.status() == 0)
            for (text, message) in [
                ("max-conections: 1", "there is no setting 'max-conections': there are listen"),
                ("listen: nonsense", "listen: found 'nonsense', expected an address and a port"),
                ("[1, 2]", "names with values were expected"), ("a: [", "it is not YAML"),
                ("origin: {a: b}", "origin: found"), ("tls-key: key.pem", "tls-certificate and tls-key go together"),
            ] {
                try Data(text.utf8).write(to: file)
                let refused = try await user.icws("gateway", "--config", "gateway.yaml")
                #expect(refused.status == 64)
                #expect(refused.errors.contains(message), "\(refused.errors)")
            }
            #expect(try await user.icws("gateway", "--config", "nowhere.yaml").status == 64)
        }
    }

    @Test("It takes as many file descriptors as it needs, and says where it gets too few")
    func descriptors() async throws {
        try await run { user, arguments in
            let limits = ["--max-connections", "1000", "--max-connections-per-address", "1000"]
            let raised = try await RunningGateway(
                arguments + limits + ["--metrics", "127.0.0.1:0"], in: user.url, limit: "-S -n 256")
            let metrics = try #require(raised.facts.metrics.flatMap { URL(string: $0)?.port })
            #expect(try await raised.get("/metrics", port: metrics).contains("\nprocess_max_fds 7200\n"))
            raised.signal(SIGTERM)
            #expect(try await raised.status() == 0)
            let short = try await RunningGateway(arguments + limits, in: user.url, limit: "-n 256")
            try await short.says("too few file descriptors for max-connections")
            try await short.says("has=256 max-connections=1000 needs=7200")
            short.signal(SIGTERM)
            #expect(try await short.status() == 0)
        }
    }

    @Test("Where no network answers it does not start")
    func noNetwork() async throws {
        let port = try RawListener().port
        let user = try UserFolder(network: "http://127.0.0.1:\(port)")
        let command = try await user.icwsThere("gateway", "--listen", "127.0.0.1:0", "--identity", "gateway.pem")
        #expect(command.status == 3)
    }
}

private struct Nobody: WebSocketReceiver {
    func received(_ message: [UInt8]) {}
    func closed(_ end: WebSocketEnd) {}
}
