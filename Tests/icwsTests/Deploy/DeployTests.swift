import CandidLanguage
import Foundation
import Testing

@testable import icws

@Suite("Deploying a canister")
struct DeployTests {
    @Test("does what is needed, and no more")
    func automatic() throws {
        #expect(try DeployMode.auto.action(installed: nil, wanted: [1], isForced: false) == .install)
        #expect(try DeployMode.auto.action(installed: [1], wanted: [1], isForced: false) == .nothing)
        #expect(try DeployMode.auto.action(installed: [1], wanted: [1], isForced: true) == .upgrade)
        #expect(try DeployMode.auto.action(installed: [2], wanted: [1], isForced: false) == .upgrade)
    }

    @Test("does what it is told, where it can")
    func told() throws {
        #expect(try DeployMode.install.action(installed: nil, wanted: [1], isForced: false) == .install)
        #expect(try DeployMode.reinstall.action(installed: nil, wanted: [1], isForced: false) == .install)
        #expect(try DeployMode.reinstall.action(installed: [1], wanted: [1], isForced: false) == .reinstall)
        #expect(try DeployMode.upgrade.action(installed: [1], wanted: [1], isForced: false) == .upgrade)
        let full = #expect(throws: CommandFailure.self) {
            try DeployMode.install.action(installed: [1], wanted: [1], isForced: true)
        }
        #expect(full?.message.hasPrefix("it has a module: leave out '--mode install'") == true)
        let empty = #expect(throws: CommandFailure.self) {
            try DeployMode.upgrade.action(installed: nil, wanted: [1], isForced: true)
        }
        #expect(empty?.message.hasPrefix("it is empty") == true)
    }

    @Test("warns where callers of the old interface would not understand the new one")
    func interfaces() throws {
        func warning(_ old: String, _ new: String) throws -> String? {
            InterfaceChange.warning(
                "A", from: try CandidInterface(parsing: old), to: try CandidInterface(parsing: new))
        }
        let old = "service : { a : (nat) -> (nat) query }"
        #expect(try warning(old, "service : { a : (nat, opt text) -> (nat) query; b : () -> () }") == nil)
        let gone = try warning(old, "service : { b : () -> () }")
        #expect(gone?.hasPrefix("callers of A as it was will not understand it: ") == true)
        #expect(try warning(old, "service : { a : (text) -> (nat) query }") != nil)
        #expect(try warning(old, "service : { a : (nat) -> (nat) }") != nil)
    }

    @Test("takes arguments of installation from icp.yaml")
    func manifest() throws {
        let manifest = try ProjectManifest(
            """
            canisters:
              - name: A
                init_args: "(50 : nat64)"
              - name: B
                init_args:
                  value: "(1)"
              - name: C
              - canisters/*
            """, file: "icp.yaml")
        #expect(manifest.arguments == ["A": "(50 : nat64)", "B": "(1)"])
        #expect(try ProjectManifest("", file: "icp.yaml").arguments == [:])
        let failure = #expect(throws: CommandFailure.self) {
            try ProjectManifest("canisters:\n  - name: A\n    init_args:\n      path: a.did", file: "icp.yaml")
        }
        #expect(failure?.message.contains("name them with --argument") == true)
        #expect(throws: CommandFailure.self) { try ProjectManifest("canisters: [", file: "icp.yaml") }
    }

    @Test("sends the compressed module of the same build")
    func compressed() throws {
        let folder = try TemporaryFolder()
        let module: [UInt8] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
        try Data(module).write(to: folder.url.appending(path: "A.wasm"))
        #expect(try DeployableModule("A", in: folder.url).bytes == module)
        try Data([0x1f, 0x8b]).write(to: folder.url.appending(path: "A.wasm.gz"))
        let sent = try DeployableModule("A", in: folder.url)
        #expect(sent.bytes == [0x1f, 0x8b])
        #expect(sent.hash.count == 32)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: folder.path("A.wasm.gz"))
        #expect(try DeployableModule("A", in: folder.url).bytes == module)
    }
}
