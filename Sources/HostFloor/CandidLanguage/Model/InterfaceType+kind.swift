extension InterfaceType {
    /// What the type is, for messages.
    var kindWithArticle: String {
        switch self {
        case .primitive(let type): "the type '\(type.rawValue)'"
        case .principal: "the type 'principal'"
        case .optional: "an opt"
        case .vector: "a vec"
        case .record: "a record"
        case .variant: "a variant"
        case .function: "a function"
        case .service: "a service"
        case .named(let name): "the type '\(name)'"
        }
    }
}
