import Bytes
import Candid
import CanisterExecution
import CanisterTesting
import TestSupport
import Testing
import WasmEngine
import WebSocketProtocol

/// On the engine, where a trap rolls back.
@Suite("Handlers that trap, on the engine")
struct HandlerFaultTests {
    private let sessions: Sessions

    /// What `Faults.Fault` numbers.
    private enum Fault: UInt64 {
        case none, onOpen, onMessage, onClose
        case globalTimer, onTimerTrap, reply, cleanup
    }

    init() throws {
        let subnet = Subnet.forTests()
        let id = try subnet.createCanister(controllers: [.testUser(0)]).id
        let guest = try WasmGuest(engine: .shared(), module: BuiltModule.ofTests("Faults"))
        try subnet.install(guest, in: id, argument: emptyArguments, caller: .testUser(0))
        sessions = Sessions(id, on: subnet)
    }

    private func set(_ fault: Fault, client: Principal = .anonymous) throws {
        var argument = ByteWriter()
        argument.write([0x44, 0x49, 0x44, 0x4c, 0, 2, 0x78, 0x68])
        argument.write(littleEndian: fault.rawValue)
        client.encode(into: &argument)
        _ = try sessions.subnet.call(sessions.id, "set_fault", argument.bytes, from: .testUser(0)).result.get()
    }

    private func journal() throws -> String {
        let reply = try sessions.subnet.query(sessions.id, "journal", emptyArguments, from: .anonymous).result.get()
        let decoder = try CandidDecoder(reply)
        return String(decoding: try decoder.argument([UInt8].self), as: UTF8.self)
    }

    private func expectTrap(_ result: CallResult) {
        #expect(result.reject?.trap?.message == "as the test asked for")
    }

    @Test("on opening: no connection, no message, no gateway; the connection before is still there")
    func onOpen() throws {
        try sessions.open(.client(1), nonce: 1)
        let before = sessions.certifiedData
        try set(.onOpen)
        expectTrap(sessions.opening(.client(1), nonce: 2, at: .gateway(1)))
        expectTrap(sessions.opening(.client(2), nonce: 1))
        #expect(sessions.certifiedData == before)
        #expect(try sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 \u{1}"])
        #expect(try sessions.poll(.gateway(1)).messages.isEmpty)
        try set(.none)
        #expect(try sessions.message([97], from: .client(1), nonce: 1) == .ok)
        #expect(try sessions.open(.client(2)) == .ok)
        #expect(try journal() == "omo")
        #expect(
            try sessions.pollAll().map(\.description) == [
                "c1#1 open", "c1#2 \u{1}", "c1#3 a", "c2#1 open", "c2#2 \u{1}",
            ])
    }

    @Test("on a message: as if it had never come; the session goes on with the same number")
    func onMessage() throws {
        try sessions.open(.client(1))
        #expect(try sessions.message([97], from: .client(1)) == .ok)
        let before = sessions.certifiedData
        try set(.onMessage)
        let key = ClientKey(principal: .client(1), nonce: 1)
        for _ in 0..<3 { expectTrap(sessions.messaging([98], key: key, sequenceNumber: 2)) }
        #expect(sessions.certifiedData == before)
        try set(.none)
        #expect(try sessions.message([99], from: .client(1)) == .ok)
        #expect(try journal() == "omm")
        #expect(try sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 \u{1}", "c1#3 a", "c1#4 c"])
    }

    @Test("on closing: the connection stays open, whoever wanted to end it")
    func onClose() throws {
        try sessions.open(.client(1))
        try set(.onClose, client: .client(1))
        let key = ClientKey(principal: .client(1), nonce: 1)
        expectTrap(
            sessions.subnet.call(sessions.id, "ws_close", CloseArguments(clientKey: key).encoded, from: .gateway).result
        )
        expectTrap(sessions.messaging(Array("close".utf8), key: key, sequenceNumber: 1))
        expectTrap(sessions.messaging([1], key: key, sequenceNumber: 7))
        expectTrap(sessions.opening(.client(1), nonce: 2))
        #expect(try sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 \u{1}"])
        try set(.none)
        #expect(try sessions.result(of: sessions.messaging([97], key: key, sequenceNumber: 1)) == .ok)
        #expect(try sessions.result(of: sessions.messaging(Array("close".utf8), key: key, sequenceNumber: 2)) == .ok)
        #expect(
            try sessions.pollAll().map(\.description) == [
                "c1#1 open", "c1#2 \u{1}", "c1#3 a", "c1#4 close", "c1#5 close closedByApplication",
            ])
    }

    @Test(
        "for one silent client: the check still closes all others, and forgets that one",
        arguments: [0, 250, 499, 500, 700] as [UInt64])
    func check(number: UInt64) throws {
        let names = (0..<701).map { Principal.client($0) }
        let trapping = Principal.client(number)
        for (index, name) in names.enumerated() { try sessions.open(name, at: .gateway(UInt64(index % 3))) }
        // One answers and stays.
        let answering = Principal.client(number == 300 ? 301 : 300)
        sessions.advance(seconds: 120)
        try sessions.keepAlive(answering)
        try set(.onClose, client: trapping)
        let before = sessions.subnet.executions.count
        sessions.advance(seconds: 60)
        let traps = sessions.subnet.executions[before...].count { $0.trap != nil }
        // A slice is halved with each trap, down to one, and doubled with each success: twice log2(500) at most.
        #expect((1...18).contains(traps))
        #expect(try journal().count { $0 == "c" } == 699)
        #expect(try sessions.message([97], from: answering) == .ok)
        #expect(try sessions.message([97], from: trapping).text.hasSuffix("doesn't have an open connection"))
        // All go on: the next acknowledgement and its check come as ever.
        try set(.none)
        try sessions.open(trapping, nonce: 2)
        sessions.advance(seconds: 60)
        let own = try sessions.pollAll().filter { $0.key == ClientKey(principal: trapping, nonce: 2) }
        #expect(own.map(\.description).last == "\(trapping.shortName)#3 ack 0")
        sessions.advance(seconds: 60)
        #expect(try sessions.message([97], from: trapping, nonce: 2).text.hasSuffix("doesn't have an open connection"))
    }

    @Test("or not: no run of the work over all clients comes near the limit of instructions")
    func slices() throws {
        for number in 0..<1_100 as Range<UInt64> { try sessions.open(.client(number), at: .gateway(number % 50)) }
        let before = sessions.subnet.executions.count
        sessions.advance(seconds: 180)
        #expect(try journal().count { $0 == "c" } == 1_100)
        let runs = sessions.subnet.executions[before...].filter {
            $0.entryPoint.hasSuffix("run_timer") && $0.context == .update
        }
        // 1,100 acknowledgements, then as many closings and 50 gateways, 500 a run.
        #expect(runs.count == 6)
        let most = runs.map(\.instructions).max() ?? 0
        #expect(
            (1_000_000...400_000_000).contains(most), "a hundredth of what a message may use is 400 million: \(most)")
    }

    @Test("what a callback sent before it trapped is gone; the page still verifies")
    func callback() throws {
        try sessions.open(.client(1))
        sessions.subnet.setHostCanister(.testUser(500)) { _ in .reply([98]) }
        func ask() -> CallResult {
            let callee = Principal.testUser(500).bytes
            let argument = [0x44, 0x49, 0x44, 0x4c, 0, 1, 0x68, 1, UInt8(callee.count)] + callee
            return sessions.subnet.call(sessions.id, "ask", argument, from: .testUser(0)).result
        }
        try set(.reply, client: .client(1))
        let before = sessions.certifiedData
        #expect(ask().reject?.code == .canisterError)
        #expect(sessions.certifiedData == before)
        #expect(try sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 \u{1}"])
        try set(.none, client: .client(1))
        #expect(ask() == .reply(CandidEncoder.encode([98] as [UInt8])))
        #expect(try sessions.pollAll().map(\.description) == ["c1#1 open", "c1#2 \u{1}", "c1#3 b"])
    }
}
