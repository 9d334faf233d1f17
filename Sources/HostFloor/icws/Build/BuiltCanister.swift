import Foundation
import WasmModule

/// What a build made.
struct BuiltCanister: CustomStringConvertible {
    let name: String
    let module: ValidatedModule

    /// The bytes of the gzip file.
    let compressedSize: Int

    /// The hash of the module, in hexadecimal digits.
    let sha256: String
    let file: URL

    var description: String {
        var lines = [
            "\(name): \(module.module.bytes.count) bytes, \(compressedSize) bytes compressed, \(file.path)",
            "  sha256  \(sha256)",
        ]
        for (kind, names) in methods where !names.isEmpty {
            lines.append("  \(kind.padding(toLength: 8, withPad: " ", startingAt: 0))\(names.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    private var methods: [(kind: String, names: [String])] {
        var updates: [String] = []
        var queries: [String] = []
        var composites: [String] = []
        var system: [String] = []
        for entryPoint in module.entryPoints {
            switch entryPoint {
            case .update(let name): updates.append(name)
            case .query(let name): queries.append(name)
            case .compositeQuery(let name): composites.append(name)
            default: system.append(String(entryPoint.exportName.dropFirst("canister_".count)))
            }
        }
        return [
            ("update", updates.sorted()), ("query", queries.sorted()), ("composite query", composites.sorted()),
            ("system", system.sorted()),
        ]
    }
}
