import Foundation

/// Where the canisters that are deployed come from: a package, which is built, or a folder of built modules.
struct DeploySource {
    /// The canisters, in the order in which they are deployed.
    let names: [String]

    /// Where ids of canisters are kept.
    let project: URL

    private let folder: URL
    private let builder: CanisterBuilder?
    private let sources: [CanisterSource]

    /// - Parameters:
    ///   - folder: of built modules, where one is named.
    ///   - isBuilding: whether the package's canisters are built first.
    init(canisters: [String], folder: String?, packagePath: String?, isBuilding: Bool) throws {
        if let folder, !canisters.isEmpty {
            // Nothing else is needed, not even a package.
            names = canisters
            self.folder = URL(filePath: folder)
            project = packagePath.map { ProjectFolder.around(URL(filePath: $0)) } ?? ProjectFolder.current
            builder = nil
            sources = []
            return
        }
        let package = try CanisterPackage(path: packagePath)
        self.folder = folder.map { URL(filePath: $0) } ?? package.builtCanisters
        project = ProjectFolder.around(package.folder)
        sources = try package.canisters(named: canisters)
        names = sources.map(\.name)
        builder =
            isBuilding
            ? CanisterBuilder(
                package: package, library: LibraryCheckout.current,
                sdks: try SwiftSDKs(path: nil, package: package.folder), output: package.builtCanisters,
                isForDebugging: false)
            : nil
    }

    /// A canister's module; built anew, unless built ones were asked for.
    func module(_ name: String) throws -> DeployableModule {
        if let builder, let source = sources.first(where: { $0.name == name }) {
            Terminal.note("building \(name)")
            _ = try builder.build(source)
        }
        return try DeployableModule(name, in: folder)
    }

    /// The arguments of installation that the project names for a canister; empty where it names none.
    func arguments(of name: String) throws(CommandFailure) -> String {
        try ProjectManifest(project: project).arguments[name] ?? ""
    }
}
