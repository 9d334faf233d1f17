import Candid
import CanisterExecution
import CanisterTesting
import TestSupport
import Testing
import WasmEngine

/// On the engine, where a trap rolls back.
@Suite("An author's traps, on the engine")
struct FaultTests {
    private let id = Principal(canisterIndex: 7)
    private let subnet = Subnet.forTests()

    /// What `Faults.Fault` numbers.
    private enum Fault: UInt64 {
        case none = 0
        case globalTimer = 4
        case onTimerTrap, reply, cleanup
    }

    init() throws {
        try subnet.createCanister(id, controllers: [.testUser(0)])
        try subnet.install(guest(), in: id, argument: emptyArguments, caller: .testUser(0))
    }

    private func guest() throws -> WasmGuest {
        return try WasmGuest(engine: .shared(), module: BuiltModule.ofTests("Faults"))
    }

    @discardableResult
    private func call(_ method: String, _ argument: [UInt8] = emptyArguments) -> CallResult {
        subnet.call(id, method, argument, from: .testUser(1)).result
    }

    private func set(_ fault: Fault) throws {
        var argument: [UInt8] = [0x44, 0x49, 0x44, 0x4c, 0, 2, 0x78, 0x68]
        withUnsafeBytes(of: fault.rawValue.littleEndian) { argument += $0 }
        argument += [1, 1, 4]
        _ = try call("set_fault", argument).get()
    }

    private func ask() -> CallResult {
        let callee = Principal.testUser(500).bytes
        return call("ask", [0x44, 0x49, 0x44, 0x4c, 0, 1, 0x68, 1, UInt8(callee.count)] + callee)
    }

    /// A reply of one byte, as a Candid `blob`.
    private func blob(_ byte: UInt8) -> CallResult { .reply(CandidEncoder.encode([byte])) }

    /// One letter for each event whose message was not rolled back.
    private func journal() throws -> String {
        String(decoding: try query("journal", [UInt8].self), as: UTF8.self)
    }

    /// The timers that are set beside the runtime's own, which acknowledges clients.
    private func timerCount() throws -> Int {
        Int(try query("timer_count", UInt64.self)) - 1
    }

    private func query<Value: CandidDecodable>(_ method: String, _ type: Value.Type) throws -> Value {
        let reply = try subnet.query(id, method, emptyArguments, from: .anonymous).result.get()
        let decoder = try CandidDecoder(reply)
        return try decoder.argument(type)
    }

    private func pass(seconds: UInt64) { subnet.passTime(seconds * 1_000_000_000) }

    @Test("a timer that traps leaves nothing, stops no other, is told about; a periodic one goes on")
    func timers() throws {
        call("schedule")
        #expect(try timerCount() == 4)
        pass(seconds: 1)
        // 1 and 4 ran; 2 and 3 trapped; t is the word after the second.
        #expect(try journal().sorted() == ["1", "4", "t"])
        #expect(try timerCount() == 1)
        let before = subnet.executions.count
        pass(seconds: 3)
        #expect(subnet.executions[before...].count { $0.trap?.message == "the third timer" } == 3)
        #expect(try journal().sorted() == ["1", "4", "t"])
        #expect(try timerCount() == 1)
    }

    @Test("a word after a timer's trap that traps itself leaves no timer behind")
    func onTimerTrap() throws {
        call("schedule")
        try set(.onTimerTrap)
        pass(seconds: 1)
        #expect(try journal().sorted() == ["1", "4"])
        #expect(try timerCount() == 1)
        pass(seconds: 2)
        #expect(try timerCount() == 1)
    }

    @Test("a run of the global timer that traps does not stop the timers for good")
    func globalTimer() throws {
        call("schedule")
        try set(.globalTimer)
        pass(seconds: 5)
        #expect(try journal() == "")
        #expect(subnet.canisters[id]?.globalTimer == 0)
        try set(.none)
        pass(seconds: 5)
        // The system has no timer any more. The next that is set brings them back.
        #expect(try journal() == "")
        call("schedule")
        pass(seconds: 1)
        #expect(try journal().sorted() == ["1", "1", "4", "4", "t", "t"])
    }

    @Test("a callback that traps leaves nothing but what its cleanup does")
    func callback() throws {
        subnet.setHostCanister(.testUser(500)) { _ in .reply([5]) }
        #expect(ask() == blob(5))
        #expect(try journal() == "ar")
        try set(.reply)
        #expect(ask().reject?.trap?.message == "as the test asked for")
        #expect(try journal() == "araz")
        // The continuation is gone: the next call is its own.
        try set(.none)
        #expect(ask() == blob(5))
        #expect(try journal() == "arazar")
    }

    @Test("a cleanup that traps leaves nothing either")
    func cleanup() throws {
        subnet.setHostCanister(.testUser(500)) { _ in .reply([5]) }
        try set(.cleanup)
        #expect(ask().reject?.code == .canisterError)
        #expect(try journal() == "a")
        try set(.none)
        #expect(ask() == blob(5))
    }

    @Test("an answer after an upgrade finds nobody")
    func upgrade() throws {
        var open: CallID?
        subnet.setHostCanister(.testUser(500)) { call in
            open = call.id
            return .later
        }
        _ = ask()
        #expect(try journal() == "a")
        let call = try #require(open)
        try subnet.install(guest(), in: id, mode: .upgrade(), argument: emptyArguments, caller: .testUser(0))
        subnet.answer(call, with: .reply([1]))
        #expect(subnet.run())
        #expect(try journal() == "")
        #expect(subnet.canisters[id]?.openCallContexts == 0)
        subnet.setHostCanister(.testUser(500)) { _ in .reply([6]) }
        #expect(ask() == blob(6))
        #expect(try journal() == "ar")
    }
}
