import CandidLanguage

/// The interface that a text describes, in a file of this name.
func interface(_ text: String) throws(InterfaceError) -> CandidInterface {
    try CandidInterface(parsing: text, file: "a.did")
}

/// The type that `type T = …` defines.
func type(_ text: String) throws -> InterfaceType {
    let interface = try interface("type T = \(text);")
    return interface.definitions[0].type
}

/// The message of the error that a text makes; nil if it makes none.
func message(_ text: String) -> String? {
    do {
        _ = try interface(text)
        return nil
    } catch {
        return error.description
    }
}
