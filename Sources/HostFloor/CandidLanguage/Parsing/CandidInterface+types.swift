// Types that stand outside of the interface and use its names: those of a command line, or of a test.

extension CandidInterface {
    /// Reads the types of arguments, `(nat, opt Room)`, whose names this interface defines.
    ///
    /// - Parameter file: What the text is called in messages. It must not be the name of a file of the interface.
    public func parameters(
        parsing text: String, file: String = "types", limits: InterfaceLimits = InterfaceLimits()
    ) throws(InterfaceError) -> [InterfaceParameter] {
        var parser = try LanguageParser(text, file: file, limits: limits)
        let start = parser.stream.location
        let parameters = try parser.parseParameters()
        try parser.expectEnd("the end of the types")
        return try InterfaceChecker(definitions, parser).resolved(parameters, at: start)
    }

    /// Reads one type, whose names this interface defines.
    ///
    /// - Parameter file: What the text is called in messages. It must not be the name of a file of the interface.
    public func type(
        parsing text: String, file: String = "type", limits: InterfaceLimits = InterfaceLimits()
    ) throws(InterfaceError) -> InterfaceType {
        var parser = try LanguageParser(text, file: file, limits: limits)
        let start = parser.stream.location
        let type = try parser.parseType()
        try parser.expectEnd("the end of the type")
        return try InterfaceChecker(definitions, parser).resolved(type, at: start)
    }
}
