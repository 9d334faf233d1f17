import CandidLanguage

/// Writes what an author's class inherits from: the protocol with the interface's methods, and what belongs to it.
struct MethodsWriter {
    let code: ServiceCode

    func write(into writer: inout CodeWriter) {
        let target = code.target
        writer.line("/// What the class `\(target)` inherits from.")
        let base = code.message == nil ? "CanisterBase" : "WebSocketCanisterBase"
        writer.line("typealias \(target)Service = \(base) & \(target)Methods")
        writer.line()
        writeProtocol(into: &writer)
        writer.line()
        writeDefaults(into: &writer)
        if code.message != nil || code.methods.contains(where: { !$0.results.isEmpty }) {
            writer.line()
            writeHeaders(into: &writer)
        }
        let deferring = code.methods.filter(\.canDefer)
        if !deferring.isEmpty {
            writer.line()
            write(repliesOf: deferring, into: &writer)
        }
    }

    // MARK: Protocol

    private func writeProtocol(into writer: inout CodeWriter) {
        var inherited = [code.message == nil ? "CanisterService" : "WebSocketService"]
        if code.site != nil { inherited.append(code.message == nil ? "SiteService" : "SiteCanister") }
        if code.functions.contains(.heartbeat) { inherited.append("HeartbeatCanister") }
        if code.functions.contains(.inspectMessage) { inherited.append("InspectingCanister") }
        let constraint = code.message.map { " where ApplicationMessage == \($0.type.text)" } ?? ""
        writer.documentation(
            code.service.documentation.isEmpty ? ["What an author writes."] : code.service.documentation)
        writer.block("protocol \(code.target)Methods: \(inherited.joined(separator: ", "))\(constraint)") { writer in
            for method in code.methods {
                let description = method.description
                writer.documentation(
                    description.documentation, candid: commentText("\(description.name) : \(description.signature)"))
                writer.line(signature(of: method))
                writer.line()
            }
            writeLifecycle(into: &writer)
        }
    }

    private func signature(of method: ServiceCode.Method) -> String {
        let result = method.resultText.map { " -> \($0)" } ?? ""
        return "func \(SwiftWords.escaped(method.name))(\(method.arguments.parameterText)) "
            + "throws(EntryPointFailure)\(result)"
    }

    private func writeLifecycle(into writer: inout CodeWriter) {
        if code.message != nil {
            writer.line("/// What the WebSocket server is set to: asked at installation and at each upgrade.")
            writer.line(
                code.initArguments.isEmpty
                    ? "var webSocketSettings: WebSocketSettings { get }"
                    : "func webSocketSettings(\(code.initArguments.parameterText)) -> WebSocketSettings")
            writer.line()
        }
        writer.line("/// Runs once, when the code is installed or reinstalled.")
        writer.line("func onInstall(\(code.initArguments.parameterText)) throws(EntryPointFailure)")
        writer.line()
        let what = code.message == nil ? "the state was restored" : "state and connections were restored"
        writer.line("/// Runs after each upgrade, when \(what). By default nothing happens.")
        writer.line("func onUpgrade(\(code.initArguments.parameterText)) throws(EntryPointFailure)")
    }

    private func writeDefaults(into writer: inout CodeWriter) {
        writer.block("extension \(code.target)Methods") { writer in
            let arguments = code.initArguments.parameterText
            if code.message != nil {
                writer.line(
                    code.initArguments.isEmpty
                        ? "var webSocketSettings: WebSocketSettings { WebSocketSettings() }"
                        : "func webSocketSettings(\(arguments)) -> WebSocketSettings { WebSocketSettings() }")
            }
            // What is given at installation has to be looked at by someone.
            if code.initArguments.isEmpty { writer.line("func onInstall() {}") }
            writer.line("func onUpgrade(\(arguments)) {}")
            if code.message != nil {
                writer.line()
                writer.line("static var messageHeader: [UInt8] { \(code.target)Headers.message }")
            }
        }
    }

    // MARK: Headers and replies

    private func writeHeaders(into writer: inout CodeWriter) {
        writer.line("/// What stands before the values in Candid messages: magic bytes, type table, types of the values.")
        writer.block("enum \(code.target)Headers") { writer in
            var known: [[UInt8]: String] = [:]
            var isFirst = true
            func write(_ name: String, _ header: [UInt8], _ candid: String) {
                if !isFirst { writer.line() }
                isFirst = false
                writer.line("/// `\(commentText(candid))`")
                if let first = known[header] {
                    writer.line("static var \(SwiftWords.escaped(name)): [UInt8] { \(SwiftWords.escaped(first)) }")
                    return
                }
                known[header] = name
                writer.line("static let \(SwiftWords.escaped(name)): [UInt8] = [")
                writer.indented { $0.bytes(header) }
                writer.line("]")
            }
            if let message = code.message { write("message", message.header, "(\(message.candid))") }
            for method in code.methods where !method.results.isEmpty {
                write(
                    method.headerName, method.header,
                    InterfaceParameter.description(of: method.description.signature.results))
            }
        }
    }

    private func write(repliesOf methods: [ServiceCode.Method], into writer: inout CodeWriter) {
        writer.line("/// Answers that are given later: see `Reply`.")
        writer.block("enum \(code.target)Reply") { writer in
            for (index, method) in methods.enumerated() {
                if index > 0 { writer.line() }
                writer.line("/// Answers `\(commentText(method.description.name))`.")
                let head = "static func \(SwiftWords.escaped(method.name))() -> Reply<\(method.resultText ?? "Void")>"
                writer.block(head) { writer in
                    guard !method.results.isEmpty else {
                        writer.line("Reply(header: CandidEncoder.encode()) { _, _ in }")
                        return
                    }
                    let header = "\(code.target)Headers.\(SwiftWords.escaped(method.headerName))"
                    writer.block("Reply(header: \(header)) { results, writer in", isOpen: true) { writer in
                        for value in method.resultValues(of: "results") { writer.line("\(value).encode(into: &writer)") }
                    }
                }
            }
        }
    }
}

extension ServiceCode.Method {
    /// The expressions of the single results, where all of them are called a name.
    func resultValues(of name: String) -> [String] {
        results.count == 1 ? [name] : results.indices.map { "\(name).\($0)" }
    }
}
