import Candid

extension CandidInterface {
    /// Whether a type of this interface is the same as one of another: the same parts with the same field ids, method
    /// names and annotations, whatever the names of types and arguments.
    public func isSame(
        _ type: InterfaceType, as other: InterfaceType, in otherInterface: CandidInterface
    ) throws(TypeError) -> Bool {
        let (lowering, otherLowering) = (TypeLowering(definitions), TypeLowering(otherInterface.definitions))
        let (one, second) = (try lowering.add(type), try otherLowering.add(other))
        var equality = TypeEquality(lowering.table.graph, otherLowering.table.graph)
        return try equality.holds(one, second)
    }

    /// Why not every value of a type of this interface may be read at a type of another ("Subtyping", Candid
    /// specification); nil where every value may.
    public func subtypeFailure(
        _ type: InterfaceType, of other: InterfaceType, in otherInterface: CandidInterface
    ) throws(TypeError) -> SubtypeFailure? {
        let (lowering, otherLowering) = (TypeLowering(definitions), TypeLowering(otherInterface.definitions))
        let (lower, upper) = (try lowering.add(type), try otherLowering.add(other))
        let names = FieldNames.of([self, otherInterface], and: [type, other])
        var explanation = SubtypeExplanation(lowering.table.graph, otherLowering.table.graph, names: names)
        return try explanation.failure(lower, upper)
    }

    /// Whether every value of a type of this interface may be read at a type of another.
    public func isSubtype(
        _ type: InterfaceType, of other: InterfaceType, in otherInterface: CandidInterface
    ) throws(TypeError) -> Bool {
        try subtypeFailure(type, of: other, in: otherInterface) == nil
    }

    /// Why a canister with this interface cannot take the place of one with an older interface, whose clients remain;
    /// nil where it can. The arguments of installation do not count.
    public func upgradeFailure(from old: CandidInterface) throws(TypeError) -> SubtypeFailure? {
        let (new, before) = (service?.methods ?? [], old.service?.methods ?? [])
        return try subtypeFailure(.service(new), of: .service(before), in: old)
    }
}
