import Candid
import Foundation
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("The start of a replica", .serialized)
struct ReplicaStartTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID().uuidString)").path

    private func configuration() -> ReplicaConfiguration {
        var configuration = ReplicaConfiguration()
        configuration.time = .told(from: CoreFixture.start)
        configuration.stateDirectory = folder
        return configuration
    }

    @Test("is refused where another replica uses the folder")
    func folderInUse() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let replica = try await LocalReplica(configuration())
        #expect(StateDirectory.process(using: folder) == getpid())
        #expect(StateDirectory.address(of: folder) == ReplicaAddress(host: "127.0.0.1", port: replica.port))
        let error = await #expect(throws: ReplicaError.self) { try await LocalReplica(configuration()) }
        #expect(
            error?.description == "Another replica (process \(getpid())) uses the state folder \(folder): stop it, or "
                + "choose another folder.")
        #expect(throws: ReplicaError.stateDirectoryInUse(path: folder, process: getpid())) {
            try StateDirectory.reset(path: folder)
        }
        await replica.stop()
        #expect(StateDirectory.process(using: folder) == nil && StateDirectory.address(of: folder) == nil)
    }

    @Test("is refused where something listens at the port")
    func portInUse() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await HTTPFixture.with { fixture in
            var second = configuration()
            second.port = fixture.replica.port
            let error = await #expect(throws: ReplicaError.self) { try await LocalReplica(second) }
            #expect(
                error?.description == "Port \(fixture.replica.port) of 127.0.0.1 is in use: stop what listens there, or "
                    + "choose another port.")
            #expect(StateDirectory.process(using: folder) == nil, "the folder is free again")
        }
    }

    @Test("is refused at what is no address; localhost and IPv6 are addresses")
    func addresses() async throws {
        for host in ["", "example.org", "127.0.0.256", "127.0.0.1 ", "[::1]", "::g"] {
            var configuration = ReplicaConfiguration()
            configuration.host = host
            let error = await #expect(throws: ReplicaError.self) { try await LocalReplica(configuration) }
            #expect(
                error?.description
                    == "The host to listen at is '\(host)': expected an IPv4 or IPv6 address, or localhost.")
        }
        #expect(ReplicaAddress(host: "LocalHost", port: 1)?.url == "http://127.0.0.1:1")
        #expect(ReplicaAddress(host: "0:0:0:0:0:0:0:1", port: 4_943)?.url == "http://[::1]:4943")
        #expect(ReplicaAddress(host: "0.0.0.0", port: 7)?.reachable.url == "http://127.0.0.1:7")
        #expect(ReplicaAddress(host: "::", port: 7)?.reachable.url == "http://[::1]:7")
        #expect(ReplicaAddress(host: "10.1.2.3", port: 7)?.reachable.url == "http://10.1.2.3:7")
        try await HTTPFixture.with({ $0.host = "localhost" }) { fixture in
            #expect(fixture.replica.url == "http://127.0.0.1:\(fixture.replica.port)")
            let answer = try await fixture.send("GET", "/api/v2/status")
            #expect(answer.status == 200)
        }
    }

    @Test("finds all that was there before, until it is reset")
    func keeps() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let folder = folder
        var rootKey: [UInt8] = []
        var counter = Principal.managementCanister
        try await HTTPFixture.with({ $0.stateDirectory = folder }) { fixture in
            rootKey = fixture.replica.rootKey
            counter = try await fixture.install()
            #expect(try await fixture.call(counter, "inc") == .replied([1, 0, 0, 0]))
        }
        try await HTTPFixture.with({ $0.stateDirectory = folder }) { fixture in
            #expect(fixture.replica.rootKey == rootKey)
            let reply = try await fixture.call(counter, "inc")
            #expect(reply == .replied([2, 0, 0, 0]))
        }
        let removed = try StateDirectory.reset(path: folder)
        #expect(removed.contains("state.sqlite"))
        try await HTTPFixture.with({ $0.stateDirectory = folder }) { fixture in
            #expect(fixture.replica.rootKey != rootKey)
            guard case .rejected(let rejection) = try await fixture.call(counter, "inc") else {
                Issue.record("expected no canister")
                return
            }
            #expect(rejection.errorCode == "IC0301")
        }
    }

    @Test("is refused where the folder cannot be one")
    func noFolder() async throws {
        var configuration = configuration()
        configuration.stateDirectory = "/dev/null/replica"
        let error = await #expect(throws: ReplicaError.self) { try await LocalReplica(configuration) }
        #expect(error?.description.hasPrefix("The state folder /dev/null/replica cannot be used") == true)
    }

    @Test("lets time be told, and timers fire at their very time")
    func toldTime() async throws {
        try await HTTPFixture.with { fixture in
            let counter = try await fixture.install()
            let delay = withUnsafeBytes(of: UInt64(5_000_000_000).littleEndian) { [UInt8]($0) }
            _ = try await fixture.call(counter, "arm", delay)
            try await fixture.replica.advanceTime(by: .seconds(4))
            #expect(try await fixture.call(counter, "inc") == .replied([1, 0, 0, 0]))
            try await fixture.replica.advanceTime(by: .seconds(2))
            #expect(fixture.replica.time == CoreFixture.start + 6_000_000_000)
            #expect(try await fixture.call(counter, "inc") == .replied([102, 0, 0, 0]))
        }
        try await HTTPFixture.with({ $0.time = .clock }) { fixture in
            await #expect(throws: ReplicaError.timeNotTold) {
                try await fixture.replica.advanceTime(by: .seconds(1))
            }
        }
    }
}
