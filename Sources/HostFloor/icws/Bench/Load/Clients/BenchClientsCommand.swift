import ArgumentParser
import Foundation
import ICAgent
import ICCertificates
import ICProtocol
import WebSocketTransport

/// A process of clients: does what lines of standard input say, and ends when that pipe is closed.
struct BenchClientsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench-clients", abstract: "Be many clients of a gateway.", shouldDisplay: false)

    @Option(help: "The gateway's address.")
    var gateway: String

    @Option(help: "The network's root key, in hexadecimal digits.")
    var rootKey: String

    @Option(help: "The threads that serve sockets.")
    var threads = 1

    func run() async throws {
        guard let key = [UInt8](hexadecimal: rootKey) else { throw ValidationError("The root key is no hexadecimal.") }
        InputWatch.begin()
        // Its memory of valid signatures is all clients': a certificate that many of them get is verified once. On a
        // machine of few processors clients that each verify all would be what is measured; the report says so.
        let crowd = LoadCrowd(
            try WebSocketAddress(gateway),
            certificates: CertificateVerifier(signatureCheck: BLSSignatureCheck(rootKey: try SubnetKey(der: key))),
            threads: threads)
        let orders = InputLines()
        while let line = try await orders.next() {
            let order = try JSONDecoder().decode(LoadOrder.self, from: Data(line.utf8))
            let answer = JSONText.line(try await crowd.perform(order)) + "\n"
            try FileHandle.standardOutput.write(contentsOf: Data(answer.utf8))
        }
    }
}
