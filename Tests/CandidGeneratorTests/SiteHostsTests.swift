import Candid
import CanisterExecution
import CanisterTesting
import Foundation
import Testing
import TestSupport
import WasmEngine
import WebSocketProtocol

@testable import Interfaces
@testable import Lifecycle
@testable import Pages

@Suite("A canister with files beside its interface", .timeLimit(.minutes(60)))
struct SiteHostsTests {
    private func pages(_ host: CanisterHost) throws -> HostedProgram {
        try HostedProgram(host.code(Pages.self, "Pages"))
    }

    private func response(
        _ program: HostedProgram, _ url: String, method: String = "GET"
    ) throws -> HTTPTestResponse {
        let reply = try program.query("http_request", CandidEncoder.encode(HTTPTestRequest(method, url)))
        return try CandidDecoder.value(HTTPTestResponse.self, in: reply)
    }

    @Test("serves each file with its very bytes and its type", arguments: CanisterHost.allCases)
    func files(host: CanisterHost) throws {
        let program = try pages(host)
        let folder = Checkout.root.appending(path: "Tests/Canisters/Pages/Site")
        let paths = try #require(FileManager.default.subpaths(atPath: folder.path(percentEncoded: false)))
            .filter { $0.split(separator: "/").last?.contains(".") == true && !$0.hasPrefix(".") }
        #expect(paths.count == 9)
        for path in paths {
            let url = "/" + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
            let response = try response(program, url)
            #expect(response.status == 200, "\(path)")
            #expect(try response.body == [UInt8](Data(contentsOf: folder.appending(path: path))), "\(path)")
            #expect(response.header("ic-certificate") != nil)
        }
        #expect(try response(program, "/images/table.png").header("content-type") == "image/png")
        #expect(try response(program, "/docs/").text.contains("<title>Docs</title>"))
        #expect(try response(program, "/.hidden").status == 404)
        let policy = try response(program, "/").header("content-security-policy")
        #expect(policy == "default-src 'self'; connect-src ws: wss:")
    }

    @Test("serves them without WebSockets, too", arguments: CanisterHost.allCases)
    func plain(host: CanisterHost) throws {
        let program = try HostedProgram(host.code(Interfaces.self, "Interfaces"))
        #expect(try response(program, "/").text.contains("<title>Interfaces</title>"))
        #expect(try response(program, "/", method: "DELETE").status == 405)
        #expect(program.subnet.canisters[program.id]?.certifiedData.count == 32)
    }

    @Test("takes few instructions to begin and to answer")
    func costs() throws {
        let program = try pages(.engine)
        func cost(_ url: String) throws -> UInt64 {
            let outcome = program.subnet.query(
                program.id, "http_request", CandidEncoder.encode(HTTPTestRequest("GET", url)), from: .testUser(1))
            _ = try outcome.result.get()
            return outcome.executions.reduce(0) { $0 + $1.instructions }
        }
        let installation = try program.subnet.install(
            CanisterHost.engine.code(Pages.self, "Pages"), in: program.id, mode: .reinstall, argument: emptyArguments,
            caller: .testUser(0))
        let beginning = installation.reduce(0) { $0 + $1.instructions }
        print("canister_init with nine files: \(beginning) instructions")
        // Headers and places in the tree: hashes of bodies are made at build time.
        #expect(beginning < 6_000_000)
        let (large, small, nothing) = try (cost("/squares.txt"), cost("/style.css"), cost("/nothing/there"))
        print("http_request: \(large) instructions for 10 KB, \(small) for 35 B, \(nothing) for a path with nothing")
        // The body costs its copies alone.
        #expect(large < small + 40_000)
        #expect(max(small, nothing) < 250_000)
    }

    @Test("upgraded to other files goes on with its connections, whose messages stay proven")
    func upgrade() throws {
        let program = try pages(.engine)
        let opening = OpenArguments(clientNonce: 1, gateway: .testUser(9)).encoded
        _ = try program.call("ws_open", opening).get()
        let before = program.subnet.canisters[program.id]?.certifiedData
        let poll = GetMessagesArguments(nonce: 0).encoded
        let page = try program.subnet.query(program.id, "ws_get_messages", poll, from: .testUser(9)).result.get()
        let later = try WasmGuest(engine: .shared(), module: BuiltModule.ofTests("PagesLater"))
        try program.subnet.install(
            later, in: program.id, mode: .upgrade(), argument: emptyArguments, caller: .testUser(0))

        let after = program.subnet.canisters[program.id]?.certifiedData
        #expect(after != before && after?.count == 32)
        #expect(try response(program, "/").text.contains("Another version"))
        #expect(try response(program, "/docs/news.txt").status == 200)
        #expect(try response(program, "/squares.txt").status == 404)
        let samePage = try program.subnet.query(program.id, "ws_get_messages", poll, from: .testUser(9)).result.get()
        #expect(samePage.count == page.count && samePage != page)
    }

    @Test("upgraded to code without any certifies them no longer", arguments: CanisterHost.allCases)
    func upgradeWithoutSite(host: CanisterHost) throws {
        let arguments = CandidEncoder.encode(Principal.testUser(7), nil as UInt64?)
        // From code with WebSockets, which saves what it certified, and from code without.
        for program in try [pages(host), HostedProgram(host.code(Interfaces.self, "Interfaces"))] {
            let before = program.subnet.canisters[program.id]?.certifiedData
            #expect(before?.count == 32)
            try program.subnet.install(
                host.code(Lifecycle.self, "Lifecycle"), in: program.id, mode: .upgrade(), argument: arguments,
                caller: .testUser(0))
            let after = program.subnet.canisters[program.id]?.certifiedData
            #expect(after?.count == 32 && after != before)
        }
    }
}
