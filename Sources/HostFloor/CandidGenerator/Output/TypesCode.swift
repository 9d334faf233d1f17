import CandidLanguage

/// The Swift that the types of an interface become, for code that is no canister and speaks to one, or for one.
public enum TypesCode {
    /// Makes the file of a target: a type for each definition that the service's methods need, and nothing for the
    /// methods themselves.
    ///
    /// - Parameters:
    ///   - interface: what the target's `.did` file says.
    ///   - target: the target's name.
    ///   - file: the name of the `.did` file, for messages and for the head of the Swift file.
    /// - Throws: ``GenerationError`` with the first thing that is wrong and its place.
    public static func file(
        for interface: CandidInterface, target: String, file: String
    ) throws(GenerationError) -> GeneratedFile {
        guard let service = interface.service else {
            throw GenerationError(.noService, at: SourceLocation(file: file, line: 1, column: 1))
        }
        let asked = service.methods.flatMap { $0.signature.parameters + $0.signature.results }.map(\.type)
        let types = try TypeDeclarations(
            interface, used: interface.definitionsUsed(by: asked), bindings: [:], taken: [])
        for type in asked { _ = types.type(type, path: target + "Value") }
        var writer = CodeWriter(head: file, imports: ["Bytes", "Candid"])
        for declaration in types.finish() {
            writer.line()
            writer.write(declaration)
        }
        return GeneratedFile(name: GeneratedFile.typesName(target: target), text: writer.text)
    }
}
