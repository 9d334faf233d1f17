import Candid
import CanisterExecution
import Testing
import TestSupport

@testable import WasmEngine

@Suite("State that is not what it has to be")
struct StateErrorTests {
    private let machine: StatefulSubnet
    private let records: [StateRecord]

    init() throws {
        machine = try StatefulSubnet()
        var operations = SplitMix64(seed: 3)
        for _ in 0..<40 { _ = machine.operate(&operations) }
        _ = machine.subnet.submit(machine.canisters[0], "add", [1], from: .anonymous)
        records = try machine.subnet.takeChanges().records
    }

    private func error(_ change: (inout [StateRecord]) -> Void) -> StateError? {
        var changed = records
        change(&changed)
        do throws(StateError) {
            _ = try Subnet(
                restoring: changed, machine.subnet.configuration, guests: WasmGuestFactory(engine: machine.engine))
            return nil
        } catch {
            return error
        }
    }

    @Test("is restored where nothing is wrong")
    func acceptsAll() { #expect(error { _ in } == nil) }

    @Test("of a later layout is refused, with both numbers")
    func newerLayout() throws {
        let id = machine.canisters[0]
        let index = try #require(records.firstIndex { $0.key == .canister(id) })
        let error = error { $0[index].value[1] = 2 }
        #expect(error == .newerLayout(.canister(id), found: 2, known: 1))
        let words = "canister \(id.text) in layout 2, and this version knows layouts up to 1"
        #expect(error?.description.contains(words) == true)
    }

    @Test("with any record cut short is refused by name, but for chunks, which are any bytes")
    func truncated() {
        for (index, record) in records.enumerated() {
            if case .chunk = record.key { continue }
            if case .snapshotChunk = record.key { continue }
            let error = error { $0[index].value.removeLast() }
            guard case .damaged(record.key, _)? = error else {
                Issue.record("\(record.key): \(String(describing: error))")
                continue
            }
        }
    }

    @Test("with a record missing that others need is refused")
    func missing() throws {
        for key: StateKey in [.subnet, .canister(machine.canisters[0]), .module(machine.canisters[1])] {
            #expect(error { records in records.removeAll { $0.key == key } } == .missing(key))
        }
        let request = try #require(records.first { if case .request = $0.key { true } else { false } })
        #expect(error { records in records.removeAll { $0.key == .subnet } } == .missing(.subnet))
        #expect(error { $0.append(StateRecord(key: .request(1 << 40), value: request.value)) } != nil)
    }

    @Test("cannot be had of code that was not installed as a module, and says so")
    func guestOfElsewhere() throws {
        let subnet = Subnet(SubnetConfiguration(id: .managementCanister))
        let canister = try subnet.createCanister(controllers: [])
        let guest = try WasmGuest(engine: .shared(), module: WasmEngine.shared().assemble("(module)"))
        try subnet.install(guest, in: canister.id, argument: [], caller: .anonymous)
        let error = #expect(throws: StateError.self) { try subnet.takeChanges() }
        #expect(error == .guestIsNotData(canister.id))
        #expect(error?.description.contains("was not installed as a module") == true)
        try subnet.uninstall(canister.id)
        #expect(try subnet.takeChanges().isWhole)
    }

    @Test("needs an engine where there is code, and one that accepts the module")
    func needsEngine() throws {
        let first = machine.canisters[0]
        let alone = records.filter { $0.key.isOf(first) }
        #expect(throws: StateError.noGuestFactory(first)) {
            try Subnet(restoring: alone, machine.subnet.configuration)
        }
        let other = InstalledModule(bytes: try machine.engine.assemble("(module)"), metadata: [])
        let foreign = try foreignModule(other, for: first)
        let error = error { records in
            records.removeAll { !$0.key.isOf(first) || $0.key == .module(first) }
            records.append(foreign)
        }
        guard case .guestRefused(first, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// The record of another module than the one that a heap is of.
    private func foreignModule(_ module: InstalledModule, for id: Principal) throws -> StateRecord {
        let subnet = Subnet(machine.subnet.configuration, guests: WasmGuestFactory(engine: machine.engine))
        try subnet.createCanister(id, controllers: [])
        try subnet.install(module: module.bytes, in: id, argument: [], caller: .anonymous)
        return try #require(subnet.takeChanges().records.first { $0.key == .module(id) })
    }
}

extension StateKey {
    /// Whether it is of a canister, or of none.
    fileprivate func isOf(_ id: Principal) -> Bool {
        switch self {
        case .canister(let other), .module(let other), .heap(let other), .heapPage(let other, _),
            .stablePage(let other, _), .logLine(let other, _), .callContext(let other, _), .callback(let other, _),
            .chunk(let other, _), .change(let other, _), .snapshot(let other, _), .snapshotModule(let other, _),
            .snapshotHeapPage(let other, _, _), .snapshotStablePage(let other, _, _), .snapshotChunk(let other, _, _):
            other == id
        default: true
        }
    }
}
