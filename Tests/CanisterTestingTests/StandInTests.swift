import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Stand-ins")
struct StandInTests {
    let shop: TestCanister
    let bank: StandInCanister
    let customer = Principal.testUser(8)

    init() throws {
        shop = try TestCanister(Shop.self, cycles: 1_000_000)
        bank = try StandInCanister(on: shop.subnet)
    }

    private func pay(_ amount: UInt64, _ method: String = "pay") -> SubmittedCall {
        shop.submit(method, CandidEncoder.encode(bank.id, amount), caller: customer)
    }

    @Test("show the calls that wait: who, what, how many cycles, how long")
    func waits() throws {
        let unhurried = pay(5)
        let hurried = pay(6, "payInTime")
        #expect(unhurried.result == nil && hurried.result == nil)
        let failure = #expect(throws: CallFailure.self) { try hurried.value(returning: Text.self) }
        #expect(failure?.description == "'payInTime' has no answer yet: a stand-in was not answered for")

        let waiting = bank.waitingCalls
        try #require(waiting.count == 2)
        #expect(waiting.map(\.method) == ["transfer", "transfer"])
        #expect(waiting.map(\.caller) == [shop.id, shop.id])
        #expect(waiting.map(\.cycles) == [1_000, 1_000])
        #expect(try waiting.map { try $0.arguments(UInt64.self) } == [5, 6])
        #expect(waiting.map(\.deadline) == [nil, shop.time + 10_000_000_000])
        #expect(waiting[0].argument == CandidEncoder.encode(UInt64(5)))
        #expect(throws: CandidError.self) { try waiting[0].arguments(Text.self) }
        #expect(shop.cycles == 998_000)
    }

    @Test("are answered in any order, each call once, with the cycles that they accept")
    func anyOrder() throws {
        let payments = (1...3).map { pay($0) }
        let waiting = bank.waitingCalls
        try #require(waiting.count == 3)
        #expect(waiting[2].reply(values: true, acceptingCycles: 600))
        #expect(try payments[2].value(returning: Text.self) == "paid 3 at \(shop.time), 400 back")
        #expect(payments[0].result == nil)
        #expect(waiting[0].reply(emptyArguments))
        #expect(waiting[1].reject("no account"))
        #expect(!waiting[1].reply(values: true), "a second answer is none")
        #expect(try payments[0].value(returning: Text.self) == "paid 1 at \(shop.time), 1000 back")
        #expect(try payments[1].value(returning: Text.self) == "4 no account, 1000 back")
        #expect(shop.cycles == 999_400)
        #expect(bank.waitingCalls.isEmpty)
        #expect(bank.calls.count == 3)
    }

    @Test("reject with any code, and as a canister that trapped")
    func rejects() throws {
        let first = pay(1)
        let second = pay(2)
        bank.waitingCalls[0].reject("come again", code: .systemTransient)
        bank.waitingCalls[0].trap("broken")
        #expect(try first.value(returning: Text.self) == "2 come again, 1000 back")
        #expect(
            try second.value(returning: Text.self).string == "5 Error from Canister \(bank.id.text): Canister called "
                + "`ic0.trap` with message: 'broken', 1000 back")
    }

    @Test("that never answer: a call with a deadline ends there, others wait on")
    func timesOut() throws {
        let unhurried = pay(1)
        let hurried = pay(2, "payInTime")
        shop.advance(by: .milliseconds(9_999))
        #expect(hurried.result == nil)
        #expect(bank.waitingCalls.map(\.hasExpired) == [false, false])
        shop.advance(by: .seconds(60))
        #expect(try hurried.value(returning: Text.self) == "6 Call deadline has expired., 0 back")
        #expect(unhurried.result == nil)
        let waiting = bank.waitingCalls
        #expect(waiting.map(\.hasExpired) == [false, true])
        #expect(!waiting[1].reply(values: true), "too late")
        #expect(waiting[0].reply(values: true))
        #expect(try unhurried.value(returning: Text.self) == "paid 1 at \(shop.time), 1000 back")
    }

    @Test("a deadline that passes on the way is met at its very time")
    func timesOutInTime() throws {
        let started = shop.time
        let payment = pay(2, "payInTime")
        shop.advance(by: .seconds(60))
        #expect(payment.result != nil)
        let callback = try #require(shop.executions.first { $0.context == .rejectCallback })
        #expect(callback.time == started + 10_000_000_000)
    }

    @Test("answer some methods at once, and leave the others")
    func answersAtOnce() throws {
        bank.answer("transfer") { call in
            guard let amount = try? call.arguments(UInt64.self), amount < 100 else {
                return .reject(Reject(.canisterReject, "too much"))
            }
            return .reply(CandidEncoder.encode(true), acceptedCycles: call.cycles)
        }
        #expect(try shop.update("pay", bank.id, UInt64(99), returning: Text.self) == "paid 99 at \(shop.time), 0 back")
        #expect(try shop.update("pay", bank.id, UInt64(100), returning: Text.self) == "4 too much, 1000 back")
        let visit = shop.submit("visit", CandidEncoder.encode([bank.id]))
        #expect(visit.result == nil)
        #expect(bank.waitingCalls.map(\.method) == ["visit"])
        #expect(bank.calls.map(\.method) == ["transfer", "transfer", "visit"])
    }

    @Test("take the place of the management canister, and not of one with code")
    func replaces() throws {
        let management = try StandInCanister(on: shop.subnet, id: .managementCanister)
        let call = shop.submit("random")
        try #require(management.waitingCalls.first).reply(values: [1, 2, 3] as [UInt8])
        #expect(try call.value(returning: [UInt8].self) == [1, 2, 3])
        #expect(throws: Reject.self) { try StandInCanister(on: shop.subnet, id: shop.id) }
        #expect(try StandInCanister(on: shop.subnet).id != bank.id)
    }

    @Test("a canister that waits is stopping, and stopped when it was answered for")
    func stops() throws {
        let payment = pay(1)
        try shop.stop()
        #expect(shop.status == .stopping)
        #expect(shop.update("nothing").reject?.errorCode == .canisterStopping)
        bank.waitingCalls[0].reply(values: true)
        #expect(payment.result?.reply != nil)
        #expect(shop.status == .stopped)
    }

    @Test("answers to a canister that was upgraded meanwhile are lost to it")
    func upgraded() throws {
        let payment = pay(1)
        try shop.upgrade()
        bank.waitingCalls[0].reply(values: true, acceptingCycles: 1_000)
        #expect(payment.result?.reject?.errorCode == .canisterDidNotReply)
        #expect(shop.cycles == 999_000)
    }

    @Test("a call that is not taken has its reject at once")
    func notTaken() throws {
        try shop.stop()
        #expect(pay(1).result?.reject?.errorCode == .canisterStopped)
        #expect(bank.calls.isEmpty)
    }
}
