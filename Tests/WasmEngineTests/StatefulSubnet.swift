import Candid
import CanisterExecution
import TestSupport

@testable import WasmEngine

/// Two canisters that use every kind of state and call each other, one that comes and goes, and a host canister that
/// answers late.
struct StatefulSubnet {
    let subnet: Subnet
    let canisters = [Principal(canisterIndex: 0), Principal(canisterIndex: 1)]
    private let passing = Principal(canisterIndex: 7)
    private let late = Principal(canisterIndex: 1_000)
    private let module: [UInt8]
    let engine: WasmEngine

    private static var configuration: SubnetConfiguration {
        var limits = ResourceLimits()
        limits.log = 100
        limits.chunks = 3
        limits.snapshots = 2
        limits.historyLength = 3
        return SubnetConfiguration(id: .anonymous, rootKey: [1], time: 1_000_000_000, limits: limits)
    }

    init() throws {
        engine = try .shared()
        module = try engine.assemble(StatefulModule.text)
        subnet = Subnet(Self.configuration, guests: WasmGuestFactory(engine: engine))
        for id in canisters {
            try subnet.createCanister(id, controllers: [.anonymous])
            try subnet.install(module: module, in: id, argument: [], caller: .anonymous)
        }
        addHosts()
    }

    init(restoring image: StateImage) throws {
        engine = try .shared()
        module = try engine.assemble(StatefulModule.text)
        subnet = try Subnet(
            restoring: image.records, Self.configuration, guests: WasmGuestFactory(engine: engine))
        addHosts()
    }

    private func addHosts() {
        subnet.setHostCanister(late) { [subnet] call in
            guard call.method == "stop", let id = try? Principal(bytes: call.argument) else { return .later }
            do throws(Reject) { try subnet.stop(id, answering: call.id) } catch { return .reject(error) }
            return .later
        }
    }

    /// Does something that random numbers choose.
    ///
    /// - Returns: what it was and what came of it.
    func operate(_ random: inout SplitMix64) -> String {
        let kind = random.next() % 24
        let id = canisters[Int(random.next() % 2)]
        let byte = UInt8(truncatingIfNeeded: random.next() % 200)
        let words = "\(kind) \(id.text) \(byte):"
        switch kind {
        case 0..<3:
            let method = ["add", "both", "bothAndTrap", "store", "arm", "certify", "grow"][Int(byte) % 7]
            return "\(words) \(method) \(subnet.call(id, method, [byte, 1, 2], from: .anonymous).result)"
        case 3..<5: return submit("add", to: id, [byte])
        case 5: return submit("store", to: id, [UInt8](repeating: byte, count: 6_000))
        case 6: return submit("relay", to: id, canisters[Int(byte) % 2].bytes)
        case 7: return submit(byte % 2 == 0 ? "relay" : "relayBriefly", to: id, late.bytes)
        case 8: return submit("relay", to: id, passing.bytes)
        case 9, 10: return "\(words) step \(subnet.step())"
        case 11: return "\(words) run \(subnet.run())"
        case 12:
            subnet.advanceTime(by: UInt64(byte) * 20_000_000)
            return "\(words) timer \(subnet.runOneTimer())"
        case 13:
            guard let call = subnet.unansweredCalls(of: late).first else { return "\(words) nothing waits" }
            return "\(words) answer \(subnet.answer(call.id, with: .reply([byte], acceptedCycles: UInt128(byte))))"
        case 14:
            _ = subnet.submit(late, "stop", id.bytes, from: .anonymous)
            return "\(words) stop \(subnet.run(atMost: 2))"
        case 15, 16: return "\(words) start \(outcome { () throws(Reject) in try subnet.start(id) })"
        case 17:
            let mode: InstallMode = byte % 2 == 0 ? .reinstall : .upgrade()
            return "\(words) install "
                + outcome { () throws(Reject) in
                    try subnet.install(module: module, in: id, mode: mode, argument: [], caller: .anonymous)
                }
        case 18: return "\(words) passing \(letPass(byte))"
        case 19: return "\(words) chunk \(outcome { () throws(Reject) in try subnet.storeChunk([byte % 4], of: id) })"
        case 20:
            guard byte % 3 > 0 else {
                return "\(words) clear \(outcome { () throws(Reject) in try subnet.clearChunks(of: id) })"
            }
            subnet.note(.controllersChange([id]), of: id, by: .canister(late, version: byte % 2 == 0 ? nil : 3))
            return "\(words) note \(subnet.canisters[id]?.history.total ?? 0)"
        case 21:
            let oldest = subnet.canisters[id]?.takenSnapshots.values.map(\.id).min { $0.number < $1.number }
            let replaced = byte % 3 == 0 ? oldest : nil
            return "\(words) snapshot "
                + outcome { () throws(Reject) in try subnet.takeSnapshot(of: id, replacing: replaced) }
        case 22: return "\(words) snapshot \(useSnapshot(for: id, byte))"
        default:
            subnet.canisters[id]?.settings.freezingThreshold = UInt64(byte)
            subnet.canisters[id]?.settings.logVisibility = byte % 2 == 0 ? .everybody : .viewers([id])
            subnet.canisters[id]?.settings.environmentVariables = [EnvironmentVariable(name: "b", value: "\(byte)")]
            return words
        }
    }

    private func submit(_ method: String, to id: Principal, _ argument: [UInt8]) -> String {
        "submit \(method) \(subnet.submit(id, method, argument, from: .anonymous).rawValue)"
    }

    /// Loads or deletes the oldest snapshot of a canister.
    private func useSnapshot(for id: Principal, _ byte: UInt8) -> String {
        let source = subnet.canisters[canisters[Int(byte) % 2]]
        let oldest = source?.takenSnapshots.values.min { $0.id.number < $1.id.number }
        guard let source, let oldest else { return "none" }
        return outcome { () throws(Reject) in
            if byte % 3 == 0 {
                try subnet.deleteSnapshot(oldest.id, of: source.id)
            } else {
                try subnet.loadSnapshot(oldest.id, into: id)
            }
        }
    }

    /// Makes, uninstalls or deletes the canister that comes and goes.
    private func letPass(_ byte: UInt8) -> String {
        outcome { () throws(Reject) in
            guard subnet.canisters[passing] != nil else {
                try subnet.createCanister(passing, controllers: [])
                try subnet.install(module: module, in: passing, argument: [], caller: .anonymous)
                return
            }
            if byte % 3 == 0 { try subnet.uninstall(passing) }
            try subnet.stop(passing)
            if byte % 2 == 0 { try subnet.delete(passing) }
        }
    }

    private func outcome<Value>(_ body: () throws(Reject) -> Value) -> String {
        do throws(Reject) {
            _ = try body()
            return "done"
        } catch {
            return error.description
        }
    }
}
