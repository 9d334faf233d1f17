/// Reads a file and those that it imports, each once, and puts what they say one behind the other.
struct ImportMerger {
    private(set) var definitions: [TypeDefinition] = []
    private(set) var uses: [NameUse] = []
    private(set) var methodTypes: [SourceLocation: NameUse] = [:]
    let limits: InterfaceLimits

    /// A service with the services that its file imports.
    struct Service {
        var own: ParsedFile.Service?
        var imported: [(path: String, location: SourceLocation, service: ParsedFile.Service)]
    }

    private var services: [String: Service] = [:]
    /// The files that are being read, outermost first.
    private var open: [String] = []
    private var bytesLeft: Int

    init(limits: InterfaceLimits) {
        self.limits = limits
        bytesLeft = limits.textBytes
    }

    mutating func merge(
        _ file: ImportedFile,
        _ loader: (_ path: String, _ from: SourceLocation) throws(InterfaceError) -> ImportedFile?
    ) throws(InterfaceError) -> Service {
        if let known = services[file.name] { return known }
        let start = SourceLocation(file: file.name, line: 1, column: 1)
        bytesLeft -= file.text.utf8.count
        guard bytesLeft >= 0 else {
            throw InterfaceError(.limitExceeded(.textBytes, limit: limits.textBytes), at: start)
        }
        // Files open one within another take stack, as nested types do.
        guard services.count + open.count <= limits.imports, open.count <= limits.nesting else {
            throw InterfaceError(.limitExceeded(.imports, limit: limits.imports), at: start)
        }
        open.append(file.name)
        defer { open.removeLast() }
        var parser = try LanguageParser(file.text, file: file.name, limits: limits)
        let parsed = try parser.parse()
        uses += parser.uses
        methodTypes.merge(parser.methodTypes) { first, _ in first }
        var service = Service(own: parsed.service, imported: [])
        for declaration in parsed.declarations {
            switch declaration {
            case .type(let definition): try add(definition)
            case .importing(let path, let withService, let location):
                let found = try load(path, location, loader)
                guard withService else { continue }
                try add(found, path, location, to: &service)
            }
        }
        services[file.name] = service
        return service
    }

    private mutating func add(_ definition: TypeDefinition) throws(InterfaceError) {
        guard definitions.count < limits.definitions else {
            let reason = InterfaceError.Reason.limitExceeded(.definitions, limit: limits.definitions)
            throw InterfaceError(reason, at: definition.location)
        }
        definitions.append(definition)
    }

    private mutating func load(
        _ path: String, _ location: SourceLocation,
        _ loader: (_ path: String, _ from: SourceLocation) throws(InterfaceError) -> ImportedFile?
    ) throws(InterfaceError) -> Service {
        guard let imported = try loader(path, location) else {
            throw InterfaceError(.importNotFound(path), at: location)
        }
        if let first = open.firstIndex(of: imported.name) {
            throw InterfaceError(.importCycle(open[first...] + [imported.name]), at: location)
        }
        return try merge(imported, loader)
    }

    private func add(
        _ found: Service, _ path: String, _ location: SourceLocation, to service: inout Service
    ) throws(InterfaceError) {
        guard found.own != nil || !found.imported.isEmpty else {
            throw InterfaceError(.importWithoutService(path), at: location)
        }
        guard found.own?.description.initParameters == nil else {
            throw InterfaceError(.importWithInitParameters(path), at: location)
        }
        let own = found.own.map { [(path: path, location: location, service: $0)] } ?? []
        for part in found.imported + own {
            // Two ways may lead to the same service.
            let place = part.service.description.location
            guard !service.imported.contains(where: { $0.service.description.location == place }) else { continue }
            service.imported.append(part)
        }
    }
}
