import Candid

/// Whether types of two graphs are the same whatever their names: recursive ones are taken to be until they differ.
struct TypeEquality {
    private let left: TypeGraph
    private let right: TypeGraph
    private var met: Set<PairOfTypes> = []
    static let stepLimit = 1_000_000

    init(_ left: TypeGraph, _ right: TypeGraph) {
        self.left = left
        self.right = right
    }

    mutating func holds(_ one: TypeReference, _ other: TypeReference) throws(TypeError) -> Bool {
        var open = [PairOfTypes(one, other)]
        var steps = 0
        while let pair = open.popLast() {
            guard left.kind(of: pair.lower) == right.kind(of: pair.upper) else { return false }
            guard pair.lower.index != nil, met.insert(pair).inserted else { continue }
            guard let parts = parts(of: pair) else { return false }
            open += parts
            steps += parts.count + 1
            guard steps <= Self.stepLimit else { throw .tooManySteps(limit: Self.stepLimit) }
        }
        return true
    }

    /// What must be the same below two types of the same kind, or nil where they differ already.
    private func parts(of pair: PairOfTypes) -> [PairOfTypes]? {
        let (one, other) = (pair.lower, pair.upper)
        if let element = left.element(of: one), let otherElement = right.element(of: other) {
            return [PairOfTypes(element, otherElement)]
        }
        if let function = left.function(of: one), let otherFunction = right.function(of: other) {
            guard function.annotations == otherFunction.annotations,
                function.argumentCount == otherFunction.argumentCount,
                function.resultCount == otherFunction.resultCount
            else { return nil }
            return (0..<function.argumentCount).map {
                PairOfTypes(left.argument(function, at: $0), right.argument(otherFunction, at: $0))
            }
                + (0..<function.resultCount).map {
                    PairOfTypes(left.result(function, at: $0), right.result(otherFunction, at: $0))
                }
        }
        let count = left.memberCount(of: one)
        guard count == right.memberCount(of: other) else { return nil }
        var parts: [PairOfTypes] = []
        for position in 0..<count {
            if left.kind(of: one) == .service {
                let (method, otherMethod) = (left.method(of: one, at: position), right.method(of: other, at: position))
                guard method.name == otherMethod.name else { return nil }
                parts.append(PairOfTypes(method.type, otherMethod.type))
            } else {
                let (field, otherField) = (left.field(of: one, at: position), right.field(of: other, at: position))
                guard field.id == otherField.id else { return nil }
                parts.append(PairOfTypes(field.type, otherField.type))
            }
        }
        return parts
    }
}

/// Two types that are compared, of two graphs.
struct PairOfTypes: Hashable {
    var lower: TypeReference
    var upper: TypeReference
    /// Whether the lower is of the second graph, as among the arguments of functions.
    var isSwapped = false

    init(_ lower: TypeReference, _ upper: TypeReference, isSwapped: Bool = false) {
        self.lower = lower
        self.upper = upper
        self.isSwapped = isSwapped
    }
}
