import Foundation
import Testing
import TestSupport

@Suite("The commands for the local replica", .serialized)
struct ReplicaCommandTests {
    private struct Facts: Decodable {
        var health: String
        var port: Int?
        var process: Int32?
        var url: String?
        var rootKey: String?
    }

    private struct Stopped: Decodable {
        var stopped: Bool
    }

    private let folder = FileManager.default.temporaryDirectory.appending(path: "replicas-\(UUID().uuidString)")

    private func icws(_ arguments: String...) throws -> Command {
        try Command(Command.tool.path(percentEncoded: false), ["replica"] + arguments, in: folder)
    }

    private func facts(_ command: Command) throws -> Facts {
        try JSONDecoder().decode(Facts.self, from: Data(command.output.utf8))
    }

    @Test("start one in the background, tell where it is, and stop it")
    func startAndStop() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try facts(icws("status", "--state-dir", "one", "--json")).health == "stopped")
        let start = try icws("start", "--background", "--port", "0", "--state-dir", "one", "--json")
        try #require(start.status == 0, "\(start.text)")
        defer { _ = try? icws("stop", "--state-dir", "one") }
        let facts = try facts(start)
        #expect(facts.health == "healthy" && facts.url == "http://127.0.0.1:\(facts.port ?? 0)")
        #expect(facts.rootKey?.count == 266)
        let status = try icws("status", "--state-dir", "one")
        #expect(status.status == 0 && status.output.hasPrefix("replica: http://127.0.0.1:\(facts.port ?? 0) (healthy"))

        let second = try icws("start", "--port", "0", "--state-dir", "one")
        #expect(second.status == 1)
        #expect(
            second.messages.contains("Another replica (process \(facts.process ?? 0)) uses the state folder one: stop it"))
        let inBackground = try icws("start", "--background", "--port", "0", "--state-dir", "one")
        #expect(inBackground.status == 1 && inBackground.messages.contains("Another replica"))
        for background in [[], ["--background"]] {
            let port = try Command(
                Command.tool.path(percentEncoded: false),
                ["replica", "start", "--port", "\(facts.port ?? 0)", "--state-dir", "two"] + background, in: folder)
            #expect(port.status == 1)
            #expect(port.messages.contains("Port \(facts.port ?? 0) of 127.0.0.1 is in use"), "\(port.text)")
        }
        let reset = try icws("reset", "--state-dir", "one")
        #expect(reset.status == 1 && reset.messages.contains("Another replica"))

        let stop = try icws("stop", "--state-dir", "one", "--json")
        #expect(try JSONDecoder().decode(Stopped.self, from: Data(stop.output.utf8)).stopped)
        #expect(try icws("status", "--state-dir", "one").status == 1)
        let again = try icws("stop", "--state-dir", "one", "--json")
        #expect(again.status == 0)
        #expect(try !JSONDecoder().decode(Stopped.self, from: Data(again.output.utf8)).stopped)
    }

    @Test("keep a replica's key when it is killed, and make another when it is reset")
    func killAndReset() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        defer { _ = try? icws("stop", "--state-dir", "one") }
        func start() throws -> Facts {
            let start = try icws("start", "--background", "--port", "0", "--state-dir", "one", "--json")
            try #require(start.status == 0, "\(start.text)")
            return try facts(start)
        }
        let first = try start()
        kill(try #require(first.process), SIGKILL)
        while try icws("status", "--state-dir", "one").status == 0 {}
        let second = try start()
        #expect(second.rootKey == first.rootKey && second.process != first.process)
        #expect(try icws("stop", "--state-dir", "one").status == 0)
        let reset = try icws("reset", "--state-dir", "one")
        #expect(reset.status == 0 && reset.output.contains("state.sqlite"), "\(reset.text)")
        #expect(try start().rootKey != first.rootKey)
    }

    @Test(
        "find one that listens elsewhere, by what its folder tells", arguments: ["localhost", "127.0.0.2", "0.0.0.0"])
    func otherHosts(host: String) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let start = try icws("start", "--background", "--port", "0", "--host", host, "--state-dir", "one", "--json")
        try #require(start.status == 0, "\(start.text)")
        defer { _ = try? icws("stop", "--state-dir", "one") }
        let expected = host == "127.0.0.2" ? host : "127.0.0.1"
        let status = try facts(icws("status", "--state-dir", "one", "--json"))
        #expect(status.health == "healthy" && status.url == "http://\(expected):\(status.port ?? 0)")
    }

    @Test("refuse hosts that are no addresses")
    func noAddress() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = try icws("start", "--host", "example.org", "--state-dir", "one")
        #expect(command.status != 0)
        #expect(
            command.messages.contains(
                "The host to listen at is 'example.org': expected an IPv4 or IPv6 address, or localhost."))
    }

    @Test("refuse ports that are none")
    func noPort() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let command = try icws("start", "--port", "70000")
        #expect(command.status != 0 && command.messages.contains("The port is 70000, where 0 to 65535 was expected."))
    }
}
