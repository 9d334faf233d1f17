import Candid

/// Compares types of two graphs as ``TypeGraph/isSubtype(_:of:in:steps:depth:)`` does, and tells where they differ.
///
/// Every rule demands all the pairs below it, so the first that fails is the reason. An `opt` alone takes everything:
/// what does not fit is read as null, which is no failure, but a loss.
struct SubtypeExplanation {
    private let left: TypeGraph
    private let right: TypeGraph
    /// The names of fields, for messages.
    private let names: [UInt32: String]
    /// The pairs that are compared, or were: taken to hold, as recursive types need it.
    private var met: Set<PairOfTypes> = []
    /// The same in the order in which they came.
    private var order: [PairOfTypes] = []
    /// What does not fit into an option, with the way to it from there: looked at once, and told wherever it comes.
    private var misfits: [PairOfTypes: SubtypeFailure] = [:]
    var stepsLeft = TypeEquality.stepLimit
    private var path: [String] = []
    /// Where values are lost, the first ``lossLimit`` of them; nil where nobody asks.
    private(set) var losses: [SubtypeFailure]?
    static let lossLimit = 100

    init(_ left: TypeGraph, _ right: TypeGraph, names: [UInt32: String], tellingLosses: Bool = false) {
        self.left = left
        self.right = right
        self.names = names
        losses = tellingLosses ? [] : nil
    }

    mutating func failure(_ lower: TypeReference, _ upper: TypeReference) throws(TypeError) -> SubtypeFailure? {
        try compare(PairOfTypes(lower, upper))
    }

    func lower(_ pair: PairOfTypes) -> TypeGraph { pair.isSwapped ? right : left }
    func upper(_ pair: PairOfTypes) -> TypeGraph { pair.isSwapped ? left : right }

    func fails(_ reason: String) -> SubtypeFailure { SubtypeFailure(path: path, reason: reason) }

    mutating func compare(_ pair: PairOfTypes, as part: String) throws(TypeError) -> SubtypeFailure? {
        path.append(part)
        defer { path.removeLast() }
        return try compare(pair)
    }

    private mutating func compare(_ pair: PairOfTypes) throws(TypeError) -> SubtypeFailure? {
        stepsLeft -= 1
        guard stepsLeft >= 0 else { throw .tooManySteps(limit: TypeEquality.stepLimit) }
        // Each level takes stack; names of fields are looked up only for messages.
        guard path.count <= TypeLowering.levelLimit else { throw .limitExceeded(levels: TypeLowering.levelLimit) }
        let (lowerKind, upperKind) = (lower(pair).kind(of: pair.lower), upper(pair).kind(of: pair.upper))
        switch (lowerKind, upperKind) {
        case (_, .opt):
            if losses != nil { try lookForLosses(pair, lowerKind) }
            return nil
        case (_, .reserved), (.empty, _), (.nat, .int), (.service, .principal): return nil
        default: break
        }
        guard lowerKind == upperKind else { return fails("expected \(upperKind.name), found \(lowerKind.name)") }
        guard pair.lower.index != nil, meet(pair) else { return nil }
        switch lowerKind {
        case .vec:
            guard let element = lower(pair).element(of: pair.lower), let other = upper(pair).element(of: pair.upper)
            else { return nil }
            return try compare(PairOfTypes(element, other, isSwapped: pair.isSwapped), as: "element")
        case .record: return try compareRecords(pair)
        case .variant: return try compareVariants(pair)
        case .function: return try compareFunctions(pair)
        case .service: return try compareServices(pair)
        default: return nil
        }
    }

    private mutating func meet(_ pair: PairOfTypes) -> Bool {
        guard met.insert(pair).inserted else { return false }
        order.append(pair)
        return true
    }

    /// Looks whether what an option is given fits into it.
    private mutating func lookForLosses(_ pair: PairOfTypes, _ kind: TypeKind) throws(TypeError) {
        if let misfit = misfits[pair] { return lose(misfit) }
        guard meet(pair), kind != .null, kind != .reserved, kind != .empty else { return }
        guard let wrapped = upper(pair).element(of: pair.upper) else { return }
        let value = kind == .opt ? lower(pair).element(of: pair.lower) : pair.lower
        guard let value else { return }
        let (metBefore, lossesBefore) = (order.count, losses?.count ?? 0)
        let below = PairOfTypes(value, wrapped, isSwapped: pair.isSwapped)
        guard let failure = try compare(below, as: "value of the opt") else { return }
        // What was assumed on the way to a failure does not hold, and what would be lost there is not even looked at.
        for pair in order[metBefore...] { met.remove(pair) }
        order.removeSubrange(metBefore...)
        losses?.removeSubrange(lossesBefore...)
        let misfit = SubtypeFailure(path: Array(failure.path.dropFirst(path.count)), reason: failure.reason)
        misfits[pair] = misfit
        lose(misfit)
    }

    /// - Parameter misfit: its path begins at the option.
    private mutating func lose(_ misfit: SubtypeFailure) {
        guard let count = losses?.count, count < Self.lossLimit else { return }
        losses?.append(SubtypeFailure(path: path + misfit.path, reason: misfit.reason))
    }

    private func name(_ id: UInt32) -> String { names[id].map(spelled) ?? String(id) }

    func mayBeAbsent(_ type: TypeReference, in graph: TypeGraph) -> Bool {
        switch graph.kind(of: type) {
        case .opt, .null, .reserved: true
        default: false
        }
    }

    private mutating func fields(_ type: TypeReference, in graph: TypeGraph) -> [UInt32: TypeReference] {
        let count = graph.memberCount(of: type)
        stepsLeft -= count
        var fields: [UInt32: TypeReference] = [:]
        for position in 0..<count {
            let field = graph.field(of: type, at: position)
            fields[field.id] = field.type
        }
        return fields
    }

    private mutating func compareRecords(_ pair: PairOfTypes) throws(TypeError) -> SubtypeFailure? {
        let found = fields(pair.lower, in: lower(pair))
        let graph = upper(pair)
        for position in 0..<graph.memberCount(of: pair.upper) {
            let field = graph.field(of: pair.upper, at: position)
            if let type = found[field.id] {
                let below = PairOfTypes(type, field.type, isSwapped: pair.isSwapped)
                if let failure = try compare(below, as: "field \(name(field.id))") { return failure }
            } else if !mayBeAbsent(field.type, in: graph) {
                return fails(
                    "the field \(name(field.id)) is missing, and its type \(graph.kind(of: field.type).name) is not "
                        + "opt, null or reserved")
            }
        }
        return nil
    }

    private mutating func compareVariants(_ pair: PairOfTypes) throws(TypeError) -> SubtypeFailure? {
        let known = fields(pair.upper, in: upper(pair))
        let graph = lower(pair)
        for position in 0..<graph.memberCount(of: pair.lower) {
            let tag = graph.field(of: pair.lower, at: position)
            guard let type = known[tag.id] else { return fails("the tag \(name(tag.id)) is not expected") }
            let below = PairOfTypes(tag.type, type, isSwapped: pair.isSwapped)
            if let failure = try compare(below, as: "tag \(name(tag.id))") { return failure }
        }
        return nil
    }
}
