import CandidLanguage

/// What the generated code of a service is made of: all names and types, decided.
struct ServiceCode {
    /// The target, the author's class and the interface are called this.
    let target: String
    /// The module that the code imports.
    let library: String
    let service: ServiceDescription
    /// The type of messages; nil for a canister without WebSockets.
    let message: Message?
    /// The arguments of installation; none is the same as an empty list.
    let initArguments: [SwiftArgument]
    /// The files that the canister serves; nil for one that serves none, nor anything else.
    let site: [SiteFolder.File]?
    let methods: [Method]
    let declarations: [TypeDeclaration]
    let functions: SwiftFunctions

    /// What client and canister say to each other.
    struct Message {
        var type: SwiftType
        var candid: InterfaceType
        var header: [UInt8]
    }

    /// A method of the author's own.
    struct Method {
        var description: ServiceMethod
        /// Its name in Swift, not escaped.
        var name: String
        /// The name of the constant with the header of its replies.
        var headerName: String
        /// The function that the entry point leads to.
        var answerName: String
        var arguments: [SwiftArgument]
        var results: [SwiftType]
        var header: [UInt8]

        var annotation: FunctionSignature.Annotation? { description.signature.annotation }

        /// The results as the type that the function returns; nil for none.
        var resultText: String? { results.resultText }

        /// Whether calls to other canisters, and so an answer from a callback, are possible.
        var canDefer: Bool { annotation == nil || annotation == .compositeQuery }
    }

    init(
        _ interface: CandidInterface, target: String, file: String, functions: SwiftFunctions, site folder: SiteFolder?
    ) throws(GenerationError) {
        guard let service = interface.service else {
            throw GenerationError(.noService, at: SourceLocation(file: file, line: 1, column: 1))
        }
        guard SwiftWords.canNameType(target) else {
            throw GenerationError(.unusableTargetName(target), at: service.location)
        }
        self.target = target
        self.service = service
        self.functions = functions
        let webSockets = try WebSocketMethods(interface, service)
        let siteMethod = try SiteMethod(interface, service)
        if let folder, siteMethod == nil {
            throw GenerationError(.siteWithoutMethod(folder: folder.folder), at: service.location)
        }
        site = siteMethod.map { _ in folder?.files ?? [] }
        library = webSockets == nil ? "Canister" : "CanisterWebSockets"
        let own = service.methods.filter {
            !(webSockets != nil && WebSocketMethods.names.contains($0.name))
                && !(siteMethod != nil && $0.name == SiteMethod.name)
        }

        let asked = own.flatMap { $0.signature.parameters + $0.signature.results } + (service.initParameters ?? [])
        let definitions = interface.definitionsForAuthor(webSockets, siteMethod, own: asked.map(\.type))
        let used = interface.definitionsUsed(by: asked.map(\.type) + definitions.map { .named($0.name) })
        let types = try TypeDeclarations(
            interface, used: used, bindings: try LibraryBindings.of(interface, used, webSockets == nil),
            taken: Set([""] + ["Service", "Methods", "Headers", "Reply", "Native"]).reduce(into: []) { $0.insert(target + $1) })

        do throws(TypeError) {
            message = try webSockets.map { (methods) throws(TypeError) in
                Message(
                    type: interface.resolved(methods.message) == .blob
                        ? .library("BlobMessage") : types.type(methods.message, path: target + "Message"),
                    candid: methods.message, header: try interface.header(of: [methods.message]))
            }
            // An author's own `http_request` has the name for itself.
            let members = siteMethod == nil ? [] : ["httpRequest"] as Set
            var names = NameScope(taken: SwiftWords.canisterMembers.union(members))
            var headers = NameScope(taken: ["message"])
            var all: [Method] = []
            for description in own {
                let plain = SwiftName.lowerCamelCase(description.name) ?? "_\(FieldLabel.name(description.name).id)"
                let name = names.name(plain, suffix: "Method")
                let path = SwiftName.upperCamelCase(name) ?? "Method"
                let signature = description.signature
                all.append(
                    Method(
                        description: description, name: name, headerName: headers.name(name, suffix: "Method"),
                        answerName: names.name("answer" + path), arguments: types.arguments(signature.parameters, path: path),
                        results: types.types(signature.results, path: path, "Result"),
                        header: try interface.header(of: signature.results.map(\.type))))
            }
            methods = all
            initArguments = types.arguments(service.initParameters ?? [], path: "Init")
            for definition in definitions { _ = types.type(.named(definition.name), path: "") }
            declarations = try types.finish().map { (declaration) throws(TypeError) in
                var declaration = declaration
                guard declaration.isNominal, let name = declaration.candidName else { return declaration }
                declaration.messageHeader = try interface.header(of: [.named(name)])
                return declaration
            }
        } catch {
            throw GenerationError(.types(error), at: service.location)
        }
    }
}
