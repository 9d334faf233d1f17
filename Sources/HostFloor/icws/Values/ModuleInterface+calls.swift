import CandidLanguage

// Arguments and replies of methods, and the arguments of installation.

extension ModuleInterface {
    /// The message that a text of arguments, `(value, …)`, stands for; `()` where the text is empty.
    func argument(_ text: String, of method: String) throws(ValueTextError) -> [UInt8] {
        try argument(text, parameters: self.method(method)?.signature.parameters, of: "'\(method)'")
    }

    /// The same for the arguments of installation.
    func installationArgument(_ text: String) throws(ValueTextError) -> [UInt8] {
        let parameters = interface?.service.map { $0.initParameters ?? [] }
        return try argument(text, parameters: parameters, of: "installation")
    }

    private func argument(
        _ text: String, parameters: [InterfaceParameter]?, of what: String
    ) throws(ValueTextError) -> [UInt8] {
        let arguments: CandidArguments
        do throws(InterfaceError) {
            arguments = try CandidArguments(parsing: text.isEmpty ? "()" : text, file: "arguments")
        } catch { throw .text(error) }
        do throws(ValueError) {
            guard let parameters, let interface else { return try arguments.encodedByInference() }
            return try arguments.encoded(as: parameters.map(\.type), in: interface)
        } catch {
            throw .value(error, expected: "arguments of \(what): \(InterfaceParameter.description(of: parameters ?? []))")
        }
    }

    /// The text of a reply.
    func reply(_ message: [UInt8], of method: String) throws(ValueTextError) -> String {
        let results = try self.method(method)?.signature.results
        do throws(ValueError) {
            guard let results, let interface else { return try CandidArguments(decoding: message).description }
            return try interface.decode(message, as: results)
        } catch {
            throw .reply(error, expected: "a reply of '\(method)': \(InterfaceParameter.description(of: results ?? []))")
        }
    }
}
