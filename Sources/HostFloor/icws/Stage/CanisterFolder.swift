import Foundation

/// The folder that `icws build` writes modules into.
struct CanisterFolder {
    let path: String

    struct Missing: Error, CustomStringConvertible {
        let file: String
        let name: String
        var description: String {
            "there is no module '\(file)': build it with  icws build \(name)"
        }
    }

    /// The bytes of a canister's module.
    func module(_ name: String) throws -> [UInt8] {
        let file = "\(path)/\(name).wasm"
        guard let data = FileManager.default.contents(atPath: file) else { throw Missing(file: file, name: name) }
        return [UInt8](data)
    }
}
