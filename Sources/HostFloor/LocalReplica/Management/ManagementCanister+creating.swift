import Candid
import CanisterExecution

extension ManagementCanister {
    /// Cycles of a canister that nothing else is said of: 100 T.
    static let provisionalCycles: UInt128 = 100_000_000_000_000

    /// `create_canister`: the cycles that came with the call are the new canister's.
    func create(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(CanisterCreation.self, from: call.argument, of: .createCanister)
        let id = try newCanister(nil, argument.settings, for: call, cycles: call.cycles)
        return .reply(CandidEncoder.encode(CanisterArgument(canisterId: id)), acceptedCycles: call.cycles)
    }

    /// `provisional_create_canister_with_cycles`: the cycles come from nowhere.
    func createProvisionally(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(
            ProvisionalCreation.self, from: call.argument, of: .provisionalCreateCanister)
        let cycles = try argument.amount.map { amount throws(Reject) in try amount.cycles("amount") }
        if let id = argument.specifiedId {
            guard Self.isCanisterID(id) else {
                throw Reject(
                    .invalidManagementPayload,
                    "The specified_id \(id.text) is none that a canister can have here: expected eight bytes and then "
                        + "1, 1")
            }
            guard subnet.canisters[id] == nil else {
                throw Reject(.canisterIDTaken, "Canister \(id.text) exists already")
            }
        }
        let id = try newCanister(
            argument.specifiedId, argument.settings, for: call, cycles: cycles ?? Self.provisionalCycles)
        return .reply(CandidEncoder.encode(CanisterArgument(canisterId: id)))
    }

    /// `provisional_top_up_canister`: cycles from nowhere, for any canister.
    func topUp(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(ProvisionalTopUp.self, from: call.argument, of: .provisionalTopUp)
        try add(try argument.amount.cycles("amount"), to: argument.canisterId)
        return .reply(CandidEncoder.encode())
    }

    /// `deposit_cycles`: those that came with the call.
    func deposit(_ call: HostCanisterCall) throws(Reject) -> HostAnswer {
        let argument = try Self.decode(CanisterArgument.self, from: call.argument, of: .depositCycles)
        try add(call.cycles, to: argument.canisterId)
        return .reply(CandidEncoder.encode(), acceptedCycles: call.cycles)
    }

    private func add(_ cycles: UInt128, to id: Principal) throws(Reject) {
        let canister = try existing(id)
        let (sum, overflow) = canister.cycles.addingReportingOverflow(cycles)
        canister.cycles = overflow ? .max : sum
    }

    private func newCanister(
        _ id: Principal?, _ change: SettingsChange?, for call: HostCanisterCall, cycles: UInt128
    ) throws(Reject) -> Principal {
        guard subnet.canisters.count < limits.canisters else {
            throw Reject(
                .maximumNumberOfCanisters, "The subnet has \(limits.canisters) canisters, which is the most it can have")
        }
        var settings = CanisterSettings(controllers: [call.caller])
        if let change { try settings.apply(change) }
        let new = try subnet.createCanister(id, settings: settings, cycles: cycles).id
        let variables = change?.environmentVariables == nil ? nil : settings.environmentVariablesHash
        note(
            .creation(controllers: settings.controllers, environmentVariables: variables), of: new, by: call)
        return new
    }

    /// Whether a principal has the form of those that the network gives to canisters.
    private static func isCanisterID(_ id: Principal) -> Bool {
        let bytes = id.bytes
        return bytes.count == 10 && bytes[8] == 1 && bytes[9] == 1
    }
}
