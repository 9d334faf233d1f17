import Candid
import Foundation
import ICAgent
import TestSupport
import Testing

@Suite("Snapshots and histories of canisters on a network", .serialized, .timeLimit(.minutes(60)))
struct SnapshotTests {
    @Test("an agent takes, lists, loads and deletes snapshots, and reads what happened")
    func agent() async throws {
        try await TestNetwork.run { network in
            let identity = try Ed25519Identity()
            let management = try await network.agent(identity).management
            let (canister, other) = (
                try await management.provisionalCreate(), try await management.provisionalCreate()
            )
            try await management.install(BuiltModule.sample("PingPong"), in: canister)
            let first = try await management.takeSnapshot(of: canister)
            #expect(first.size > 0 && first.time > 0)
            let second = try await management.takeSnapshot(of: canister, replacing: first.id)
            #expect(try await management.snapshots(of: canister) == [second])
            try await management.loadSnapshot(second.id, into: other)
            let hash = try await management.agent.moduleHash(of: canister)
            #expect(try await management.agent.moduleHash(of: other) == hash)
            try await management.uninstall(canister)
            try await management.updateSettings(
                of: canister, CanisterSettings(controllers: [identity.principal, .anonymous]))
            let info = try await management.info(of: canister)
            #expect(info.changes.map(\.kind) == [.creation, .codeDeployment, .codeUninstall, .controllersChange])
            #expect(info.changeCount == 4 && info.moduleHash == nil)
            #expect(info.controllers == [identity.principal, .anonymous])
            #expect(info.changes.allSatisfy { $0.origin == identity.principal && $0.time > 0 })
            #expect(try await management.info(of: other, changes: 1).changes.map(\.kind) == [.snapshotLoading])
            try await management.deleteSnapshot(second.id, of: canister)
            #expect(try await management.snapshots(of: canister) == [])
            let error = await #expect(throws: ManagementError.self) {
                try await management.loadSnapshot(second.id, into: other)
            }
            #expect(error.map { "\($0)" }?.contains("Could not find the snapshot") == true)
        }
    }

    @Test("the commands do the same")
    func commands() async throws {
        try await TestNetwork.run { network in
            let user = try UserFolder(network: network.replica.url)
            let samples = Checkout.path("build/canisters")
            #expect(try await user.icwsThere("deploy", "PingPong", "--canisters", samples).status == 0)
            let taken = try await user.icwsThere("canister", "snapshot", "take", "PingPong", "--json")
            #expect(taken.status == 0, "\(taken.everything)")
            let line = try #require(
                try JSONSerialization.jsonObject(with: Data(taken.text.utf8)) as? [String: Any])
            let id = try #require(line["id"] as? String)
            let list = try await user.icwsThere("canister", "snapshot", "list", "PingPong")
            #expect(list.text.hasPrefix(id + "  ") && list.text.hasSuffix(" bytes\n"), "\(list.everything)")
            let replaced = try await user.icwsThere("canister", "snapshot", "take", "PingPong", "--replace", id)
            #expect(replaced.status == 0, "\(replaced.everything)")
            let new = String(replaced.text.prefix { $0 != " " })
            let loaded = try await user.icwsThere("canister", "snapshot", "load", "PingPong", new)
            #expect(loaded.text.hasSuffix("  loaded snapshot \(new)\n"), "\(loaded.everything)")
            let info = try await user.icwsThere("canister", "info", "PingPong")
            #expect(info.text.contains("changes      3\n"), "\(info.everything)")
            #expect(info.text.contains("snapshot loading, by "), "\(info.everything)")
            let deleted = try await user.icwsThere("canister", "snapshot", "delete", "PingPong", new)
            #expect(deleted.status == 0)
            #expect(try await user.icwsThere("canister", "snapshot", "list", "PingPong").text.isEmpty)
            let gone = try await user.icwsThere("canister", "snapshot", "load", "PingPong", id)
            #expect(gone.status == 4 && gone.errors.contains("Could not find the snapshot"), "\(gone.everything)")
            #expect(try await user.icwsThere("canister", "snapshot", "load", "PingPong", "xyz").status == 64)
        }
    }
}
