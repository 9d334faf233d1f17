import SocketTestSupport
import Testing

@testable import WebSocketGateway

@Suite("The operator's page is whole, asks nobody else, and is there for nobody else", .timeLimit(.minutes(60)))
struct OperatorPageTests {
    private func get(_ stage: DoorStage, _ path: String, method: String = "GET", host: String) async throws -> String {
        let socket = try await RawSocket.connect(port: try #require(stage.server.metricsEndpoint?.port))
        try await socket.send("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        return String(decoding: try await socket.receiveAll(), as: UTF8.self)
    }

    @Test("Every file that it names is there, with a policy that lets nothing else be loaded")
    func files() async throws {
        let stage = try await DoorStage()
        var seen: Set<String> = []
        var open = ["/"]
        while let path = open.popLast() {
            guard seen.insert(path).inserted else { continue }
            let answer = try await get(stage, path, host: "127.0.0.1")
            #expect(answer.hasPrefix("HTTP/1.1 200"), "\(path)")
            if path == "/metrics" { continue }
            #expect(answer.contains("Content-Security-Policy: default-src 'none'; script-src 'self'"))
            // Of modules with 'from "./NAME"', of the document with 'src' and 'href'.
            for match in answer.matches(of: #/(?:from "\.|src="|href=")(/[a-z.]+)"/#) {
                open.append(String(match.1))
            }
        }
        #expect(seen == Set(PageFile.all.keys).union(["/metrics", "/figures"]))
        for (path, file) in PageFile.all where path != "/icon.svg" {
            let text = String(decoding: file.body, as: UTF8.self)
            for word in ["http://www", "https://", "innerHTML", "<script>", "style=", "onclick", "eval("] {
                #expect(!text.contains(word) || word == "http://www" && path == "/elements.js", "\(word) in \(path)")
            }
        }
    }

    @Test("It is there by address, as localhost, and by the names that it was given; metrics are for all")
    func hosts() async throws {
        let stage = try await DoorStage { $0.metricsNames = ["gateway.internal"] }
        for host in ["127.0.0.1:9090", "[::1]:1", "localhost", "x.localhost:80", "Gateway.Internal:9090"] {
            #expect(try await get(stage, "/figures", host: host).hasPrefix("HTTP/1.1 200"), "\(host)")
        }
        for host in ["evil.example", "evil.example:9090", "127.0.0.1.evil.example", "localhost.evil.example", "", "[::1"] {
            #expect(try await get(stage, "/figures", host: host).hasPrefix("HTTP/1.1 421"), "\(host)")
            #expect(try await get(stage, "/", host: host).hasPrefix("HTTP/1.1 421"), "\(host)")
            #expect(try await get(stage, "/metrics", host: host).hasPrefix("HTTP/1.1 200"), "\(host)")
        }
    }

    @Test("Two hosts are as good as none")
    func twoHosts() async throws {
        let stage = try await DoorStage()
        #expect(try await get(stage, "/figures", host: "localhost\r\nHost: localhost").hasPrefix("HTTP/1.1 421"))
    }

    @Test("Nothing is to be had but by GET and HEAD, and nothing else is there")
    func methods() async throws {
        let stage = try await DoorStage()
        for path in ["/", "/figures", "/metrics"] {
            #expect(try await get(stage, path, method: "POST", host: "localhost").hasPrefix("HTTP/1.1 405"))
            let head = try await get(stage, path, method: "HEAD", host: "localhost")
            #expect(head.hasPrefix("HTTP/1.1 200") && head.hasSuffix("\r\n\r\n"))
        }
        for path in ["/index.html", "/../etc/passwd", "/figures/", "//"] {
            #expect(try await get(stage, path, host: "localhost").hasPrefix("HTTP/1.1 404"), "\(path)")
        }
    }

    @Test("Names are read as they are written in settings")
    func names() {
        #expect(RequestedHost.name("Gateway.Internal") == "gateway.internal")
        for text in ["", ".a", "-a", "a b", "a:80", "https://a", "a/b", String(repeating: "a", count: 254)] {
            #expect(RequestedHost.name(text) == nil, "\(text)")
        }
    }
}
