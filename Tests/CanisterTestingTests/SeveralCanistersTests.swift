import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Several canisters in a test")
struct SeveralCanistersTests {
    let subnet = Subnet.forTests()
    let shops: [TestCanister]

    init() throws {
        let subnet = subnet
        shops = try (0..<3).map { _ in try TestCanister(Shop.self, on: subnet) }
    }

    private func visit(_ first: TestCanister, _ route: [Principal]) throws -> [Principal] {
        try first.update("visit", route, returning: [Principal].self)
    }

    @Test("call each other, themselves, and back, in an order that is always the same")
    func calls() throws {
        let ids = shops.map(\.id)
        #expect(try visit(shops[0], [ids[1], ids[2]]) == ids)
        #expect(try visit(shops[0], [ids[0]]) == [ids[0], ids[0]])
        #expect(try visit(shops[0], [ids[1], ids[0], ids[1]]) == [ids[0], ids[1], ids[0], ids[1]])
        let order = shops[0].executions.map { $0.canister }
        #expect(order == [ids[0], ids[1], ids[0], ids[1], ids[0], ids[1], ids[0]])
        #expect(shops[0].executions.map(\.context).suffix(3) == [.replyCallback, .replyCallback, .replyCallback])
        #expect(shops[2].log == ["visited"])
    }

    @Test("get rejects from a canister that is stopped, empty, or not there any more")
    func rejects() throws {
        try shops[1].stop()
        #expect(throws: CallFailure.self) { try visit(shops[0], [shops[1].id]) }
        #expect(shops[0].update("visit", CandidEncoder.encode([shops[1].id])).reject
            == Reject(.canisterReject, "5 Canister \(shops[1].id.text) is stopped"))
        try shops[1].delete()
        #expect(shops[0].update("visit", CandidEncoder.encode([shops[1].id])).reject
            == Reject(.canisterReject, "3 Canister \(shops[1].id.text) not found"))
        try shops[2].uninstall()
        let reject = shops[0].update("visit", CandidEncoder.encode([shops[2].id])).reject
        #expect(reject?.message.hasPrefix("5 Error from Canister \(shops[2].id.text): Attempted to execute") == true)
    }

    @Test("ask each other in composite queries")
    func compositeQueries() throws {
        shops[1].heartbeat()
        let (goods, beats) = try shops[0].query("compare", shops[1].id, returning: Text.self, UInt64.self)
        #expect(goods == "apples" && beats == 1)
        #expect(shops[0].executions.map(\.context) == [
            .compositeQuery, .nonReplicatedQuery, .compositeReplyCallback,
        ])
        #expect(shops[0].update("compare", CandidEncoder.encode(shops[1].id)).reject?.errorCode?.rawValue == "IC0527")
        try shops[1].stop()
        let stopped = shops[0].query("compare", CandidEncoder.encode(shops[1].id))
        #expect(stopped.reject?.message == "5 Canister \(shops[1].id.text) is stopped")
    }

    @Test("clean up after a callback that traps, in composite queries and in updates")
    func cleanup() throws {
        let clumsy = try TestCanister(Clumsy.self, on: subnet)
        let query = clumsy.query("query", shops[0].id.bytes)
        #expect(query.reject?.trap?.message == "in the callback")
        #expect(clumsy.executions.map(\.context) == [
            .compositeQuery, .nonReplicatedQuery, .compositeReplyCallback, .compositeCleanup,
        ])
        #expect(clumsy.executions.last?.debugOutput == ["cleaned up"])
        #expect(clumsy.log == [], "one node's lines are not the canister's log")

        #expect(clumsy.update("update", shops[0].id.bytes).reject?.trap?.message == "in the callback")
        #expect(clumsy.executions.map(\.context) == [.update, .replicatedQuery, .replyCallback, .cleanup])
        #expect(clumsy.log == ["[TRAP]: in the callback", "cleaned up"])
    }
}
