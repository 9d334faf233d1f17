import CandidLanguage

/// A type that the generated code declares.
struct TypeDeclaration {
    /// Its name in Swift.
    var name: String
    /// The name in the interface; nil where the type has none there.
    var candidName: String?
    /// What it stands for.
    var type: InterfaceType
    var documentation: [String]
    var form: Form
    /// Whether it contains itself, in whatever way: its Candid type needs a key.
    var isRecursive = false
    /// What stands before a value that is a message of its own; nil where no message is made of the type alone.
    var messageHeader: [UInt8]?

    enum Form {
        case structure([Member])
        /// Its payloads lie elsewhere where it contains itself inside.
        case enumeration([Member], isIndirect: Bool)
        /// Another name for a type.
        case alias(SwiftType)
        /// A struct around a type that would contain itself without one.
        case wrapper(SwiftType, isBoxed: Bool)
        /// The signature of a function reference.
        case function(parameters: [SwiftType], results: [SwiftType], FunctionSignature.Annotation?)
        /// The methods of a service reference, in bytewise order of their names.
        case service([Method])
    }

    /// A field of a record or a tag of a variant.
    struct Member {
        /// Its name in Swift, not escaped.
        var name: String
        var label: FieldLabel
        /// Nil for a tag without a payload.
        var type: SwiftType?
        var documentation: [String]
        /// Whether the value lies in a box, since the record would contain itself.
        var isBoxed = false
    }

    /// A method of a service reference.
    struct Method {
        var name: String
        var parameters: [SwiftType]
        var results: [SwiftType]
        var annotation: FunctionSignature.Annotation?
    }

    /// Whether it is a type of its own with values, rather than another name, or the signature of a reference.
    var isNominal: Bool {
        switch form {
        case .structure, .enumeration, .wrapper: true
        case .alias, .function, .service: false
        }
    }

    /// The types that stand in it.
    var parts: [SwiftType] {
        switch form {
        case .structure(let members), .enumeration(let members, _): members.compactMap(\.type)
        case .alias(let type), .wrapper(let type, _): [type]
        case .function(let parameters, let results, _): parameters + results
        case .service(let methods): methods.flatMap { $0.parameters + $0.results }
        }
    }
}
