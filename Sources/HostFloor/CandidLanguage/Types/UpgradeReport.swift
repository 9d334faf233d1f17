import Candid

/// What becomes of the clients of a canister when another interface takes the place of its own.
public struct UpgradeReport: Hashable, Sendable {
    /// Why clients cannot go on: for each method of the old interface the first thing that is wrong. None where the
    /// upgrade is safe.
    public var failures: [SubtypeFailure] = []

    /// What an `opt` reads as null from now on, since the types on both sides have gone apart. The rules allow it;
    /// values are lost all the same. The first hundred of each method.
    public var losses: [SubtypeFailure] = []

    /// Whether every client of the old interface may go on.
    public var isSafe: Bool { failures.isEmpty }
}

extension CandidInterface {
    /// Compares this interface with an older one, whose clients remain ("Upgrading and subtyping", Candid
    /// specification). The arguments of installation do not count.
    ///
    /// - Throws: ``TypeError`` where types nest too deep, or comparing them takes too many steps.
    public func upgradeReport(from old: CandidInterface) throws(TypeError) -> UpgradeReport {
        let (lowering, oldLowering) = (TypeLowering(definitions), TypeLowering(old.definitions))
        let (new, before) = (service?.methods ?? [], old.service?.methods ?? [])
        let names = FieldNames.of([self, old], and: [.service(new), .service(before)])
        let known = Dictionary(new.map { (Array($0.name.utf8), $0) }) { first, _ in first }
        var pairs: [(lower: TypeReference, upper: TypeReference)] = []
        for method in before {
            let found = known[Array(method.name.utf8)].map { [$0] } ?? []
            pairs.append((try lowering.add(.service(found)), try oldLowering.add(.service([method]))))
        }
        let (graph, oldGraph) = (lowering.table.graph, oldLowering.table.graph)
        var report = UpgradeReport()
        for (lower, upper) in pairs {
            var explanation = SubtypeExplanation(graph, oldGraph, names: names, tellingLosses: true)
            if let failure = try explanation.failure(lower, upper) { report.failures.append(failure) }
            report.losses += explanation.losses ?? []
        }
        return report
    }
}
