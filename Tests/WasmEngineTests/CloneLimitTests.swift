import CanisterExecution
import Candid
import Testing
import TestSupport

@testable import WasmEngine

@Suite("Clones that wait for queries", .timeLimit(.minutes(5)))
struct CloneLimitTests {
    private let engine: WasmEngine
    private let subnet: Subnet

    init() throws {
        engine = try WasmEngine(library: WasmtimeLibrary.openDefault())
        subnet = Subnet(SubnetConfiguration(id: .anonymous), guests: WasmGuestFactory(engine: engine))
    }

    /// A canister with a heap of so many pages of 64 KiB.
    private func canister(pages: Int) throws -> Principal {
        let id = try subnet.createCanister(controllers: []).id
        let module = try engine.assemble(
            """
            (module
              (import "ic0" "msg_reply" (func $reply))
              (memory \(pages))
              (func (export "canister_query ask") (call $reply)))
            """)
        try subnet.install(module: module, in: id, argument: [], caller: .anonymous)
        return id
    }

    private func ask(_ id: Principal, _ snapshot: QuerySnapshot) {
        #expect(snapshot.query(id, "ask", [], from: .anonymous).result == .reply([]))
    }

    @Test("of small heaps stay where large ones come, of which there are a few")
    func largeAndSmall() throws {
        let small = try (0..<3).map { _ in try canister(pages: 1) }
        let large = try (0..<2).map { _ in try canister(pages: 20) }
        let snapshot = try subnet.snapshot(
            keepingClones: CloneLimits(count: 1, smallCount: 10, smallBytes: 1 << 20))
        for id in small { ask(id, snapshot) }
        #expect(engine.liveInstances == 5 + 3)
        for id in large + large {
            ask(id, snapshot)
            #expect(engine.liveInstances == 5 + 3 + 1)
        }
    }

    @Test("do not stay where nobody will ever want them")
    func dead() throws {
        let id = try canister(pages: 1)
        let snapshot = try subnet.snapshot()
        ask(id, snapshot)
        #expect(engine.liveInstances == 2)
        try subnet.uninstall(id)
        _ = try subnet.snapshot()
        #expect(engine.liveInstances == 0)
        // One of before is still asked.
        ask(id, snapshot)
        #expect(engine.liveInstances == 0)
    }
}
