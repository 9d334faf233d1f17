import Candid
import Foundation
import ICAgent
import KeyEncoding
import TestSupport
import Testing

@testable import icws

@Suite("The identities of a user")
struct IdentityStoreTests {
    private let folder: TemporaryFolder
    private let store: IdentityStore

    init() throws {
        folder = try TemporaryFolder()
        store = try IdentityStore.standard(environment: ["XDG_CONFIG_HOME": folder.path("config")])
    }

    private func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
    }

    @Test("lie below the folder for configurations")
    func place() throws {
        #expect(store.folder.path == folder.path("config/icws/identity"))
        #expect(
            try IdentityStore.standard(environment: ["HOME": "/home/a"]).folder.path == "/home/a/.config/icws/identity")
        #expect(
            try IdentityStore.standard(environment: ["HOME": "/home/a", "XDG_CONFIG_HOME": "relative"]).folder.path
                == "/home/a/.config/icws/identity")
        #expect(throws: CommandFailure.self) { try IdentityStore.standard(environment: [:]) }
    }

    @Test("are kept as PEM files that nobody else may read, and the first becomes the default one")
    func keeping() throws {
        #expect(try store.identity(named: nil).principal == .anonymous)
        let identities: [(String, any KeyIdentity)] = [
            ("alice", try Secp256k1Identity()), ("bob", try Ed25519Identity()), ("carol", try P256Identity()),
        ]
        for (name, identity) in identities {
            try store.keep(identity, named: name)
            #expect(try mode("config/icws/identity/\(name).pem") == 0o600)
            #expect(try store.identity(named: name).principal == identity.principal)
            #expect(
                try store.identity(named: folder.path("config/icws/identity/\(name).pem")).principal
                    == identity.principal)
        }
        #expect(try mode("config/icws/identity") == 0o700)
        #expect(store.names == ["alice", "bob", "carol"])
        #expect(try store.defaultName == "alice")
        #expect(try store.identity(named: nil).principal == identities[0].1.principal)
        try store.setDefault("bob")
        #expect(try store.identity(named: nil).principal == identities[1].1.principal)
        try store.setDefault("anonymous")
        #expect(try store.identity(named: nil).principal == .anonymous)
    }

    @Test("are in the forms that other tools write")
    func forms() throws {
        try store.add(Secp256k1Identity(), named: "a")
        try store.add(Ed25519Identity(), named: "b")
        #expect(try folder.text("config/icws/identity/a.pem").hasPrefix("-----BEGIN EC PRIVATE KEY-----\n"))
        #expect(try folder.text("config/icws/identity/b.pem").hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    }

    @Test("are never overwritten")
    func overwriting() throws {
        let first = try Ed25519Identity()
        try store.add(first, named: "alice")
        let failure = #expect(throws: CommandFailure.self) { try store.add(Ed25519Identity(), named: "alice") }
        #expect(failure?.message == "there is an identity 'alice' already: none is overwritten")
        #expect(try store.identity(named: "alice").principal == first.principal)
    }

    @Test(
        "have names that lead nowhere else",
        arguments: ["", "../alice", "a/b", ".alice", "-a", "anonymous", "a b", "ä", String(repeating: "a", count: 65)])
    func names(name: String) throws {
        let failure = #expect(throws: CommandFailure.self) { try store.add(Ed25519Identity(), named: name) }
        #expect(failure?.status == .usage)
        #expect(store.names.isEmpty)
    }

    @Test("that are not there, or no identities, are told to be so")
    func missing() throws {
        try store.add(Ed25519Identity(), named: "alice")
        var failure = #expect(throws: CommandFailure.self) { try store.identity(named: "bob") }
        #expect(
            failure?.message
                == "there is no identity 'bob': there are anonymous, alice. Make it with  icws identity new bob")
        try folder.write("hello", to: "hello.pem")
        failure = #expect(throws: CommandFailure.self) { try store.identity(named: folder.path("hello.pem")) }
        #expect(failure?.message.hasPrefix("'\(folder.path("hello.pem"))' holds no identity: ") == true)
        failure = #expect(throws: CommandFailure.self) { try store.identity(named: folder.path("no.pem")) }
        #expect(failure?.message == "'\(folder.path("no.pem"))' cannot be read as a PEM file")
        #expect(throws: CommandFailure.self) { try store.setDefault("bob") }
    }
}
