import Candid
import CanisterExecution
import CanisterTesting
import Certification
import Testing

@Suite("A canister in a test")
struct TestCanisterTests {
    @Test("is installed, called, asked")
    func runs() throws {
        let canister = try TestCanister(Counter.self, argument: [40])
        #expect(canister.update("increment") == .reply([41]))
        #expect(canister.update("increment", caller: .testUser(3)) == .reply([42]))
        #expect(canister.query("get") == .reply([42]))
        #expect(canister.call("get", caller: canister.id) == .reply([42]))
        #expect(canister.certifiedData == [42])
        #expect(canister.executions.map(\.entryPoint) == ["canister_query get"])
    }

    @Test("keeps each instance's state to itself")
    func isolates() throws {
        let subnet = Subnet.forTests()
        let first = try TestCanister(Counter.self, on: subnet)
        let second = try TestCanister(Counter.self, on: subnet)
        first.update("increment")
        first.update("increment")
        #expect(second.update("increment") == .reply([1]))
        #expect(first.id != second.id)
    }

    @Test("many run at once on different threads")
    func runsInParallel() async throws {
        try await withThrowingTaskGroup(of: CallResult.self) { group in
            for number in 0..<8 as Range<UInt8> {
                group.addTask {
                    let canister = try TestCanister(Counter.self, argument: [number])
                    for _ in 0..<50 { canister.update("increment") }
                    return canister.query("get")
                }
            }
            var results: [UInt8] = []
            for try await result in group { results += try result.get() }
            #expect(results.sorted() == Array(50..<58))
        }
    }

    @Test("a failure at the edge is a trap or a reject, with its message plain")
    func fails() throws {
        let canister = try TestCanister(Counter.self)
        let trapped = try #require(canister.update("fail").reject)
        #expect(trapped.code == .canisterError)
        #expect(trapped.trap == Trap(.calledTrap, "refused before any change"))
        #expect(trapped.message.hasPrefix("Error from Canister \(canister.id.text): Canister called `ic0.trap` with"))
        let refused = try #require(canister.update("refuse").reject)
        #expect(refused == Reject(.canisterReject, "not you"))
        #expect(canister.log == ["[TRAP]: refused before any change"])
    }

    @Test("inspects what users send, and not what canisters do")
    func inspects() throws {
        let canister = try TestCanister(Counter.self)
        #expect(canister.update("forbidden").reject?.errorCode == .canisterRejectedMessage)
        #expect(canister.call("forbidden", caller: .testUser(9)) == .reply([]))
    }

    @Test("calls other canisters, itself, and a stand-in")
    func calls() throws {
        let subnet = Subnet.forTests()
        let first = try TestCanister(Counter.self, on: subnet)
        let second = try TestCanister(Counter.self, on: subnet, argument: [7])
        let user = Principal.testUser(1)
        #expect(first.update("ask", second.id.bytes, caller: user) == .reply([8] + user.bytes))
        #expect(first.update("ask", first.id.bytes, caller: user) == .reply([1] + user.bytes))
        #expect(first.executions.map(\.context) == [.update, .update, .replyCallback])
        subnet.setHostCanister(.testUser(50)) { call in
            call.method == "increment" ? .reply([99]) : .reject(Reject(.canisterReject, "unknown"))
        }
        #expect(first.update("ask", Principal.testUser(50).bytes, caller: user) == .reply([99] + user.bytes))
        #expect(first.update("ask", Principal.testUser(51).bytes) == .reply([3]))
    }

    @Test("keeps stable memory over an upgrade, in a fresh instance")
    func upgrades() throws {
        let canister = try TestCanister(Counter.self, argument: [5])
        canister.update("increment")
        try canister.upgrade()
        #expect(canister.query("get") == .reply([6]))
        #expect(canister.certifiedData == [6])
        #expect(canister.stableMemory.read(at: 0, count: 1) == [6])
        try canister.reinstall()
        #expect(canister.query("get") == .reply([0]))
        #expect(canister.stableMemory.pageCount == 0)
        #expect(canister.certifiedData == [])
    }

    @Test("fires timers as time passes, each at its time")
    func firesTimers() throws {
        let canister = try TestCanister(Counter.self)
        let start = canister.time
        canister.update("remember")
        #expect(canister.globalTimer == start + 60_000_000_000)
        canister.advance(by: .seconds(59))
        #expect(canister.log == [])
        canister.advance(by: .seconds(10))
        #expect(canister.log == ["ten more at \(start + 60_000_000_000)"])
        #expect(canister.time == start + 69_000_000_000)
        #expect(canister.query("get") == .reply([10]))
    }

    @Test("hands out certificates of its certified data")
    func certifies() throws {
        let canister = try TestCanister(Counter.self)
        canister.update("increment")
        let certificate = try canister.query("certificate").get()
        #expect(certificate == canister.dataCertificate)
        // The tree stands behind tag, map head and key, and before the key, head and bytes of the signature.
        let tree = try HashTree(decoding: Array(certificate[9..<(certificate.count - 60)]))
        let path = [[UInt8]("canister".utf8), canister.id.bytes, [UInt8]("certified_data".utf8)]
        #expect(tree.lookup(path) == .found([1]))
        #expect(tree.lookup([[UInt8]("canister".utf8), canister.id.bytes, [UInt8]("controllers".utf8)]) == .unknown)
    }

    @Test("refuses two entry points of one name")
    func refusesDoubles() throws {
        let canister = try TestCanister { [.update("a") {}, .update("a") {}] }
        let reject = #expect(throws: Reject.self) { try canister.install() }
        #expect(reject?.trap?.message == "the canister has two entry points 'canister_update a'")
    }
}
