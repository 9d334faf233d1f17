extension TypeGraph {
    /// Whether every value of a type of this graph may be decoded at a type of another (Candid specification,
    /// "Subtyping").
    ///
    /// Types may be recursive: a pair that is being compared is taken to hold.
    ///
    /// - Parameter steps: how many pairs of types may be compared.
    /// - Returns: `nil` when that, or the depth, was not enough to tell.
    public func isSubtype(
        _ type: TypeReference, of other: TypeReference, in otherGraph: TypeGraph, steps: Int = 100_000, depth: Int = 256
    ) -> Bool? {
        var steps = steps
        return isSubtype(type, of: other, in: otherGraph, steps: &steps, depth: depth)
    }

    /// The same, taking the pairs compared from the steps.
    func isSubtype(
        _ type: TypeReference, of other: TypeReference, in otherGraph: TypeGraph, steps: inout Int, depth: Int
    ) -> Bool? {
        var check = SubtypeCheck(self, otherGraph, steps: steps, depth: depth)
        let holds = check.holds(type, other, swapped: false, level: 0)
        steps = check.stepsLeft
        return check.isExhausted ? nil : holds
    }
}

/// One comparison of types of two graphs.
///
/// Every rule demands that all the pairs below it hold, since any type at all is a subtype of an `opt`. So the first
/// pair that fails decides, and an assumption never has to be taken back.
private struct SubtypeCheck {
    private let left: TypeGraph
    private let right: TypeGraph
    private(set) var stepsLeft: Int
    private let depth: Int
    private(set) var isExhausted = false

    /// A bit for each pair of entries that was met: of a left one below a right one, then the other way round, which
    /// happens in the arguments of functions.
    private var met: [UInt64]

    /// The greatest number of pairs of entries for which bits are kept.
    private static let pairLimit = 1 << 22

    init(_ left: TypeGraph, _ right: TypeGraph, steps: Int, depth: Int) {
        self.left = left
        self.right = right
        self.stepsLeft = steps
        self.depth = depth
        let pairs = left.count.multipliedReportingOverflow(by: right.count)
        isExhausted = pairs.overflow || pairs.partialValue > Self.pairLimit
        let words = isExhausted ? 0 : (2 * pairs.partialValue + 63) / 64
        met = [UInt64](repeating: 0, count: words)
        // The bits are work too, or many small comparisons within large tables would cost more than they are charged.
        stepsLeft -= words
    }

    /// Whether a type is a subtype of another. Swapped, the first is of the right graph and the second of the left.
    mutating func holds(_ lower: TypeReference, _ upper: TypeReference, swapped: Bool, level: Int) -> Bool {
        stepsLeft -= 1
        if stepsLeft < 0 || level > depth { isExhausted = true }
        if isExhausted { return false }
        let lowerKind = swapped ? right.kind(of: lower) : left.kind(of: lower)
        let upperKind = swapped ? left.kind(of: upper) : right.kind(of: upper)
        switch (lowerKind, upperKind) {
        case (_, .opt), (_, .reserved), (.empty, _): return true
        case (.nat, .int), (.service, .principal): return true
        case (.future, _): return false
        default: break
        }
        guard lowerKind == upperKind else { return false }
        guard lower.raw >= 0, upper.raw >= 0 else { return true }
        if wasMet(lower.raw, upper.raw, swapped) { return true }
        switch lowerKind {
        case .vec: return vectorHolds(lower, upper, swapped, level + 1)
        case .record: return recordHolds(lower, upper, swapped, level + 1)
        case .variant: return variantHolds(lower, upper, swapped, level + 1)
        case .function: return functionHolds(lower, upper, swapped, level + 1)
        default: return serviceHolds(lower, upper, swapped, level + 1)
        }
    }

    private mutating func wasMet(_ lower: Int32, _ upper: Int32, _ swapped: Bool) -> Bool {
        let pair =
            swapped
            ? left.count * right.count + Int(upper) * right.count + Int(lower)
            : Int(lower) * right.count + Int(upper)
        let bit = UInt64(1) << UInt64(pair & 63)
        if met[pair >> 6] & bit != 0 { return true }
        met[pair >> 6] |= bit
        return false
    }

    private func lowerGraph(_ swapped: Bool) -> TypeGraph { swapped ? right : left }
    private func upperGraph(_ swapped: Bool) -> TypeGraph { swapped ? left : right }

    private mutating func vectorHolds(
        _ lower: TypeReference, _ upper: TypeReference, _ swapped: Bool, _ level: Int
    ) -> Bool {
        guard let lowerElement = lowerGraph(swapped).element(of: lower),
            let upperElement = upperGraph(swapped).element(of: upper)
        else { return false }
        return holds(lowerElement, upperElement, swapped: swapped, level: level)
    }

    /// Fields that only the lower type has are dropped; those that only the upper has must be able to be null.
    private mutating func recordHolds(
        _ lower: TypeReference, _ upper: TypeReference, _ swapped: Bool, _ level: Int
    ) -> Bool {
        let lowerGraph = lowerGraph(swapped)
        let upperGraph = upperGraph(swapped)
        let lowerCount = lowerGraph.memberCount(of: lower)
        stepsLeft -= lowerCount
        var position = 0
        for upperPosition in 0..<upperGraph.memberCount(of: upper) {
            let field = upperGraph.field(of: upper, at: upperPosition)
            while position < lowerCount, lowerGraph.field(of: lower, at: position).id < field.id { position += 1 }
            if position < lowerCount, lowerGraph.field(of: lower, at: position).id == field.id {
                let type = lowerGraph.field(of: lower, at: position).type
                guard holds(type, field.type, swapped: swapped, level: level) else { return false }
            } else {
                guard upperGraph.mayBeAbsent(field.type) else { return false }
            }
        }
        return true
    }

    /// Every tag of the lower type must be one of the upper.
    private mutating func variantHolds(
        _ lower: TypeReference, _ upper: TypeReference, _ swapped: Bool, _ level: Int
    ) -> Bool {
        let lowerGraph = lowerGraph(swapped)
        let upperGraph = upperGraph(swapped)
        let upperCount = upperGraph.memberCount(of: upper)
        stepsLeft -= upperCount
        var position = 0
        for lowerPosition in 0..<lowerGraph.memberCount(of: lower) {
            let tag = lowerGraph.field(of: lower, at: lowerPosition)
            while position < upperCount, upperGraph.field(of: upper, at: position).id < tag.id { position += 1 }
            guard position < upperCount, upperGraph.field(of: upper, at: position).id == tag.id else { return false }
            let type = upperGraph.field(of: upper, at: position).type
            guard holds(tag.type, type, swapped: swapped, level: level) else { return false }
        }
        return true
    }

    /// Results go with the function, arguments against it; both as records with the fields 0, 1, 2…
    private mutating func functionHolds(
        _ lower: TypeReference, _ upper: TypeReference, _ swapped: Bool, _ level: Int
    ) -> Bool {
        let lowerGraph = lowerGraph(swapped)
        let upperGraph = upperGraph(swapped)
        guard let lowerShape = lowerGraph.function(of: lower), let upperShape = upperGraph.function(of: upper),
            lowerShape.annotations == upperShape.annotations
        else { return false }
        for position in 0..<lowerShape.argumentCount {
            let type = lowerGraph.argument(lowerShape, at: position)
            if position < upperShape.argumentCount {
                let other = upperGraph.argument(upperShape, at: position)
                guard holds(other, type, swapped: !swapped, level: level) else { return false }
            } else {
                guard lowerGraph.mayBeAbsent(type) else { return false }
            }
        }
        for position in 0..<upperShape.resultCount {
            let type = upperGraph.result(upperShape, at: position)
            if position < lowerShape.resultCount {
                let other = lowerGraph.result(lowerShape, at: position)
                guard holds(other, type, swapped: swapped, level: level) else { return false }
            } else {
                guard upperGraph.mayBeAbsent(type) else { return false }
            }
        }
        return true
    }

    /// The lower service must have every method of the upper.
    private mutating func serviceHolds(
        _ lower: TypeReference, _ upper: TypeReference, _ swapped: Bool, _ level: Int
    ) -> Bool {
        let lowerGraph = lowerGraph(swapped)
        let upperGraph = upperGraph(swapped)
        let lowerCount = lowerGraph.memberCount(of: lower)
        stepsLeft -= lowerCount
        var position = 0
        for upperPosition in 0..<upperGraph.memberCount(of: upper) {
            let method = upperGraph.method(of: upper, at: upperPosition)
            var candidate: (name: [UInt8], type: TypeReference)?
            while position < lowerCount {
                let next = lowerGraph.method(of: lower, at: position)
                guard next.name.lexicographicallyPrecedes(method.name) else {
                    candidate = next
                    break
                }
                position += 1
            }
            guard let candidate, candidate.name == method.name else { return false }
            guard holds(candidate.type, method.type, swapped: swapped, level: level) else { return false }
        }
        return true
    }
}

extension TypeGraph {
    /// Whether a value of the type may be missing, for null stands for it.
    func mayBeAbsent(_ type: TypeReference) -> Bool {
        switch kind(of: type) {
        case .opt, .null, .reserved: true
        default: false
        }
    }
}
