import CandidLanguage
import TestSupport

/// Interfaces of every shape, made of a seed.
struct GeneratedInterface {
    private var random: SplitMix64
    private let names = ["A", "Room", "Message", "list_of_2", "_x", "Tree"]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private mutating func number(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    mutating func interface() -> CandidInterface {
        let definitions = names.enumerated().map { index, name in
            // A name alone could lead in circles.
            TypeDefinition(name: name, type: composite(depth: 3), documentation: documentation())
        }
        let parameters: [InterfaceParameter]? = number(2) == 0 ? nil : self.parameters(depth: 2)
        let service = ServiceDescription(
            name: number(2) == 0 ? nil : "chat", initParameters: parameters, methods: methods(depth: 3),
            documentation: documentation())
        return CandidInterface(definitions: definitions, service: number(5) == 0 ? nil : service)
    }

    mutating func composite(depth: Int) -> InterfaceType {
        switch number(6) {
        case 0: .optional(type(depth: depth - 1))
        case 1: .vector(type(depth: depth - 1))
        case 2: .record(fields(depth: depth - 1, isRecord: true))
        case 3: .variant(fields(depth: depth - 1, isRecord: false))
        case 4: .function(signature(depth: depth - 1))
        default: .service(methods(depth: depth - 1))
        }
    }

    mutating func type(depth: Int) -> InterfaceType {
        if depth > 0, number(3) > 0 { return composite(depth: depth) }
        switch number(4) {
        case 0: return .named(names[number(names.count)])
        case 1: return .principal
        default: return .primitive(PrimitiveType.allCases[number(PrimitiveType.allCases.count)])
        }
    }

    private mutating func documentation() -> [String] {
        (0..<max(0, number(5) - 2)).map { _ in
            ["What it is", "", "  indented", "/ a slash */ and /* a star"][number(4)]
        }
    }

    private mutating func name() -> String {
        ["text", "record", "room", "x y", "", "quote \" and \\", "line\nend", "größe", "query", "a1"][number(10)]
    }

    private mutating func fields(depth: Int, isRecord: Bool) -> [InterfaceField] {
        var fields: [InterfaceField] = []
        var next: UInt64 = 0
        for _ in 0..<number(5) {
            let label: FieldLabel =
                switch number(4) {
                case 0: .number(UInt32(truncatingIfNeeded: random.next() >> UInt64(number(33))))
                case 1 where isRecord: .position(UInt32(truncatingIfNeeded: next))
                default: .name(name())
                }
            guard !fields.contains(where: { $0.label.id == label.id }) else { continue }
            next = UInt64(label.id) + 1
            fields.append(InterfaceField(label, type(depth: depth), documentation: documentation()))
        }
        return fields.sorted { $0.label.id < $1.label.id }
    }

    private mutating func parameters(depth: Int) -> [InterfaceParameter] {
        (0..<number(4)).map { _ in
            InterfaceParameter(name: number(2) == 0 ? nil : name(), type(depth: depth))
        }
    }

    mutating func signature(depth: Int) -> FunctionSignature {
        let annotation: FunctionSignature.Annotation? = [nil, .query, .compositeQuery, .oneway][number(4)]
        return FunctionSignature(
            parameters: parameters(depth: depth), results: annotation == .oneway ? [] : parameters(depth: depth),
            annotation: annotation)
    }

    private mutating func methods(depth: Int) -> [ServiceMethod] {
        var methods: [ServiceMethod] = []
        for _ in 0..<number(4) {
            let name = name()
            guard !methods.contains(where: { $0.name == name }) else { continue }
            methods.append(
                ServiceMethod(name: name, signature: signature(depth: depth), documentation: documentation()))
        }
        return methods
    }
}
