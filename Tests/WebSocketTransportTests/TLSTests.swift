import Foundation
import NIOPosix
import SocketTestSupport
import TestSupport
import Testing

@testable import WebSocketTransport

@Suite("wss is WebSocket over TLS", .timeLimit(.minutes(60)))
struct TLSTests {
    @Test("A client that trusts the certificate speaks through TLS; one that does not refuses")
    func connects() async throws {
        let files = try CertificateFiles()
        let stage = try await TransportStage(files.configuration()) { connection in
            Listening { _ = connection.send($0) }
        }
        for host in ["127.0.0.1", "localhost"] {
            let receiver = Listening()
            let connection = try await stage.connect(try files.client(), scheme: "wss", host: host, receiver: receiver)
            let accepted = try await stage.next()
            let message = [UInt8](repeating: 5, count: 100_000)
            #expect(connection.send(message))
            #expect(await receiver.next() == .message(message))
            accepted.connection.close(code: 1012, reason: "restart")
            #expect(await receiver.end() == WebSocketEnd(cause: .peer, code: 1012, reason: "restart"))
            #expect(await accepted.receiver.end()?.code == 1012)
        }
        await #expect {
            _ = try await stage.connect(scheme: "wss")
        } throws: { error in
            if case WebSocketConnectError.notSecure = error { true } else { false }
        }
        await #expect(throws: WebSocketConnectError.self) { _ = try await stage.connect(scheme: "ws") }
    }

    @Test("An offence through TLS gets its close code, too")
    func offence() async throws {
        let files = try CertificateFiles()
        var configuration = try files.configuration()
        configuration.connections.frames.maximumMessageSize = 100
        let stage = try await TransportStage(configuration)
        let receiver = Listening()
        let connection = try await stage.connect(try files.client(), scheme: "wss", receiver: receiver)
        #expect(connection.send([UInt8](repeating: 0, count: 101)))
        #expect(await receiver.end()?.code == 1009)
        #expect(try await stage.next().receiver.end()?.code == 1009)
    }

    @Test("New connections get the new certificate; a bad file keeps the old one, and says so")
    func reload() async throws {
        let files = try CertificateFiles()
        let configuration = try files.configuration()
        let certificate = try #require(configuration.certificate)
        let stage = try await TransportStage(configuration)
        let old = try files.client()
        let receiver = Listening()
        let connection = try await stage.connect(old, scheme: "wss", receiver: receiver)
        let accepted = try await stage.next()

        try Data("nonsense".utf8).write(to: files.certificate)
        let error = #expect(throws: ServerCertificateError.self) { try certificate.reload() }
        #expect(error?.description.contains(files.certificate.path()) == true)
        _ = try await stage.connect(old, scheme: "wss")
        _ = try await stage.next()

        try files.make()
        try certificate.reload()
        _ = try await stage.connect(try files.client(), scheme: "wss")
        _ = try await stage.next()
        await #expect(throws: WebSocketConnectError.self) { _ = try await stage.connect(old, scheme: "wss") }

        // A connection of before stays.
        #expect(connection.send([1]))
        #expect(await accepted.receiver.next() == .message([1]))

        // A key that belongs to another certificate.
        let others = try CertificateFiles()
        try Data(contentsOf: others.key).write(to: files.key)
        #expect(throws: ServerCertificateError.self) { try certificate.reload() }
    }

    @Test("Files that are not there are named")
    func missing() throws {
        let error = #expect(throws: ServerCertificateError.self) {
            try ServerCertificate(certificatePath: "/nowhere/certificate.pem", keyPath: "/nowhere/key.pem")
        }
        #expect(error?.path == "/nowhere/certificate.pem")
    }
}

extension CertificateFiles {
    func configuration() throws -> WebSocketListenerConfiguration {
        var configuration = WebSocketListenerConfiguration.patient
        configuration.certificate = try ServerCertificate(certificatePath: certificate.path(), keyPath: key.path())
        return configuration
    }

    /// A client that trusts what lies in the file now.
    func client() throws -> WebSocketClientConfiguration {
        var configuration = WebSocketClientConfiguration()
        configuration.trustRoots = .certificates(pem: [UInt8](try Data(contentsOf: certificate)))
        return configuration
    }
}
