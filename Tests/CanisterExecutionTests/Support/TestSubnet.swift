import Candid
import CanisterExecution

/// A subnet with canisters made of scripts.
struct TestSubnet {
    let subnet: Subnet

    init(limits: ResourceLimits = ResourceLimits()) {
        subnet = Subnet(SubnetConfiguration(id: user(99), rootKey: [1, 2, 3], time: 1_000, limits: limits))
    }

    /// Installs scripts in a new canister.
    func install(
        _ scripts: [EntryPointName: ScriptedGuest.Script], callbacks: [UInt64: ScriptedGuest.Script] = [:],
        start: ScriptedGuest.Script? = nil, cycles: UInt128 = 1_000_000
    ) throws -> HostedCanister {
        let canister = try subnet.createCanister(controllers: [user(1)], cycles: cycles)
        let guest = ScriptedGuest(scripts, callbacks: callbacks, start: start)
        try subnet.install(guest, in: canister.id, argument: [], caller: user(1))
        return canister
    }

    @discardableResult
    func call(_ canister: HostedCanister, _ method: String, _ argument: [UInt8] = []) -> CallResult {
        subnet.call(canister.id, method, argument, from: user(7)).result
    }

    func query(_ canister: HostedCanister, _ method: String, _ argument: [UInt8] = []) -> CallResult {
        subnet.query(canister.id, method, argument, from: user(7)).result
    }
}

/// A made-up user.
func user(_ number: UInt8) -> Principal {
    (try? Principal(bytes: [number, 0xab, 0x02])) ?? .anonymous
}

extension HostedCanister {
    /// A number in the heap of the canister's scripts.
    func heap(_ name: String) -> Int? { (guest as? ScriptedGuest)?.heap[name] }
}
