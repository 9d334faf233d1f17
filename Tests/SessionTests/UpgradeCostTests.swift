import Candid
import CanisterExecution
import CanisterTesting
import Testing
import WasmEngine
import WebSocketProtocol

@Suite("An upgrade of a canister with much to keep, on the engine")
struct UpgradeCostTests {
    private let subnet = Subnet.forTests()
    private let canister = Principal.testUser(77)
    private let settings = CandidEncoder.encode(UInt64(50), UInt64(300_000))

    init() throws {
        try subnet.createCanister(canister, controllers: [.anonymous])
        try subnet.install(CanisterHost.engine.upgradable(), in: canister, argument: settings, caller: .anonymous)
    }

    private func gateway(_ number: UInt64) -> Principal { .testUser(1_000 + number) }
    private func client(_ number: UInt64) -> Principal { .testUser(1_000_000 + number) }

    private func open(_ clients: Range<UInt64>, gateways: UInt64) throws {
        for number in clients {
            let argument = OpenArguments(clientNonce: number, gateway: gateway(number % gateways)).encoded
            _ = try subnet.call(canister, "ws_open", argument, from: client(number)).result.get()
        }
    }

    private func send(_ count: Int, of content: [UInt8], to number: UInt64) throws {
        let argument = CandidEncoder.encode(client(number), [[UInt8]](repeating: content, count: count))
        _ = try subnet.call(canister, "send", argument, from: .anonymous).result.get()
    }

    /// Upgrades. Gives the instructions of saving and of restoring.
    private func upgrade() throws -> (save: UInt64, restore: UInt64) {
        let executions = try subnet.install(
            CanisterHost.engine.upgradable(), in: canister, mode: .upgrade(), argument: settings, caller: .anonymous)
        func instructions(_ entryPoint: String) throws -> UInt64 {
            try #require(executions.first { $0.entryPoint == entryPoint }).instructions
        }
        return (try instructions("canister_pre_upgrade"), try instructions("canister_post_upgrade"))
    }

    private func pages(of gateways: UInt64) throws -> [[UInt8]] {
        try (0..<gateways).flatMap { number in
            try ([0, 40, 900] as [UInt64]).map { nonce in
                let argument = GetMessagesArguments(nonce: nonce).encoded
                return try subnet.query(canister, "ws_get_messages", argument, from: gateway(number)).result.get()
            }
        }
    }

    @Test("gives the same pages before and after, and costs in proportion to what is kept")
    func manyMessages() throws {
        let empty = try upgrade()
        try open(0..<1_000, gateways: 20)
        let connections = try upgrade()
        let content = [UInt8](repeating: 7, count: 32)
        for number in 0..<1_000 as Range<UInt64> where number % 4 == 0 { try send(40, of: content, to: number) }
        let before = try pages(of: 20)
        let certifiedData = subnet.canisters[canister]?.certifiedData
        let messages = try upgrade()
        #expect(subnet.canisters[canister]?.certifiedData == certifiedData)
        #expect(try pages(of: 20) == before)
        let again = try upgrade()
        // The same but for how the maps came to stand.
        #expect(again.save < messages.save + messages.save / 50)

        let connection = ((connections.save - empty.save) / 1_000, (connections.restore - empty.restore) / 1_000)
        let message = ((messages.save - connections.save) / 10_000, (messages.restore - connections.restore) / 10_000)
        print("""
            upgrade: empty \(empty.save) + \(empty.restore) instructions to save and to restore; \
            a connection with its first message \(connection.0) + \(connection.1); \
            a message of 32 bytes \(message.0) + \(message.1)
            """)
        #expect(connection.0 < 20_000)
        #expect(connection.1 < 40_000)
        #expect(message.0 < 3_000)
        #expect(message.1 < 5_000)
    }

    @Test("keeps messages that are larger than the buffers")
    func largeMessages() throws {
        try open(0..<2, gateways: 2)
        for size in [16_000, 16_384, 70_000, 1_500_000] {
            try send(1, of: [UInt8](repeating: UInt8(size & 0xff), count: size), to: 0)
        }
        let before = try pages(of: 2)
        _ = try upgrade()
        #expect(try pages(of: 2) == before)
    }
}
