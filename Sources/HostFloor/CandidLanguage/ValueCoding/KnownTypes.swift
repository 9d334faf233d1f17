import Candid

/// Definitions by their names, for going through a type along with a value.
struct KnownTypes {
    let definitions: [TypeDefinition]
    private var types: [String: InterfaceType] = [:]

    init(_ definitions: [TypeDefinition]) {
        self.definitions = definitions
        for definition in definitions { types[definition.name] = definition.type }
        for definition in definitions {
            if let type = Self.meaning(of: definition.type, types) { types[definition.name] = type }
        }
    }

    /// A type that is no name; nil for a name that stands for none.
    func meaning(of type: InterfaceType) -> InterfaceType? { Self.meaning(of: type, types) }

    private static func meaning(of type: InterfaceType, _ types: [String: InterfaceType]) -> InterfaceType? {
        var type = type
        var steps = 0
        while case .named(let name) = type {
            guard let next = types[name], steps <= types.count else { return nil }
            type = next
            steps += 1
        }
        return type
    }
}

extension [InterfaceField] {
    /// The place of an id among fields in ascending order of their ids.
    func index(of id: UInt32) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].label.id < id { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].label.id == id ? low : nil
    }
}
