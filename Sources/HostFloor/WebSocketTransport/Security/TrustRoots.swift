import NIOSSL

/// Whom a client believes that a server is who its certificate says.
public enum TrustRoots: Sendable {
    /// The authorities that the system trusts.
    case system
    /// The certificates of a PEM text, and no others.
    case certificates(pem: [UInt8])

    func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        switch self {
        case .system: break
        case .certificates(let pem): configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(pem))
        }
        return try NIOSSLContext(configuration: configuration)
    }
}
