import CandidLanguage

/// An argument of a function that stands for a method.
struct SwiftArgument {
    /// Its name in Swift, escaped.
    var name: String
    var type: SwiftType
}

extension TypeDeclarations {
    /// The arguments of a function; parameters without a name are numbered.
    ///
    /// - Parameter taken: names that mean something else inside of the function.
    func arguments(
        _ parameters: [InterfaceParameter], path: String, taken: Set<String> = ["self", "Self"]
    ) -> [SwiftArgument] {
        var names = NameScope(taken: taken)
        let swiftTypes = types(parameters, path: path, "Argument")
        return zip(parameters, swiftTypes).enumerated().map { index, pair in
            let plain = pair.0.name.flatMap { SwiftName.lowerCamelCase($0) }
            let number = parameters.count > 1 ? String(index + 1) : ""
            return SwiftArgument(
                name: SwiftWords.escaped(names.name(plain ?? "argument" + number, suffix: "_")), type: pair.1)
        }
    }
}

extension [SwiftArgument] {
    /// The parameters of the function as its declaration has them, without labels.
    var parameterText: String { map { "_ \($0.name): \($0.type.text)" }.joined(separator: ", ") }
}

extension [SwiftType] {
    /// Results as the type that a function returns; nil for none.
    var resultText: String? {
        switch count {
        case 0: nil
        case 1: self[0].text
        default: "(\(map(\.text).joined(separator: ", ")))"
        }
    }
}
