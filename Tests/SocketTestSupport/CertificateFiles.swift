import Foundation
import TestSupport

/// A certificate for this machine that OpenSSL makes, in files of a test's own.
public final class CertificateFiles: Sendable {
    private let folder: URL
    /// The certificate.
    public var certificate: URL { folder.appending(path: "certificate.pem") }
    /// Its key.
    public var key: URL { folder.appending(path: "key.pem") }

    /// Makes them.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try make()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Makes them anew.
    public func make() throws {
        _ = try Program.output(of: [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key.path(),
            "-out", certificate.path(),
        ])
    }
}
