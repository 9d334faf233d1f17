import Foundation
import Yams

/// What `icp.yaml` says of a project's canisters, as far as deploying needs it.
struct ProjectManifest {
    /// The arguments of installation by the canister's name, in Candid's text.
    private(set) var arguments: [String: String] = [:]

    /// The most bytes that are read.
    static let maximumSize = 1 << 20

    /// Reads the file in a folder; where there is none, it says nothing.
    init(project: URL) throws(CommandFailure) {
        let file = project.appending(path: "icp.yaml").path(percentEncoded: false)
        guard let data = FileManager.default.contents(atPath: file) else {
            try self.init("", file: file)
            return
        }
        guard data.count <= Self.maximumSize, let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.failure, "\(file) is larger than \(Self.maximumSize) bytes, or not UTF-8")
        }
        try self.init(text, file: file)
    }

    init(_ text: String, file: String) throws(CommandFailure) {
        let root: Node?
        do { root = try compose(yaml: text) } catch {
            throw CommandFailure(.failure, "\(file) cannot be read: \(error)")
        }
        // Canisters may also be named by the files that describe them; those say nothing here.
        for canister in root?["canisters"]?.sequence ?? [] {
            guard let name = canister["name"]?.string, let found = canister["init_args"] else { continue }
            guard let text = found.string ?? found["value"]?.string else {
                throw CommandFailure(
                    .failure,
                    "\(file) names the arguments of installation of '\(name)' in a form that is not read here: name "
                        + "them with --argument")
            }
            arguments[name] = text
        }
    }
}
