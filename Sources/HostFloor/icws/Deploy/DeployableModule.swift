import Foundation
import SHA256

/// A built canister, as it is sent to a network.
struct DeployableModule {
    /// What is sent: with gzip around it where that file is there, and fits the module.
    let bytes: [UInt8]
    /// The interface in the module.
    let interface: ModuleInterface

    /// What the network will tell of the module: the hash of what is sent.
    var hash: [UInt8] { SHA256.hash(bytes).bytes }

    /// Reads a canister's files from the folder of built ones.
    init(_ name: String, in folder: URL) throws {
        let plain = folder.appending(path: "\(name).wasm")
        let module = try CanisterFolder(path: folder.path(percentEncoded: false)).module(name)
        interface = try ModuleInterface(of: module)
        let compressed = folder.appending(path: "\(name).wasm.gz")
        // One that is older is of another build.
        if Self.time(of: compressed) >= Self.time(of: plain),
            let data = FileManager.default.contents(atPath: compressed.path(percentEncoded: false))
        {
            bytes = [UInt8](data)
        } else {
            bytes = module
        }
    }

    private static func time(of file: URL) -> Date {
        let values = try? file.resourceValues(forKeys: [.contentModificationDateKey])
        return values?.contentModificationDate ?? .distantPast
    }
}
