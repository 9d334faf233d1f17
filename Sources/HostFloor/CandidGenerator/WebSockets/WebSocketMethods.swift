import CandidLanguage

/// Finds the four methods of a WebSocket canister in a service. They are known by their names and have to have the
/// structure that gateways and clients expect; what their types are called does not matter.
struct WebSocketMethods {
    /// What client and canister say to each other: the type in the `opt` of `ws_message`.
    let message: InterfaceType

    /// What the signatures of the four methods name beside it.
    let protocolTypes: [InterfaceType]

    static let names = ["ws_open", "ws_message", "ws_close", "ws_get_messages"]

    /// - Returns: nil for a service with none of the four.
    /// - Throws: where some are missing, or one has another type.
    init?(_ interface: CandidInterface, _ service: ServiceDescription) throws(GenerationError) {
        let found = Self.names.compactMap { name in service.methods.first { $0.name == name } }
        guard let first = found.first else { return nil }
        guard found.count == Self.names.count else {
            let names = found.map(\.name)
            throw GenerationError(
                .missingWebSocketMethods(found: names, missing: Self.names.filter { !names.contains($0) }),
                at: first.location)
        }
        let comparison = try Comparison(interface, at: service.location)
        var message: InterfaceType?
        for method in found {
            if let type = try comparison.check(method) { message = type }
        }
        guard let message else { return nil }
        self.message = message
        protocolTypes = found.flatMap { $0.signature.parameters.prefix(1) + $0.signature.results }.map(\.type)
    }
}

/// Compares methods with those that the library expects.
private struct Comparison {
    let interface: CandidInterface
    let library: CandidInterface

    init(_ interface: CandidInterface, at location: SourceLocation) throws(GenerationError) {
        self.interface = interface
        do throws(InterfaceError) {
            library = try CandidInterface(
                parsing: LibraryInterfaces.webSocketService, file: LibraryInterfaces.webSocketTypesName)
        } catch {
            throw GenerationError(.types(.unknownName(LibraryInterfaces.webSocketTypesName)), at: location)
        }
    }

    /// - Returns: the message type, for the method that has it.
    func check(_ method: ServiceMethod) throws(GenerationError) -> InterfaceType? {
        guard let expected = library.service?.methods.first(where: { $0.name == method.name }) else { return nil }
        let carriesMessage = expected.signature.parameters.count == 2
        let difference: String
        do throws(TypeError) {
            difference = try self.difference(method.signature, expected.signature, carriesMessage)
        } catch {
            throw GenerationError(.types(error), at: method.location)
        }
        guard difference.isEmpty else {
            throw GenerationError(
                .otherWebSocketMethod(
                    name: method.name, expected: "\(expected.signature)" + explanation(expected.signature),
                    found: method.signature.description, difference: difference),
                at: method.location)
        }
        return carriesMessage ? interface.wrapped(method.signature.parameters[1].type) : nil
    }

    /// What the types of the library's names are, for a reader.
    private func explanation(_ signature: FunctionSignature) -> String {
        let names = library.definitions.filter { definition in
            (signature.parameters + signature.results).contains { $0.type == .named(definition.name) }
        }
        return names.map { "\n        type \($0.name) = \($0.type)" }.joined()
    }

    private func difference(
        _ found: FunctionSignature, _ expected: FunctionSignature, _ carriesMessage: Bool
    ) throws(TypeError) -> String {
        if found.annotation != expected.annotation {
            return "it is \(found.annotation.shown), expected \(expected.annotation.shown)"
        }
        if found.parameters.count != expected.parameters.count {
            return "it has \(counted(found.parameters.count, "argument")), expected \(expected.parameters.count)"
        }
        if found.results.count != expected.results.count {
            return "it has \(counted(found.results.count, "result")), expected \(expected.results.count)"
        }
        if let text = try difference(found.parameters[0].type, expected.parameters[0].type, "its argument") { return text }
        if let text = try difference(found.results[0].type, expected.results[0].type, "its result") { return text }
        if carriesMessage, interface.wrapped(found.parameters[1].type) == nil {
            return "its second argument is \(found.parameters[1].type), expected an 'opt' of the type of messages"
        }
        return ""
    }

    private func difference(
        _ found: InterfaceType, _ expected: InterfaceType, _ place: String
    ) throws(TypeError) -> String? {
        if try interface.isSame(found, as: expected, in: library) { return nil }
        let failure = try interface.subtypeFailure(found, of: expected, in: library)
        if let failure { return "\(place) differs: \(failure)" }
        let other = try library.subtypeFailure(expected, of: found, in: interface)
        if let other { return "\(place) differs, seen from what is expected: \(other)" }
        return "\(place) has an optional part more or less than \(expected)"
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension CandidInterface {
    /// Follows names to a type that is none.
    func resolved(_ type: InterfaceType) -> InterfaceType {
        var type = type
        var steps = 0
        while case .named(let name) = type, let next = definitions.first(where: { $0.name == name })?.type,
            steps <= definitions.count
        {
            type = next
            steps += 1
        }
        return type
    }

    /// What an `opt` holds; nil for all other types.
    func wrapped(_ type: InterfaceType) -> InterfaceType? {
        guard case .optional(let wrapped) = resolved(type) else { return nil }
        return wrapped
    }
}

extension FunctionSignature.Annotation? {
    /// What kind of method it makes, for a reader.
    var shown: String {
        switch self {
        case nil: "an update method"
        case .query: "a query"
        case .compositeQuery: "a composite query"
        case .oneway: "a oneway method"
        }
    }
}
