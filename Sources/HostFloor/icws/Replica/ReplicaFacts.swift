import Foundation
import ICCertificates
import LocalReplica

/// What is told of a replica that runs.
struct ReplicaFacts: Encodable {
    var url: String
    var port: Int
    var process: Int32
    /// The root key, in hexadecimal.
    var rootKey: String
    var health: String
    /// Rounds until now.
    var height: UInt64

    init(_ replica: LocalReplica) {
        url = replica.url
        port = replica.port
        process = getpid()
        rootKey = replica.rootKey.hex
        health = "healthy"
        height = replica.round
    }

    init(url: String, port: Int, process: Int32, rootKey: [UInt8], health: String, height: UInt64) {
        self.url = url
        self.port = port
        self.process = process
        self.rootKey = rootKey.hex
        self.health = health
        self.height = height
    }

    var json: String { ReplicaJSON.line(self) }

    func text(_ folder: String) -> String {
        """
        replica: \(url) (\(health), height \(height))
        process: \(process)
        state: \(folder)
        root key: \(rootKey)
        """
    }
}

/// Lines of JSON.
enum ReplicaJSON {
    static func line(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers alone: there is nothing that could not be encoded.
        guard let data = try? encoder.encode(value) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }
}
