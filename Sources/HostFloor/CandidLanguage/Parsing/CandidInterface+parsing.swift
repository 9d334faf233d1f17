extension CandidInterface {
    /// Reads a `.did` file and all that it imports, and checks them.
    ///
    /// - Parameters:
    ///   - text: What the file says.
    ///   - file: Its name, for messages and for the loader of imports.
    ///   - limits: How much the text may ask.
    ///   - loader: Gives the file that a path means in the file of a location, nil where there is none. It is asked
    ///     once for each import that stands in a file.
    /// - Throws: ``InterfaceError`` with the first thing that is wrong and its place.
    public init(
        parsing text: String, file: String, limits: InterfaceLimits = InterfaceLimits(),
        importing loader: (_ path: String, _ from: SourceLocation) throws(InterfaceError) -> ImportedFile?
    ) throws(InterfaceError) {
        var merger = ImportMerger(limits: limits)
        let service = try merger.merge(ImportedFile(name: file, text: text), loader)
        self = try InterfaceChecker(merger).interface(service)
    }

    /// Reads a `.did` file that imports nothing, and checks it.
    public init(
        parsing text: String, file: String = "", limits: InterfaceLimits = InterfaceLimits()
    ) throws(InterfaceError) {
        try self.init(parsing: text, file: file, limits: limits) { (_, _) throws(InterfaceError) in nil }
    }
}
