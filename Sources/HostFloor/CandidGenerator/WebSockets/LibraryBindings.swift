import CandidLanguage

/// Finds the definitions that the library has in Swift already: those with the library's name and its structure.
enum LibraryBindings {
    /// The Swift names by the names of definitions.
    static func of(
        _ interface: CandidInterface, _ used: Set<String>, _ isPlain: Bool
    ) throws(GenerationError) -> [String: String] {
        var bindings: [String: String] = [:]
        guard !isPlain else { return bindings }
        for definition in interface.definitions where used.contains(definition.name) {
            guard let swift = LibraryInterfaces.swiftTypes[definition.name] else { continue }
            let isSame: Bool
            do {
                let library = try CandidInterface(
                    parsing: LibraryInterfaces.webSocketTypes, file: LibraryInterfaces.webSocketTypesName)
                isSame = try interface.isSame(.named(definition.name), as: .named(definition.name), in: library)
            } catch let error as TypeError {
                throw GenerationError(.types(error), at: definition.location)
            } catch {
                continue
            }
            if isSame { bindings[definition.name] = swift }
        }
        return bindings
    }
}
