import Foundation
import WebSocketGateway
import Yams

/// The settings of a gateway in a file of YAML: names of flags, without dashes before them, and values or lists of
/// them.
///
/// ```yaml
/// listen: 0.0.0.0:443
/// network: ic
/// allow-canister: [bkyz2-fmaaa-aaaaa-qaaaq-cai]
/// ```
struct GatewaySettingsFile {
    let path: String

    private static let maximumSize = 1 << 20

    /// Sets what the file says.
    func read(into settings: inout GatewaySettings) throws(CommandFailure) {
        guard let data = FileManager.default.contents(atPath: path) else { throw failure("it cannot be read") }
        guard data.count <= Self.maximumSize else { throw failure("it has more than \(Self.maximumSize) bytes") }
        let node: Node?
        do { node = try Yams.compose(yaml: String(decoding: data, as: UTF8.self)) } catch {
            throw failure("it is not YAML: \(error)")
        }
        guard let node else { return }
        guard case .mapping(let mapping) = node else { throw failure("names with values were expected") }
        for (key, value) in mapping {
            guard let name = key.scalar?.string else { throw failure("a name is no text") }
            do throws(SettingError) { try settings.set(name, to: try values(value, of: name)) } catch {
                throw failure("\(error)")
            }
        }
    }

    private func values(_ node: Node, of name: String) throws(SettingError) -> [String] {
        switch node {
        case .scalar(let scalar): return [scalar.string]
        case .sequence(let sequence):
            let texts = sequence.compactMap(\.scalar?.string)
            guard texts.count == sequence.count else { break }
            return texts
        default: break
        }
        throw .value(name: name, found: "something else", expected: "a value, or a list of values")
    }

    private func failure(_ reason: String) -> CommandFailure { CommandFailure(.usage, "\(path): \(reason)") }
}
