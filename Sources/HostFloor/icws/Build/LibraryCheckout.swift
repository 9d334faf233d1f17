import Foundation

/// A checkout of this library: what canisters are built with.
struct LibraryCheckout {
    let folder: URL

    /// The name of the library's package.
    static let packageName = "swift-ic-websocket"

    /// Takes a folder that has what a checkout has.
    ///
    /// - Returns: nil for any other.
    init?(at folder: URL) {
        let folder = folder.standardizedFileURL
        guard Self.parts.allSatisfy({ FileManager.default.fileExists(atPath: folder.appending(path: $0).path) })
        else { return nil }
        self.folder = folder
    }

    /// What a folder must have.
    static let parts = ["Package.swift", "Toolchain/icws", "Sources/CanisterFloor"]

    /// The checkout in which this program was built.
    static var current: LibraryCheckout? {
        guard let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else {
            return nil
        }
        var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        while folder.path != "/" {
            if let checkout = LibraryCheckout(at: folder) { return checkout }
            folder = folder.deletingLastPathComponent()
        }
        return nil
    }
}
