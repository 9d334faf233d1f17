import Candid

/// The names of all fields and tags by their ids.
enum FieldNames {
    static func of(_ interfaces: [CandidInterface], and types: [InterfaceType]) -> [UInt32: String] {
        var names: [UInt32: String] = [:]
        var open = types + interfaces.flatMap { $0.definitions.map(\.type) }
        while let type = open.popLast() {
            switch type {
            case .primitive, .principal, .named: break
            case .optional(let part), .vector(let part): open.append(part)
            case .record(let fields), .variant(let fields):
                for field in fields {
                    if case .name(let name) = field.label { names[field.label.id] = name }
                    open.append(field.type)
                }
            case .function(let signature): open += signature.types
            case .service(let methods): open += methods.flatMap(\.signature.types)
            }
        }
        return names
    }
}
