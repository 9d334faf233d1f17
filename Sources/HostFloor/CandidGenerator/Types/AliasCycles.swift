import CandidLanguage

/// The definitions that contain themselves with no record, variant, function or service in between, such as
/// `type Tree = vec Tree`: a type alias cannot say that in Swift.
struct AliasCycles {
    private var names: Set<String> = []

    init(_ definitions: [String: TypeDefinition]) {
        let edges = definitions.mapValues { Self.aliases(in: $0.type) }
        for name in definitions.keys where Self.reaches(name, from: edges[name] ?? [], edges) { names.insert(name) }
    }

    func contains(_ name: String) -> Bool { names.contains(name) }

    private static func reaches(_ name: String, from start: Set<String>, _ edges: [String: Set<String>]) -> Bool {
        var open = Array(start)
        var met = start
        while let next = open.popLast() {
            if next == name { return true }
            for further in edges[next] ?? [] where met.insert(further).inserted { open.append(further) }
        }
        return false
    }

    /// The names that a type's Swift expression is made of.
    private static func aliases(in type: InterfaceType) -> Set<String> {
        switch type {
        case .named(let name): [name]
        case .optional(let part), .vector(let part): aliases(in: part)
        case .record(let fields):
            (fields.tupleItems ?? []).reduce(into: []) { $0.formUnion(aliases(in: $1.type)) }
        case .primitive, .principal, .variant, .function, .service: []
        }
    }
}
