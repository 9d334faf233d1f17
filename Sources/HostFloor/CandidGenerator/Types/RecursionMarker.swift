/// Finds the declarations that contain themselves, and where a box has to be so that their values have a size.
enum RecursionMarker {
    static func mark(_ declarations: inout [TypeDeclaration]) {
        let mentioned = edges(declarations, \.mentioned)
        let inlined = edges(declarations, \.inlined)
        var open = inlined
        for index in declarations.indices {
            let name = declarations[index].name
            if case .alias = declarations[index].form { continue }
            declarations[index].isRecursive = reachable(from: name, mentioned).contains(name)
            if case .enumeration(let tags, _) = declarations[index].form, reachable(from: name, inlined).contains(name) {
                declarations[index].form = .enumeration(tags, isIndirect: true)
                // What lies elsewhere gives nothing a size any more.
                open[name] = []
            }
        }
        for index in declarations.indices { box(&declarations[index], &open) }
    }

    /// Boxes the fields through which a struct contains itself.
    private static func box(_ declaration: inout TypeDeclaration, _ edges: inout [String: Set<String>]) {
        let name = declaration.name
        func leadsBack(_ type: SwiftType?) -> Bool {
            guard let type else { return false }
            return type.inlined.contains { $0 == name || reachable(from: $0, edges).contains(name) }
        }
        switch declaration.form {
        case .structure(var fields):
            var remaining: Set<String> = []
            for index in fields.indices {
                fields[index].isBoxed = leadsBack(fields[index].type)
                if !fields[index].isBoxed { remaining.formUnion(fields[index].type?.inlined ?? []) }
            }
            declaration.form = .structure(fields)
            edges[name] = remaining
        case .wrapper(let type, _):
            let isBoxed = leadsBack(type)
            declaration.form = .wrapper(type, isBoxed: isBoxed)
            if isBoxed { edges[name] = [] }
        case .enumeration, .alias, .function, .service: break
        }
    }

    private static func edges(
        _ declarations: [TypeDeclaration], _ kind: KeyPath<SwiftType, Set<String>>
    ) -> [String: Set<String>] {
        var edges: [String: Set<String>] = [:]
        for declaration in declarations {
            if case .alias = declaration.form { continue }
            edges[declaration.name] = declaration.parts.reduce(into: []) { $0.formUnion($1[keyPath: kind]) }
        }
        return edges
    }

    private static func reachable(from name: String, _ edges: [String: Set<String>]) -> Set<String> {
        var met: Set<String> = []
        var open = [name]
        while let next = open.popLast() {
            for further in edges[next] ?? [] where met.insert(further).inserted { open.append(further) }
        }
        return met
    }
}
