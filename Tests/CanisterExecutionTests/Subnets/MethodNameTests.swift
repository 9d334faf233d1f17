import CanisterExecution
import Testing

@Suite("Names of methods")
struct MethodNameTests {
    private let subnets = TestSubnet()

    @Test("are told apart by their bytes, also where Unicode calls them equal")
    func canonicallyEqual() throws {
        let composed = "caf\u{e9}"
        let decomposed = "cafe\u{301}"
        try #require(composed == decomposed)
        let canister = try subnets.install([
            "canister_update \(composed)": { machine, _ throws(Trap) in try machine.reply([1]) },
            "canister_query \(decomposed)": { machine, _ throws(Trap) in try machine.reply([2]) },
        ])
        #expect(canister.guest?.entryPoints.count == 2)
        #expect(subnets.call(canister, composed) == .reply([1]))
        #expect(subnets.call(canister, decomposed) == .reply([2]))
        #expect(subnets.query(canister, decomposed) == .reply([2]))
        #expect(subnets.query(canister, composed).reject?.errorCode == .canisterMethodNotFound)
    }

    @Test("that are not UTF-8 find no method, whatever they look like")
    func notUTF8() throws {
        let callee = try subnets.install([
            "canister_update \u{fffd}": { machine, _ throws(Trap) in try machine.reply([1]) }
        ])
        let caller = try subnets.install(
            [
                "canister_update ask": { machine, _ throws(Trap) in
                    let name = try machine.argument()
                    let callee = callee.id.bytes
                    try machine.call(
                        .callNew, machine.memory.put(callee), UInt64(callee.count), machine.memory.put(name),
                        UInt64(name.count), 1, 0, 2, 0)
                    try machine.call(.callPerform)
                }
            ],
            callbacks: [
                1: { machine, _ throws(Trap) in try machine.reply(machine.argument()) },
                2: { machine, _ throws(Trap) in try machine.reply([UInt8(machine.call(.msgRejectCode))]) },
            ])
        #expect(subnets.call(caller, "ask", [UInt8]("\u{fffd}".utf8)) == .reply([1]))
        #expect(subnets.call(caller, "ask", [0xff]) == .reply([5]))
    }
}
