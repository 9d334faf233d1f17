/// `Package.swift`.
enum ManifestTemplate {
    static func text(_ name: String, _ library: LibraryReference) -> String {
        """
        // swift-tools-version: 6.2

        import PackageDescription

        let package = Package(
            name: "\(name)",
            dependencies: [
                \(dependency(library))
            ],
            targets: [
                // The plugin makes the canister's entry points and types of its interface, \(name).did.
                .executableTarget(
                    name: "\(name)",
                    dependencies: [.product(name: "CanisterWebSockets", package: "\(library.packageName)")],
                    plugins: [.plugin(name: "CandidInterface", package: "\(library.packageName)")]),
                .testTarget(
                    name: "\(name)Tests",
                    dependencies: ["\(name)", .product(name: "CanisterTesting", package: "\(library.packageName)")]),
            ],
            swiftLanguageModes: [.v6]
        )

        """
    }

    private static func dependency(_ library: LibraryReference) -> String {
        switch library {
        case .path(let path): ".package(name: \(literal(library.packageName)), path: \(literal(path)), traits: [])"
        case .url(let url, .from(let version)): ".package(url: \(literal(url)), from: \(literal(version)), traits: [])"
        case .url(let url, .branch(let branch)): ".package(url: \(literal(url)), branch: \(literal(branch)), traits: [])"
        }
    }

    /// A text as Swift writes it.
    private static func literal(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
