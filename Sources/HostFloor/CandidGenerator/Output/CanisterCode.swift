import CandidLanguage

/// The Swift that a canister's interface becomes.
public enum CanisterCode {
    /// Makes the files of a target.
    ///
    /// - Parameters:
    ///   - interface: what the target's `.did` file says.
    ///   - target: the target's name, which the author's class has as well.
    ///   - file: the name of the `.did` file, for messages and for the head of the files.
    ///   - functions: what the target's Swift files have.
    ///   - site: the files to serve; nil where there is no folder of them.
    /// - Throws: ``GenerationError`` with the first thing that is wrong and its place.
    public static func files(
        for interface: CandidInterface, target: String, file: String, functions: SwiftFunctions = [],
        site: SiteFolder? = nil
    ) throws(GenerationError) -> [GeneratedFile] {
        let code = try ServiceCode(interface, target: target, file: file, functions: functions, site: site)
        var types = CodeWriter(head: file, imports: [code.library])
        for declaration in code.declarations {
            types.line()
            types.write(declaration)
        }
        var methods = CodeWriter(head: file, imports: [code.library])
        methods.line()
        MethodsWriter(code: code).write(into: &methods)
        var entryPoints = CodeWriter(head: file, imports: [code.library])
        entryPoints.line()
        EntryPointsWriter(code: code).write(into: &entryPoints)
        var files = CodeWriter(head: file, imports: [code.library])
        if let site = code.site {
            files.line()
            SiteWriter(target: target, files: site).write(into: &files)
        }
        let texts = [types.text, methods.text, entryPoints.text, files.text]
        return zip(GeneratedFile.names(target: target), texts).map { GeneratedFile(name: $0, text: $1) }
    }
}

extension CodeWriter {
    /// Begins a file.
    init(head file: String, imports modules: [String]) {
        self.init()
        let name = file.split(separator: "/").last.map { String($0) } ?? file
        line("// Made of \(commentText(name)) by candid-generator at each build: changes here are lost.")
        line()
        for module in modules { line("import \(module)") }
    }
}
