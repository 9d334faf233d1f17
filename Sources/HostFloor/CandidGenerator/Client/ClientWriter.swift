import CandidLanguage

/// Writes a struct with a function for each method of a service, for those who call it over the network.
struct ClientWriter {
    let name: String
    let service: ServiceDescription
    let methods: [Method]
    let declarations: [TypeDeclaration]

    struct Method {
        var description: ServiceMethod
        /// Its name in Swift, not escaped.
        var name: String
        var arguments: [SwiftArgument]
        var results: [SwiftType]
    }

    func write(into writer: inout CodeWriter) {
        writer.documentation(
            service.documentation.isEmpty
                ? ["The canister `\(name)`, as its interface describes it."] : service.documentation)
        writer.block("nonisolated struct \(name): CanisterClient") { writer in
            writer.line("/// Who asks: in whose name, and on which network.")
            writer.line("let agent: Agent")
            writer.line()
            writer.line("/// The canister that is asked.")
            writer.line("let canister: Principal")
            writer.line()
            writer.block("init(agent: Agent, canister: Principal)") { writer in
                writer.line("self.agent = agent")
                writer.line("self.canister = canister")
            }
            for method in methods {
                writer.line()
                write(method, into: &writer)
            }
        }
        guard !declarations.isEmpty else { return }
        // Other interfaces of the same target may have types of the same names.
        writer.line()
        writer.block("nonisolated extension \(name)") { writer in
            writer.isNested = true
            for (index, declaration) in declarations.enumerated() {
                if index > 0 { writer.line() }
                writer.write(declaration)
            }
            writer.isNested = false
        }
    }

    private func write(_ method: Method, into writer: inout CodeWriter) {
        let description = method.description
        writer.documentation(
            description.documentation, candid: commentText("\(description.name) : \(description.signature)"))
        let result = method.results.resultText.map { " -> \($0)" } ?? ""
        let head = "func \(SwiftWords.escaped(method.name))(\(method.arguments.parameterText)) "
        writer.block(head + "async throws(ClientError)\(result)") { writer in
            let values = [textLiteral(description.name)] + method.arguments.map(\.name)
            let types =
                method.results.isEmpty
                ? "" : ", returning: " + method.results.map(\.metatype).joined(separator: ", ")
            let kind = description.signature.annotation.callLabel
            writer.line("try await call(\(kind): \(values.joined(separator: ", "))\(types))")
        }
    }
}

extension FunctionSignature.Annotation? {
    /// How a client asks a method of the kind.
    fileprivate var callLabel: String {
        switch self {
        case nil: "update"
        case .query, .compositeQuery: "query"
        case .oneway: "oneway"
        }
    }
}
