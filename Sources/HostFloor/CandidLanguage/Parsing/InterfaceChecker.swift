/// Looks up the names of merged files.
struct InterfaceChecker {
    private var definitions: [TypeDefinition]
    private let uses: [NameUse]
    private let methodTypes: [SourceLocation: NameUse]
    private let limits: InterfaceLimits
    private var types: [String: InterfaceType] = [:]
    private var partsLeft: Int
    /// The function types whose signatures are being put into methods.
    private var open: Set<String> = []

    init(_ merger: ImportMerger) {
        definitions = merger.definitions
        uses = merger.uses
        methodTypes = merger.methodTypes
        limits = merger.limits
        partsLeft = limits.parts
    }

    /// For types that stand outside, whose names were defined by an interface that is checked already.
    init(_ definitions: [TypeDefinition], _ parser: LanguageParser) {
        self.definitions = definitions
        uses = parser.uses
        methodTypes = parser.methodTypes
        limits = parser.stream.limits
        partsLeft = limits.parts
    }

    consuming func resolved(
        _ parameters: [InterfaceParameter], at place: SourceLocation
    ) throws(InterfaceError) -> [InterfaceParameter] {
        try checkNames()
        return try resolve(parameters, place, level: 0)
    }

    consuming func resolved(_ type: InterfaceType, at place: SourceLocation) throws(InterfaceError) -> InterfaceType {
        try checkNames()
        return try resolve(type, place, level: 0)
    }

    consuming func interface(_ service: ImportMerger.Service) throws(InterfaceError) -> CandidInterface {
        try checkNames()
        for index in definitions.indices {
            definitions[index].type = try resolve(definitions[index].type, definitions[index].location, level: 0)
        }
        return CandidInterface(definitions: definitions, service: try resolve(service))
    }

    // MARK: Names

    private mutating func checkNames() throws(InterfaceError) {
        var places: [String: SourceLocation] = [:]
        for definition in definitions {
            if let first = places.updateValue(definition.location, forKey: definition.name) {
                throw InterfaceError(.definedTwice(definition.name, first: first), at: definition.location)
            }
            types[definition.name] = definition.type
        }
        for use in uses where types[use.name] == nil {
            throw InterfaceError(.unknownName(use.name), at: use.location)
        }
        try checkAliases()
    }

    /// A name that only leads to other names, and so back to itself, says nothing.
    private func checkAliases() throws(InterfaceError) {
        var checked: Set<String> = []
        for definition in definitions {
            var path: Set<String> = [definition.name]
            var type = definition.type
            while case .named(let name) = type, !checked.contains(name) {
                guard path.insert(name).inserted else {
                    throw InterfaceError(.standsForItself(definition.name), at: definition.location)
                }
                type = types[name] ?? .primitive(.empty)
            }
            checked.formUnion(path)
        }
    }

    /// What a name means in the end. Names that lead in circles were found before.
    private func meaning(of name: String) -> InterfaceType {
        var type = InterfaceType.named(name)
        while case .named(let name) = type { type = types[name] ?? .primitive(.empty) }
        return type
    }

    // MARK: Methods by the names of their types

    private mutating func resolve(
        _ type: InterfaceType, _ place: SourceLocation, level: Int
    ) throws(InterfaceError) -> InterfaceType {
        try count(place, level)
        switch type {
        case .primitive, .principal, .named: return type
        case .optional(let wrapped): return .optional(try resolve(wrapped, place, level: level + 1))
        case .vector(let element): return .vector(try resolve(element, place, level: level + 1))
        case .record(let fields): return .record(try resolve(fields, place, level: level + 1))
        case .variant(let tags): return .variant(try resolve(tags, place, level: level + 1))
        case .function(let signature): return .function(try resolve(signature, place, level: level + 1))
        case .service(let methods): return .service(try resolve(methods, level: level + 1))
        }
    }

    private mutating func count(_ place: SourceLocation, _ level: Int) throws(InterfaceError) {
        partsLeft -= 1
        guard partsLeft >= 0 else { throw InterfaceError(.limitExceeded(.parts, limit: limits.parts), at: place) }
        guard level <= limits.nesting else {
            throw InterfaceError(.limitExceeded(.nesting, limit: limits.nesting), at: place)
        }
    }

    private mutating func resolve(
        _ fields: [InterfaceField], _ place: SourceLocation, level: Int
    ) throws(InterfaceError) -> [InterfaceField] {
        var resolved = fields
        for index in fields.indices { resolved[index].type = try resolve(fields[index].type, place, level: level) }
        return resolved
    }

    private mutating func resolve(
        _ signature: FunctionSignature, _ place: SourceLocation, level: Int
    ) throws(InterfaceError) -> FunctionSignature {
        var resolved = signature
        resolved.parameters = try resolve(signature.parameters, place, level: level)
        resolved.results = try resolve(signature.results, place, level: level)
        return resolved
    }

    private mutating func resolve(
        _ parameters: [InterfaceParameter], _ place: SourceLocation, level: Int
    ) throws(InterfaceError) -> [InterfaceParameter] {
        var resolved = parameters
        for index in parameters.indices {
            resolved[index].type = try resolve(parameters[index].type, place, level: level)
        }
        return resolved
    }

    private mutating func resolve(_ methods: [ServiceMethod], level: Int) throws(InterfaceError) -> [ServiceMethod] {
        var resolved = methods
        for index in methods.indices {
            resolved[index].signature = try signature(of: methods[index], level: level)
        }
        return resolved
    }

    private mutating func signature(of method: ServiceMethod, level: Int) throws(InterfaceError) -> FunctionSignature {
        try count(method.location, level)
        guard let use = methodTypes[method.location] else {
            return try resolve(method.signature, method.location, level: level)
        }
        let meaning = meaning(of: use.name)
        guard case .function(let signature) = meaning else {
            throw InterfaceError(.notAFunction(name: use.name, found: meaning.kindWithArticle), at: use.location)
        }
        guard open.insert(use.name).inserted else {
            throw InterfaceError(
                .methodTypeContainsItself(method: method.name, type: use.name), at: method.location)
        }
        defer { open.remove(use.name) }
        return try resolve(signature, use.location, level: level)
    }

    // MARK: Services

    private mutating func resolve(_ service: ImportMerger.Service) throws(InterfaceError) -> ServiceDescription? {
        var merged: [ServiceMethod] = []
        var places: [[UInt8]: SourceLocation] = [:]
        for part in service.imported.map(\.service) + (service.own.map { [$0] } ?? []) {
            for method in try methods(of: part) {
                if let first = places.updateValue(method.location, forKey: Array(method.name.utf8)) {
                    throw InterfaceError(.methodTwice(method.name, first: first), at: method.location)
                }
                merged.append(method)
            }
        }
        let imported = service.imported.last?.service.description
        guard var description = service.own?.description ?? imported else { return nil }
        let place = description.location
        description.methods = merged
        if let parameters = description.initParameters {
            description.initParameters = try resolve(parameters, place, level: 0)
        }
        return description
    }

    private mutating func methods(of service: ParsedFile.Service) throws(InterfaceError) -> [ServiceMethod] {
        guard let use = service.typeName else { return try resolve(service.description.methods, level: 0) }
        let meaning = meaning(of: use.name)
        guard case .service(let methods) = meaning else {
            throw InterfaceError(.notAService(name: use.name, found: meaning.kindWithArticle), at: use.location)
        }
        return try resolve(methods, level: 0)
    }
}
