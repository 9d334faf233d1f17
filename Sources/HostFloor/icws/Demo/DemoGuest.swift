import Foundation
import ICAgent
import KeyEncoding

/// An identity for whoever goes on where the demonstration ended, in a file for as long as that is.
struct DemoGuest {
    /// The PEM file.
    let path: String

    init() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "icws-demo-\(UUID().uuidString).pem")
        path = file.path(percentEncoded: false)
        let text = try Ed25519Identity().pem(.pkcs8)
        // For nobody else from the first byte on.
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw StageFailure("\(path) cannot be written") }
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
