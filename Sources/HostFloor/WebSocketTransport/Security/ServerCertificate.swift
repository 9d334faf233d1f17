import Foundation
import NIOSSL
import Synchronization

/// The certificate and key of a server, read from files, and again when they have changed. Reading files blocks: not
/// for event loops.
public final class ServerCertificate: Sendable {
    private let certificatePath: String
    private let keyPath: String
    private let loaded: Mutex<Loaded>

    private struct Loaded {
        let context: NIOSSLContext
        let expiry: Int
    }

    /// Reads the files.
    ///
    /// - Parameters:
    ///   - certificatePath: PEM: the certificate, then those of the authorities between it and the root.
    ///   - keyPath: PEM: its key.
    public init(certificatePath: String, keyPath: String) throws(ServerCertificateError) {
        self.certificatePath = certificatePath
        self.keyPath = keyPath
        loaded = Mutex(try Self.read(certificatePath, keyPath))
    }

    /// Reads the files again, for connections that are accepted from now on. If that fails, all stays as it was.
    public func reload() throws(ServerCertificateError) {
        let new = try Self.read(certificatePath, keyPath)
        loaded.withLock { $0 = new }
    }

    var context: NIOSSLContext { loaded.withLock { $0.context } }

    /// When the certificate, or one of those that lead to it, is valid no more: seconds since 1970.
    public var expiry: Int { loaded.withLock { $0.expiry } }

    private static func read(
        _ certificatePath: String, _ keyPath: String
    ) throws(ServerCertificateError) -> Loaded {
        let chain: [NIOSSLCertificate]
        do { chain = try NIOSSLCertificate.fromPEMFile(certificatePath) } catch {
            throw ServerCertificateError(path: certificatePath, reason: "no certificate in PEM can be read: \(error)")
        }
        let key: NIOSSLPrivateKey
        do { key = try NIOSSLPrivateKey(file: keyPath, format: .pem) } catch {
            throw ServerCertificateError(path: keyPath, reason: "no key in PEM can be read: \(error)")
        }
        guard !chain.isEmpty else {
            throw ServerCertificateError(path: certificatePath, reason: "there is no certificate in it")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            let expiry = chain.map { Int($0.notValidAfter) }.min() ?? 0
            return Loaded(context: try NIOSSLContext(configuration: configuration), expiry: expiry)
        } catch {
            throw ServerCertificateError(
                path: keyPath, reason: "the key does not belong to the certificate in \(certificatePath): \(error)")
        }
    }
}

/// A certificate or key cannot be used.
public struct ServerCertificateError: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let reason: String

    /// One line of text.
    public var description: String { "\(path): \(reason)" }
}
