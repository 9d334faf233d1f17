/// What a `.did` file says once it was parsed, its imports were merged and its names were checked: every
/// ``InterfaceType/named(_:)`` in it is defined.
public struct CandidInterface: Hashable, Sendable {
    /// The type definitions in the order in which they stand, those of imported files where the import stands.
    public var definitions: [TypeDefinition]

    /// The service, or nil where the file only defines types.
    public var service: ServiceDescription?

    /// Makes an interface of its parts, which are taken as they are.
    public init(definitions: [TypeDefinition] = [], service: ServiceDescription? = nil) {
        self.definitions = definitions
        self.service = service
    }
}

/// `type Name = …;`
public struct TypeDefinition: Hashable, Sendable {
    public var name: String
    public var type: InterfaceType
    /// The lines of the comment right above it, without its signs.
    public var documentation: [String]
    public var location: SourceLocation

    public init(
        name: String, type: InterfaceType, documentation: [String] = [], location: SourceLocation = .unknown
    ) {
        self.name = name
        self.type = type
        self.documentation = documentation
        self.location = location
    }
}

/// The actor: `service Name : (…) -> { … }`.
public struct ServiceDescription: Hashable, Sendable {
    /// The optional name after the word `service`; it has no meaning.
    public var name: String?

    /// The arguments of installation; nil where the service has none, which is not the same as `()`.
    public var initParameters: [InterfaceParameter]?

    /// The methods in the order in which they stand; those of an `import service` come first.
    public var methods: [ServiceMethod]

    public var documentation: [String]
    public var location: SourceLocation

    public init(
        name: String? = nil, initParameters: [InterfaceParameter]? = nil, methods: [ServiceMethod],
        documentation: [String] = [], location: SourceLocation = .unknown
    ) {
        self.name = name
        self.initParameters = initParameters
        self.methods = methods
        self.documentation = documentation
        self.location = location
    }
}
