import Candid

/// What the address of a request to a canister must name (Interface Specification, "Effective canister id").
public enum EffectiveCanister: Hashable, Sendable {
    /// Any canister of the subnet will do.
    case any
    /// This one.
    case exactly(Principal)
}

extension CanisterRequest {
    /// What the address must name.
    ///
    /// - Throws: ``RequestRefusal/noEffectiveCanister(method:field:reason:)`` for calls of the management canister
    ///   whose argument does not tell.
    public func effectiveCanister(of kind: RequestContent.Kind) throws(RequestRefusal) -> EffectiveCanister {
        guard canister == .managementCanister else { return .exactly(canister) }
        if createsCanister(as: kind) || listsCanisters(as: kind) { return .any }
        let field: StaticString =
            kind == .call && method == "install_chunked_code" ? "target_canister" : "canister_id"
        do throws(CandidError) {
            return .exactly(try Self.principal(field, in: argument))
        } catch {
            throw .noEffectiveCanister(method: method, field: "\(field)", reason: error)
        }
    }

    /// Whether the management canister is asked for a new canister.
    func createsCanister(as kind: RequestContent.Kind) -> Bool {
        canister == .managementCanister && kind == .call
            && (method == "create_canister" || method == "provisional_create_canister_with_cycles")
    }

    /// Whether the management canister is asked for a subnet's canisters.
    func listsCanisters(as kind: RequestContent.Kind) -> Bool {
        canister == .managementCanister && kind == .query && method == "list_canisters"
    }

    /// The principal in a field of the record that is an argument.
    private static func principal(_ name: StaticString, in argument: [UInt8]) throws(CandidError) -> Principal {
        let id = fieldID(of: "\(name)")
        let decoder = try CandidDecoder(argument)
        guard let type = try decoder.nextArgument() else { throw decoder.error(.missingArgument) }
        var fields = try decoder.record(type)
        return try decoder.field(id, name, of: &fields)
    }
}
