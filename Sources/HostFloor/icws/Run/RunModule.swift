import Foundation

/// The module that a run is about.
struct RunModule {
    /// The canister's name.
    let name: String
    private let file: String?
    private let folder: String?

    /// - Parameters:
    ///   - name: a built canister's name, or a path that ends with `.wasm`.
    ///   - folder: where built canisters lie; in the package around the current folder if nothing is said.
    init(named name: String, folder: String?) {
        let isFile = name.hasSuffix(".wasm")
        self.name = isFile ? URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent : name
        file = isFile ? name : nil
        self.folder = folder
    }

    func read() throws -> [UInt8] {
        if let file { return try Self.read(file: file) }
        let folder = try folder ?? CanisterPackage(path: nil).builtCanisters.path
        return try CanisterFolder(path: folder).module(name)
    }

    static func read(file: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: file) else { throw Unreadable(file: file) }
        return [UInt8](data)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let file: String
        var description: String { "cannot read the module '\(file)'" }
    }
}
