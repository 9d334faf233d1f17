import CandidLanguage

/// The Swift that an interface becomes for those who call the canister over the network.
public enum ClientCode {
    /// Makes the file of an interface: a struct that is called like the `.did` file, with a function for each method
    /// and the types that the methods need inside. An interface that describes no service, since others import it,
    /// becomes nothing but a comment.
    ///
    /// - Parameters:
    ///   - interface: what the `.did` file says.
    ///   - file: the name of the `.did` file, for the struct, for messages and for the head of the Swift file.
    /// - Throws: ``GenerationError`` with the first thing that is wrong and its place.
    public static func file(
        for interface: CandidInterface, file: String
    ) throws(GenerationError) -> GeneratedFile {
        let base = GeneratedFile.base(of: file)
        let result = GeneratedFile.clientName(base)
        guard let service = interface.service else {
            var writer = CodeWriter(head: file, imports: [])
            writer.line("// It describes no service, so there is no client.")
            return GeneratedFile(name: result, text: writer.text)
        }
        guard let name = SwiftName.upperCamelCase(base), SwiftWords.canNameType(name),
            !SwiftWords.clientTypes.contains(name)
        else { throw GenerationError(.unusableFileName(base), at: service.location) }

        let asked = service.methods.flatMap { $0.signature.parameters + $0.signature.results }.map(\.type)
        let types = try TypeDeclarations(
            interface, used: interface.definitionsUsed(by: asked), bindings: [:], taken: [],
            reserved: SwiftWords.clientTypes, text: "String")
        var names = NameScope(taken: SwiftWords.clientMembers)
        let methods = service.methods.map { method in
            let plain = SwiftName.lowerCamelCase(method.name) ?? "_\(FieldLabel.name(method.name).id)"
            let name = names.name(plain, suffix: "Method")
            let path = SwiftName.upperCamelCase(name) ?? "Method"
            return ClientWriter.Method(
                description: method, name: name,
                arguments: types.arguments(method.signature.parameters, path: path, taken: ["self", "Self", "call"]),
                results: types.types(method.signature.results, path: path, "Result"))
        }
        var writer = CodeWriter(head: file, imports: ["ICAgent"])
        writer.line()
        ClientWriter(name: name, service: service, methods: methods, declarations: types.finish())
            .write(into: &writer)
        return GeneratedFile(name: result, text: writer.text)
    }
}
