import Candid

/// What one file says, before names are looked up.
struct ParsedFile {
    enum Declaration {
        case type(TypeDefinition)
        case importing(path: String, withService: Bool, SourceLocation)
    }

    struct Service {
        var description: ServiceDescription
        /// `service : Name`, whose methods are those of the type.
        var typeName: NameUse?
    }

    var declarations: [Declaration] = []
    var service: Service?
}

/// A name where it is used.
struct NameUse {
    var name: String
    var location: SourceLocation
}

/// Reads declarations, types and, in a file of its own, values (Candid specification, "Core grammar").
///
/// A method that is declared by the name of a function type has an empty signature at first; the names stand in a
/// list of their own, by the places of the methods.
struct LanguageParser {
    var stream: TokenStream
    private(set) var uses: [NameUse] = []
    private(set) var methodTypes: [SourceLocation: NameUse] = [:]
    private var partsLeft: Int

    init(_ text: String, file: String, limits: InterfaceLimits) throws(InterfaceError) {
        stream = try TokenStream(try Scanner(text, file: file, limits: limits))
        partsLeft = limits.parts
    }

    mutating func parse() throws(InterfaceError) -> ParsedFile {
        var file = ParsedFile()
        var isSeparated = true
        while stream.current.kind != .end {
            guard isSeparated else { throw stream.unexpected("';'") }
            let documentation = stream.current.documentation
            let start = stream.location
            if try stream.accept(word: "type") {
                file.declarations.append(.type(try parseDefinition(documentation, start)))
            } else if try stream.accept(word: "import") {
                let withService = try stream.accept(word: "service")
                let location = stream.location
                let path = try stream.text("the path of a file between quotes")
                file.declarations.append(.importing(path: path, withService: withService, location))
            } else if try stream.accept(word: "service") {
                file.service = try parseService(documentation, start)
                _ = try stream.accept(";")
                guard stream.current.kind == .end else { throw stream.unexpected("the end of the file") }
                return file
            } else {
                throw stream.unexpected("'type', 'import' or 'service'")
            }
            isSeparated = try stream.accept(";")
        }
        return file
    }

    func expectEnd(_ expected: String) throws(InterfaceError) {
        guard stream.current.kind == .end else { throw stream.unexpected(expected) }
    }

    mutating func countPart() throws(InterfaceError) {
        partsLeft -= 1
        if partsLeft < 0 {
            throw InterfaceError(.limitExceeded(.parts, limit: stream.limits.parts), at: stream.location)
        }
    }

    // MARK: Declarations

    private mutating func parseDefinition(
        _ documentation: [String], _ start: SourceLocation
    ) throws(InterfaceError) -> TypeDefinition {
        let location = stream.location
        guard case .word(let name) = stream.current.kind else { throw stream.unexpected("the name of a type") }
        guard !Keyword.all.contains(name) else { throw InterfaceError(.wordOfTheLanguage(name), at: location) }
        try stream.advance()
        try stream.expect("=")
        return TypeDefinition(name: name, type: try parseType(), documentation: documentation, location: location)
    }

    private mutating func parseService(
        _ documentation: [String], _ start: SourceLocation
    ) throws(InterfaceError) -> ParsedFile.Service {
        var description = ServiceDescription(methods: [], documentation: documentation, location: start)
        if case .word(let name) = stream.current.kind {
            description.name = name
            try stream.advance()
        }
        try stream.expect(":", description.name == nil ? "':' or the name of the service" : nil)
        if stream.current.isSign("(") {
            description.initParameters = try parseParameters()
            try stream.expectArrow()
        }
        let location = stream.location
        if case .word(let name) = stream.current.kind {
            try stream.advance()
            let use = NameUse(name: name, location: location)
            uses.append(use)
            return ParsedFile.Service(description: description, typeName: use)
        }
        let expected = description.initParameters == nil ? "'(', '{' or the name of a service type" : nil
        description.methods = try parseMethods(expected ?? "'{' or the name of a service type")
        return ParsedFile.Service(description: description)
    }

    // MARK: Types

    mutating func parseType() throws(InterfaceError) -> InterfaceType {
        try countPart()
        let location = stream.location
        guard case .word(let word) = stream.current.kind else { throw stream.unexpected("a type") }
        if let primitive = PrimitiveType(rawValue: word) {
            try stream.advance()
            return .primitive(primitive)
        }
        switch word {
        case "blob":
            try stream.advance()
            return .blob
        case "principal":
            try stream.advance()
            return .principal
        case "opt":
            try stream.advance()
            return .optional(try parseNested())
        case "vec":
            try stream.advance()
            return .vector(try parseNested())
        case "record":
            try stream.advance()
            return .record(try parseFields(isRecord: true))
        case "variant":
            try stream.advance()
            return .variant(try parseFields(isRecord: false))
        case "func":
            try stream.advance()
            return .function(try parseSignature())
        case "service":
            try stream.advance()
            return .service(try parseMethods("'{'"))
        case "type", "import", "query", "composite_query", "oneway", "true", "false":
            throw stream.unexpected("a type")
        default:
            try stream.advance()
            uses.append(NameUse(name: word, location: location))
            return .named(word)
        }
    }

    private mutating func parseNested() throws(InterfaceError) -> InterfaceType {
        try stream.descend()
        defer { stream.ascend() }
        return try parseType()
    }

    // MARK: Fields

    private mutating func parseFields(isRecord: Bool) throws(InterfaceError) -> [InterfaceField] {
        var fields: [InterfaceField] = []
        var locations: [UInt32: FieldLabel] = [:]
        var next: UInt64 = 0
        try list("{", "}", separator: ";") { (parser) throws(InterfaceError) in
            let location = parser.stream.location
            let field =
                isRecord ? try parser.parseField(next: next) : try parser.parseTag()
            if let other = locations.updateValue(field.label, forKey: field.label.id) {
                let reason = InterfaceError.Reason.fieldTwice(
                    field.label.shown, other: other.shown, id: field.label.id)
                throw InterfaceError(reason, at: location)
            }
            next = UInt64(field.label.id) + 1
            fields.append(field)
        }
        fields.sort { $0.label.id < $1.label.id }
        return fields
    }

    private mutating func parseField(next: UInt64) throws(InterfaceError) -> InterfaceField {
        let documentation = stream.current.documentation
        let location = stream.location
        if let label = try parseLabel(isOptional: true) {
            try stream.expect(":")
            return InterfaceField(label, try parseType(), documentation: documentation)
        }
        guard let position = UInt32(exactly: next) else {
            throw InterfaceError(.labelTooLarge(String(next)), at: location)
        }
        return InterfaceField(.position(position), try parseType(), documentation: documentation)
    }

    private mutating func parseTag() throws(InterfaceError) -> InterfaceField {
        let documentation = stream.current.documentation
        guard let label = try parseLabel(isOptional: false) else { throw stream.unexpected("the name of a tag") }
        let type: InterfaceType = try stream.accept(":") ? try parseType() : .primitive(.null)
        return InterfaceField(label, type, documentation: documentation)
    }

    /// A label; where it may be missing, a word is one only before a colon.
    private mutating func parseLabel(isOptional: Bool) throws(InterfaceError) -> FieldLabel? {
        try countPart()
        switch stream.current.kind {
        case .number: return try stream.fieldNumber().map { .number($0) }
        case .text: return .name(try stream.text("a name"))
        case .word(let word) where !isOptional || stream.following.isSign(":"):
            try stream.advance()
            return .name(word)
        default: return nil
        }
    }

    // MARK: Functions and services

    private mutating func parseSignature() throws(InterfaceError) -> FunctionSignature {
        let parameters = try parseParameters()
        try stream.expectArrow()
        let resultsLocation = stream.location
        let results = try parseParameters()
        var annotation: FunctionSignature.Annotation?
        while case .word(let word) = stream.current.kind, let found = FunctionSignature.Annotation(rawValue: word) {
            guard annotation == nil else { throw InterfaceError(.secondAnnotation(word), at: stream.location) }
            annotation = found
            try stream.advance()
        }
        guard annotation != .oneway || results.isEmpty else {
            throw InterfaceError(.onewayWithResults, at: resultsLocation)
        }
        return FunctionSignature(parameters: parameters, results: results, annotation: annotation)
    }

    mutating func parseParameters() throws(InterfaceError) -> [InterfaceParameter] {
        var parameters: [InterfaceParameter] = []
        try list("(", ")", separator: ",") { (parser) throws(InterfaceError) in
            var name: String?
            if parser.stream.following.isSign(":") {
                name = try parser.stream.name("the name of an argument, or a type")
                try parser.stream.expect(":")
            }
            parameters.append(InterfaceParameter(name: name, try parser.parseType()))
        }
        return parameters
    }

    private mutating func parseMethods(_ expected: String) throws(InterfaceError) -> [ServiceMethod] {
        var methods: [ServiceMethod] = []
        var places: [[UInt8]: SourceLocation] = [:]
        try list("{", "}", separator: ";", opening: expected) { (parser) throws(InterfaceError) in
            let method = try parser.parseMethod()
            if let first = places.updateValue(method.location, forKey: Array(method.name.utf8)) {
                throw InterfaceError(.methodTwice(method.name, first: first), at: method.location)
            }
            methods.append(method)
        }
        return methods
    }

    private mutating func parseMethod() throws(InterfaceError) -> ServiceMethod {
        try countPart()
        let documentation = stream.current.documentation
        let location = stream.location
        let name = try stream.name("the name of a method")
        try stream.expect(":")
        let signature: FunctionSignature
        let typeLocation = stream.location
        switch stream.current.kind {
        case .word(let type) where !Keyword.all.contains(type):
            try stream.advance()
            let use = NameUse(name: type, location: typeLocation)
            uses.append(use)
            methodTypes[location] = use
            signature = FunctionSignature(parameters: [], results: [])
        case .sign("("): signature = try parseSignature()
        default: throw stream.unexpected("'(' or the name of a function type")
        }
        return ServiceMethod(name: name, signature: signature, documentation: documentation, location: location)
    }

    /// Items between brackets, a level down.
    mutating func list(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, separator: Unicode.Scalar,
        opening expected: String? = nil, _ item: (inout LanguageParser) throws(InterfaceError) -> Void
    ) throws(InterfaceError) {
        try stream.begin(opening, expected)
        while !stream.current.isSign(closing) {
            try item(&self)
            guard try stream.accept(separator) else { break }
        }
        try stream.end(closing, separator: separator)
    }
}
