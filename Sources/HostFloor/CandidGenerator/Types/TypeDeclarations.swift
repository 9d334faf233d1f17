import CandidLanguage

/// The Swift types that an interface's methods need, found by asking for one after the other.
///
/// A definition keeps its name, in Swift's spelling; a type without a name gets one from where it stands.
final class TypeDeclarations {
    /// In the order in which they are to be written, once ``finish()`` has run.
    private(set) var all: [TypeDeclaration] = []

    let definitions: [String: TypeDefinition]
    let aliases: AliasCycles
    private let bindings: [String: String]
    private let textType: SwiftType
    private var scope: NameScope
    private var declared: [String: SwiftType] = [:]
    private var swiftNames: [String: String] = [:]
    /// Declarations whose parts are not looked at yet.
    private var pending: [Pending] = []

    private struct Pending {
        var declaration: TypeDeclaration
        /// What names of types inside begin with.
        var path: String
    }

    /// - Parameters:
    ///   - interface: the interface.
    ///   - used: the names of the definitions that will be asked for.
    ///   - bindings: definitions that are types of the library, with the names that those have in Swift.
    ///   - taken: names of types that the generated code has beside these.
    ///   - reserved: names of types that mean something else where the code stands: a definition with one gets a suffix.
    ///   - text: what a text is in Swift.
    init(
        _ interface: CandidInterface, used: Set<String>, bindings: [String: String], taken: Set<String>,
        reserved: Set<String> = SwiftWords.types, text: String = "Text"
    ) throws(GenerationError) {
        definitions = Dictionary(interface.definitions.map { ($0.name, $0) }) { first, _ in first }
        aliases = AliasCycles(definitions)
        self.bindings = bindings
        textType = .library(text)
        scope = NameScope(taken: taken.union(reserved))
        var owners: [String: String] = [:]
        for definition in interface.definitions where used.contains(definition.name) && bindings[definition.name] == nil {
            let plain = SwiftName.upperCamelCase(definition.name) ?? "Unnamed"
            let name = reserved.contains(plain) ? plain + "Type" : plain
            guard scope.take(name) else {
                guard let other = owners[name] else {
                    throw GenerationError(
                        .takenTypeName(definition.name, swift: name), at: definition.location)
                }
                throw GenerationError(
                    .sameTypeName(definition.name, other: other, swift: name), at: definition.location)
            }
            owners[name] = definition.name
            swiftNames[definition.name] = name
        }
    }

    // MARK: Asking

    /// The Swift type of a Candid type.
    ///
    /// - Parameter path: what a type without a name would be called.
    func type(_ type: InterfaceType, path: String) -> SwiftType {
        switch type {
        case .primitive(.text): return textType
        case .primitive(let primitive): return .library(primitive.swiftName)
        case .principal: return .library("Principal")
        case .named(let name): return named(name)
        case .optional(let wrapped):
            var result = self.type(wrapped, path: path)
            result.text += "?"
            return result
        case .vector(let element):
            let result = self.type(element, path: path)
            return SwiftType(text: "[\(result.text)]", mentioned: result.mentioned)
        case .record(let fields):
            if let items = fields.tupleItems { return tuple(items, path: path) }
            return declare(type, path: path)
        case .variant, .function, .service: return declare(type, path: path)
        }
    }

    /// Looks at the parts of all declarations, then at which contain themselves.
    func finish() -> [TypeDeclaration] {
        while !pending.isEmpty {
            let next = pending.removeFirst()
            complete(next)
        }
        RecursionMarker.mark(&all)
        return all
    }

    // MARK: Names

    private func named(_ name: String) -> SwiftType {
        if let bound = bindings[name] { return .library(bound) }
        if let known = declared[name] { return known }
        guard let definition = definitions[name] else { return .library(name) }
        let swiftName = swiftNames[name] ?? scope.name(SwiftName.upperCamelCase(name) ?? "Unnamed", suffix: "Type")
        let result = add(definition.type, swiftName: swiftName, definition: definition)
        declared[name] = result
        return result
    }

    private func declare(_ type: InterfaceType, path: String) -> SwiftType {
        add(type, swiftName: scope.name(path, suffix: "Type"), definition: nil)
    }

    private func tuple(_ items: [InterfaceField], path: String) -> SwiftType {
        let types = items.enumerated().map { self.type($1.type, path: "\(path)Item\($0)") }
        return SwiftType(
            text: "Tuple\(items.count)<\(types.map(\.text).joined(separator: ", "))>",
            inlined: types.reduce(into: []) { $0.formUnion($1.inlined) },
            mentioned: types.reduce(into: []) { $0.formUnion($1.mentioned) })
    }

    // MARK: Declarations

    private func add(_ type: InterfaceType, swiftName: String, definition: TypeDefinition?) -> SwiftType {
        var declaration = TypeDeclaration(
            name: swiftName, candidName: definition?.name, type: type, documentation: definition?.documentation ?? [],
            form: .structure([]))
        switch type {
        case .record(let fields):
            let isOwnAlias = definition.map { aliases.contains($0.name) } ?? false
            if definition != nil, !isOwnAlias, fields.tupleItems != nil { break }
            return queue(declaration)
        case .variant:
            declaration.form = .enumeration([], isIndirect: false)
            return queue(declaration)
        case .function:
            return reference(declaration, "FunctionReference", suffix: "Signature", isNamed: definition != nil)
        case .service:
            return reference(declaration, "ServiceReference", suffix: "Interface", isNamed: definition != nil)
        default: break
        }
        // One that only gives another its name may be an alias, as the other is a struct.
        if let definition, aliases.contains(definition.name), !type.isNamed {
            declaration.form = .wrapper(.library(""), isBoxed: false)
            return queue(declaration)
        }
        // Its place is before those of the types in it.
        let place = all.count
        all.append(declaration)
        let target = self.type(type, path: swiftName + type.partSuffix)
        all[place].form = .alias(target)
        return SwiftType(text: swiftName, inlined: target.inlined, mentioned: target.mentioned)
    }

    private func queue(_ declaration: TypeDeclaration) -> SwiftType {
        pending.append(Pending(declaration: declaration, path: declaration.name))
        return .declared(declaration.name)
    }

    private func reference(
        _ declaration: TypeDeclaration, _ generic: String, suffix: String, isNamed: Bool
    ) -> SwiftType {
        var signature = declaration
        signature.name = isNamed ? scope.name(declaration.name + suffix) : declaration.name
        _ = queue(signature)
        let target = SwiftType(text: "\(generic)<\(signature.name)>", mentioned: [signature.name])
        guard isNamed else { return target }
        var alias = declaration
        alias.form = .alias(target)
        all.append(alias)
        return SwiftType(text: alias.name, mentioned: [signature.name])
    }

    private func complete(_ pending: Pending) {
        var declaration = pending.declaration
        let path = pending.path
        let place = all.count
        all.append(declaration)
        switch declaration.type {
        case .record(let fields):
            declaration.form = .structure(members(fields, path: path, hasPayloads: true))
        case .variant(let tags):
            declaration.form = .enumeration(members(tags, path: path, hasPayloads: false), isIndirect: false)
        case .function(let signature):
            declaration.form = .function(
                parameters: types(signature.parameters, path: path, "Argument"),
                results: types(signature.results, path: path, "Result"), signature.annotation)
        case .service(let methods):
            declaration.form = .service(
                methods.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map { method in
                    let path = path + (SwiftName.upperCamelCase(method.name) ?? "Method")
                    return TypeDeclaration.Method(
                        name: method.name, parameters: types(method.signature.parameters, path: path, "Argument"),
                        results: types(method.signature.results, path: path, "Result"),
                        annotation: method.signature.annotation)
                })
        default:
            declaration.form = .wrapper(type(declaration.type, path: path + declaration.type.partSuffix), isBoxed: false)
        }
        all[place] = declaration
    }

    private func members(
        _ fields: [InterfaceField], path: String, hasPayloads: Bool
    ) -> [TypeDeclaration.Member] {
        var names = NameScope(taken: SwiftWords.members)
        return fields.map { field in
            let name = names.name(field.label.swiftName, suffix: "_")
            let isBare = !hasPayloads && field.type == .primitive(.null)
            let partPath = path + (SwiftName.upperCamelCase(field.label.swiftName) ?? "Part")
            return TypeDeclaration.Member(
                name: name, label: field.label, type: isBare ? nil : type(field.type, path: partPath),
                documentation: field.documentation)
        }
    }

    /// The Swift types of arguments or results.
    func types(_ parameters: [InterfaceParameter], path: String, _ noun: String) -> [SwiftType] {
        parameters.enumerated().map { index, parameter in
            let name = parameter.name.flatMap { SwiftName.upperCamelCase($0) }
            let number = parameters.count > 1 ? String(index + 1) : ""
            return type(parameter.type, path: path + (name ?? noun + number))
        }
    }
}
