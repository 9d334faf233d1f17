import CandidLanguage

/// Writes what the system calls: a function for each entry point, the native table of them, and the exports of a module.
struct EntryPointsWriter {
    let code: ServiceCode

    func write(into writer: inout CodeWriter) {
        writer.block("extension \(code.target)Methods") { writer in
            writeInstallation(into: &writer)
            for method in code.methods {
                writer.line()
                writeAnswer(of: method, into: &writer)
            }
        }
        writer.line()
        writeTable(into: &writer)
        writer.line()
        writer.line("#if arch(wasm32)")
        writeExports(into: &writer)
        writer.line("#else")
        writer.line("/// Natively a canister runs in tests; see `CanisterTesting`.")
        writer.block("@main enum \(code.target)Native") { writer in
            writer.block("static func main()") { writer in
                writer.line(
                    "print(\"\(code.target) runs on the Internet Computer: 'icws build \(code.target)' makes its module\")")
            }
        }
        writer.line("#endif")
    }

    // MARK: Functions

    private func writeInstallation(into writer: inout CodeWriter) {
        let arguments = expressions(code.initArguments, of: "arguments").joined(separator: ", ")
        let settings = code.initArguments.isEmpty ? "webSocketSettings" : "webSocketSettings(\(arguments))"
        writer.line("/// `canister_init`")
        writer.block("func initialize()") { writer in
            writer.block("run { () throws(EntryPointFailure) in", isOpen: true) { writer in
                writeDecoding(code.initArguments, into: &writer)
                if code.site != nil { writer.line("try startSite()") }
                if code.message != nil { writer.line("try startWebSockets(\(settings))") }
                writer.line("try onInstall(\(arguments))")
            }
        }
        writer.line()
        writer.line("/// `canister_post_upgrade`")
        writer.block("func postUpgrade()") { writer in
            writer.block("run { () throws(EntryPointFailure) in", isOpen: true) { writer in
                writeDecoding(code.initArguments, into: &writer)
                // Before the connections: the proofs of their messages show the site beside them.
                if code.site != nil { writer.line("try startSite()") }
                // A site has certified itself anew; without one, what the code before certified has to go.
                let plain = code.site == nil ? "try restore()" : "_ = try restoreState()"
                writer.line(code.message == nil ? plain : "try restore(\(settings))")
                writer.line("try onUpgrade(\(arguments))")
            }
        }
    }

    private func writeAnswer(of method: ServiceCode.Method, into writer: inout CodeWriter) {
        let arguments = expressions(method.arguments, of: "arguments").joined(separator: ", ")
        let call = "try \(SwiftWords.escaped(method.name))(\(arguments))"
        writer.line("/// `\(commentText(method.description.name))`")
        writer.block("func \(method.answerName)()") { writer in
            // What a query sends is discarded, so there is nothing to certify.
            let run = method.annotation == .query || method.annotation == .compositeQuery ? "IC.run" : "run"
            writer.block("\(run) { () throws(EntryPointFailure) in", isOpen: true) { writer in
                writeDecoding(method.arguments, into: &writer)
                guard !method.results.isEmpty else {
                    writer.line(call)
                    if method.annotation != .oneway { writer.line("IncomingCall.replyEmpty()") }
                    return
                }
                writer.line("let results = \(call)")
                writer.line("var reply = ByteWriter(capacity: 256)")
                writer.line("reply.write(\(code.target)Headers.\(SwiftWords.escaped(method.headerName)))")
                for value in method.resultValues(of: "results") { writer.line("\(value).encode(into: &reply)") }
                writer.line("IncomingCall.reply(reply)")
            }
        }
    }

    private func writeDecoding(_ arguments: [SwiftArgument], into writer: inout CodeWriter) {
        guard !arguments.isEmpty else { return }
        let calls = arguments.map { "try decoder.argument(\($0.type.metatype))" }
        writer.block("let arguments = try IncomingCall.decodeArguments { decoder throws(CandidError) in", isOpen: true) {
            $0.line(calls.count == 1 ? calls[0] : "(\(calls.joined(separator: ", ")))")
        }
    }

    private func expressions(_ arguments: [SwiftArgument], of name: String) -> [String] {
        arguments.count == 1 ? [name] : arguments.indices.map { "\(name).\($0)" }
    }

    // MARK: Table and exports

    private func writeTable(into writer: inout CodeWriter) {
        writer.block("extension \(code.target)") { writer in
            writer.line("/// The entry points of an instance: natively the stand-in for a module's exports.")
            writer.block("var entryPoints: [EntryPoint]") { writer in
                writer.line("[")
                writer.indented { writer in
                    for entry in entries { writer.line("\(entry.constructor),") }
                }
                writer.line("]")
            }
        }
    }

    private func writeExports(into writer: inout CodeWriter) {
        writer.line("nonisolated(unsafe) private let canister = \(code.target)()")
        for (index, entry) in entries.enumerated() {
            writer.line()
            // The function's symbol is the entry point's name as well: it is what a backtrace shows.
            let name = textLiteral(entry.name)
            writer.line("@_expose(wasm, \(name)) @_cdecl(\(name))")
            writer.line("private func export\(index)() { canister.\(entry.function)() }")
        }
    }

    private struct Entry {
        /// The Internet Computer's name.
        var name: String
        /// What makes its row in the native table.
        var constructor: String
        var function: String

        init(_ name: String, _ constructor: String, _ function: String) {
            self.name = name
            self.constructor = ".\(constructor)(\(function))"
            self.function = function
        }

        init(method: String, _ kind: String, _ constructor: String, _ function: String) {
            name = "\(kind) \(method)"
            self.constructor = ".\(constructor)(\(textLiteral(method)), \(function))"
            self.function = function
        }
    }

    private var entries: [Entry] {
        var entries = [
            Entry("canister_init", "initialize", "initialize"),
            Entry("canister_pre_upgrade", "preUpgrade", "preUpgrade"),
            Entry("canister_post_upgrade", "postUpgrade", "postUpgrade"),
        ]
        if code.functions.contains(.inspectMessage) {
            entries.append(Entry("canister_inspect_message", "inspectMessage", "inspectMessage"))
        }
        if code.functions.contains(.heartbeat) {
            entries.append(Entry("canister_heartbeat", "heartbeat", "heartbeat"))
        }
        for method in code.methods {
            switch method.annotation {
            case .query:
                entries.append(Entry(method: method.description.name, "canister_query", "query", method.answerName))
            case .compositeQuery:
                entries.append(
                    Entry(
                        method: method.description.name, "canister_composite_query", "compositeQuery",
                        method.answerName))
            case .oneway, nil:
                entries.append(Entry(method: method.description.name, "canister_update", "update", method.answerName))
            }
        }
        if code.site != nil {
            entries.append(Entry(method: SiteMethod.name, "canister_query", "query", "httpRequest"))
        }
        if code.message != nil {
            entries += [
                Entry(method: "ws_open", "canister_update", "update", "wsOpen"),
                Entry(method: "ws_message", "canister_update", "update", "wsMessage"),
                Entry(method: "ws_close", "canister_update", "update", "wsClose"),
                Entry(method: "ws_get_messages", "canister_query", "query", "wsGetMessages"),
            ]
        }
        return entries + [
            Entry("canister_global_timer", "globalTimer", "globalTimer"),
            Entry(method: "<swift-canister> run_timer", "canister_update", "update", "runTimer"),
        ]
    }
}
