import Foundation
import SocketTestSupport
import TestSupport
import Testing

/// `icws gateway` as a process of its own.
final class RunningGateway: Sendable {
    struct Facts: Decodable {
        var url: String
        var metrics: String?
        var principal: String
        var isNewIdentity: Bool
        var process: Int32
    }

    /// It ended where it should not have.
    struct Ended: Error {
        let log: String
    }

    let facts: Facts
    let port: Int
    private let process: Process
    private let log: URL

    /// Starts it, and waits until it has told where it listens.
    ///
    /// - Parameter limit: what `ulimit` is to set before.
    init(_ arguments: [String], in folder: URL, limit: String = "-S -c 0") async throws {
        let output = folder.appending(path: "output-\(UUID().uuidString)")
        log = folder.appending(path: "log-\(UUID().uuidString)")
        for file in [output, log] { try Data().write(to: file) }
        process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", "ulimit \(limit); exec \"$0\" \"$@\"", try BuiltTool.icws.path(percentEncoded: false), "gateway"]
            + ["--listen", "127.0.0.1:0", "--json"] + arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        var told = Data()
        while !told.contains(UInt8(ascii: "\n")) {
            guard process.isRunning else { throw Ended(log: try Self.text(log)) }
            try await Task.sleep(for: .milliseconds(10))
            told = try Data(contentsOf: output)
        }
        facts = try JSONDecoder().decode(Facts.self, from: told)
        port = try #require(URL(string: facts.url)?.port)
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    var isRunning: Bool { process.isRunning }

    /// Waits for its end.
    func status() async throws -> Int32 {
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        return process.terminationStatus
    }

    /// Waits until its log says something.
    func says(_ text: String) async throws {
        while try !Self.text(log).contains(text) {
            try #require(process.isRunning)
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    private static func text(_ file: URL) throws -> String {
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    /// The whole answer to a request.
    func get(_ path: String, port other: Int? = nil) async throws -> String {
        let socket = try await RawSocket.connect(port: other ?? port)
        try await socket.send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return String(decoding: try await socket.receiveAll(), as: UTF8.self)
    }

    /// A socket after the opening handshake and the gateway's first frame.
    func connect() async throws -> RawSocket {
        let socket = try await RawSocket.connect(port: port)
        #expect(try await socket.upgrade().hasPrefix("HTTP/1.1 101"))
        #expect(try await socket.receiveFrame()?.opcode == HandmadeFrame.binary)
        return socket
    }
}
