import Foundation
import Testing

@testable import WebSocketGateway

@Suite("A gateway has an identity of its own in a file", .timeLimit(.minutes(60)))
final class GatewayIdentityTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "gateway-\(UUID().uuidString)")
    private var path: String { folder.appending(path: "inner/identity.pem").path(percentEncoded: false) }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test("It is made once, for its user alone, and stays")
    func made() throws {
        let principal: String
        do {
            let first = try GatewayIdentityFile(path: path)
            #expect(first.isNew)
            principal = "\(first.identity.principal)"
            #expect(GatewayIdentityFile.process(using: path) == getpid())
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(folder.appending(path: "inner").path(percentEncoded: false)) == 0o700)
        #expect(try mode(path + ".lock") == 0o600)
        #expect(GatewayIdentityFile.process(using: path) == nil)
        let second = try GatewayIdentityFile(path: path)
        #expect(!second.isNew)
        #expect("\(second.identity.principal)" == principal)
        #expect(!FileManager.default.fileExists(atPath: path + ".new"))
    }

    @Test("A second gateway on the same file is refused, and told who has it")
    func second() throws {
        let first = try GatewayIdentityFile(path: path)
        let expected = GatewayIdentityError.inUse(path: path, process: getpid())
        #expect(throws: expected) { try GatewayIdentityFile(path: path) }
        withExtendedLifetime(first) {}
    }

    @Test("A file that others can read is refused, as is one that is no key", arguments: [0o640, 0o604, 0o660])
    func others(mode: Int) throws {
        _ = try GatewayIdentityFile(path: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: GatewayIdentityError.self) { try GatewayIdentityFile(path: path) }
        #expect(error == .readableByOthers(path: path, mode: UInt32(mode)))
        #expect(error?.description.contains("chmod 600") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data("nonsense".utf8).write(to: URL(filePath: path))
        #expect(throws: GatewayIdentityError.self) { try GatewayIdentityFile(path: path) }
    }
}
