import Candid
import CanisterExecution

extension ManagementCanister {
    /// The method of a name.
    static func method(_ name: String) throws(Reject) -> ManagementMethod {
        guard let method = ManagementMethod(rawValue: name) else {
            throw Reject(
                .canisterMethodNotFound,
                "Management canister has no method '\(name)' here; it has "
                    + ManagementMethod.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return method
    }

    static func forCanistersOnly(_ method: ManagementMethod) -> Reject {
        Reject(
            .canisterRejectedMessage,
            "The method '\(method.rawValue)' of the management canister can be called by canisters alone, not by users"
                + (method.isQuery ? ", who can ask it as a query only" : ""))
    }

    /// The canister, if the caller may have the method done to it.
    func accessible(
        _ id: Principal, to caller: Principal, for method: ManagementMethod
    ) throws(Reject) -> HostedCanister {
        let canister = try existing(id)
        let mayCall =
            switch method.access {
            case .anybody: true
            case .controllers: canister.controllers.contains(caller)
            case .controllersAndItself: canister.controllers.contains(caller) || caller == id
            }
        guard mayCall else {
            throw Reject(
                .canisterInvalidController,
                "Only controllers of canister \(id.text) can call ic00 method \(method.rawValue); the caller is "
                    + caller.text)
        }
        return canister
    }

    func existing(_ id: Principal) throws(Reject) -> HostedCanister {
        try subnet.canister(id)
    }

    /// The argument of a method.
    static func decode<Value: CandidDecodable>(
        _ type: Value.Type, from argument: [UInt8], of method: ManagementMethod
    ) throws(Reject) -> Value {
        do throws(CandidError) {
            let decoder = try CandidDecoder(argument)
            let value = try decoder.argument(type)
            try decoder.finish()
            return value
        } catch {
            throw Reject(
                .invalidManagementPayload, "The argument of '\(method.rawValue)' cannot be decoded: \(error)")
        }
    }

    /// The canister that a method's argument names.
    static func canister(in argument: [UInt8], of method: ManagementMethod) throws(Reject) -> Principal {
        method == .installChunkedCode
            ? try decode(ChunkedInstallation.self, from: argument, of: method).targetCanister
            : try decode(CanisterArgument.self, from: argument, of: method).canisterId
    }
}
