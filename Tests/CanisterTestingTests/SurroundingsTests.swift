import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("What a test gives a canister")
struct SurroundingsTests {
    let shop: TestCanister

    init() throws { shop = try TestCanister(Shop.self, cycles: 10_000) }

    @Test("cycles: a balance, and what comes with calls is accepted, kept or burned")
    func cycles() throws {
        #expect(shop.cycles == 10_000)
        #expect(try shop.update("waste", returning: UInt64.self) == 400)
        #expect(shop.cycles == 9_600)
        shop.cycles = 100
        #expect(try shop.update("waste", returning: UInt64.self) == 100, "no more than there is")
        #expect(shop.cycles == 0)
        shop.cycles += 5_000

        let other = try TestCanister(Shop.self, on: shop.subnet, cycles: 1)
        let taker = try TestCanister(CycleTaker.self, on: shop.subnet, cycles: 7)
        #expect(try shop.update("pay", taker.id, UInt64(1), returning: Text.self) == "paid 1 at \(shop.time), 400 back")
        #expect(shop.cycles == 4_400 && taker.cycles == 607)
        #expect(
            try shop.update("pay", other.id, UInt64(1), returning: Text.self).string.hasSuffix(" 1000 back"),
            "a call that is rejected brings all of them back")
        #expect(shop.cycles == 4_400 && other.cycles == 1)
        let (accepted, left) = try shop.update("take", returning: UInt64.self, UInt64.self)
        #expect(accepted == 0 && left == 0, "users send none")
    }

    @Test("environment variables, told apart by the bytes of their names")
    func environment() throws {
        func greeting() throws -> Text? { try shop.query("tell", returning: Text?.self) }
        #expect(try greeting() == nil)
        shop.setEnvironmentVariable("GREETING", to: "hello")
        shop.setEnvironmentVariable("ANOTHER", to: "x")
        #expect(try greeting() == "hello")
        #expect(shop.environmentVariables.map(\.name) == ["ANOTHER", "GREETING"])
        shop.setEnvironmentVariable("GREETING", to: "good day")
        #expect(try greeting() == "good day")
        shop.setEnvironmentVariable("caf\u{e9}", to: "1")
        shop.setEnvironmentVariable("cafe\u{301}", to: "2")
        #expect(shop.environmentVariables.count == 4)
        shop.setEnvironmentVariable("GREETING", to: nil)
        #expect(try greeting() == nil)
    }

    @Test("controllers, and a version that grows with every change")
    func controllers() throws {
        func tell(_ caller: Principal) throws -> (Text?, Bool, UInt64) {
            try shop.query("tell", caller: caller, returning: Text?.self, Bool.self, UInt64.self)
        }
        #expect(try tell(.testUser(0)).1)
        #expect(try !tell(.testUser(1)).1)
        let before = shop.version
        shop.controllers.append(.testUser(1))
        #expect(try tell(.testUser(1)).1)
        #expect(shop.version == before + 1)
        #expect(try tell(.testUser(1)).2 == shop.version)
    }

    @Test("no count of instructions: natively it is always 0")
    func instructions() throws {
        let told = try shop.query("tell", returning: Text?.self, Bool.self, UInt64.self, UInt64.self)
        #expect(told.3 == 0)
        #expect(shop.executions.map(\.instructions) == [0])
    }

    @Test("random bytes that follow from a seed")
    func random() throws {
        func bytes(_ seed: UInt64) throws -> [[UInt8]] {
            let shop = try TestCanister(Shop.self, on: .forTests(randomSeed: seed))
            return try (0..<2).map { _ in try shop.update("random", returning: [UInt8].self) }
        }
        let first = try bytes(1)
        #expect(first.map(\.count) == [32, 32])
        #expect(first[0] != first[1])
        #expect(try bytes(1) == first)
        #expect(try bytes(2) != first)
    }

    @Test("the network's inspection, of calls by users alone")
    func inspection() throws {
        let counter = try TestCanister(Counter.self)
        try counter.inspect("increment")
        let refused = #expect(throws: Reject.self) { try counter.inspect("forbidden", caller: .testUser(1)) }
        #expect(refused?.code == .canisterReject)
        #expect(refused?.errorCode?.rawValue == "IC0406")
        #expect(
            refused?.description == "CANISTER_REJECT (4), IC0406: Canister \(counter.id.text) rejected the message")
        #expect(counter.submit("forbidden").result == .reject(try #require(refused)))
        #expect(counter.call("forbidden", caller: .testUser(1)) == .reply([]))
        #expect(counter.query("get") == .reply([0]), "queries are not inspected")
        #expect(counter.executions.map(\.context) == [.nonReplicatedQuery])
    }
}
