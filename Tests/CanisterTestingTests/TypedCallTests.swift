import Candid
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Calls with values")
struct TypedCallTests {
    let shop: TestCanister

    init() throws { shop = try TestCanister(Shop.self) }

    @Test("take and give values of any Candid type")
    func values() throws {
        let greeting = try shop.update("greet", Text("Ann"), caller: .testUser(3), returning: Text.self)
        #expect(greeting == "good day, Ann")
        #expect(try shop.call("greet", Text("Bo"), caller: .testUser(3), returning: Text.self) == "good day, Bo")
        let (goods, beats) = try shop.query("goods", returning: Text.self, UInt64.self)
        #expect(goods == "apples" && beats == 0)
    }

    @Test("have as many arguments as wanted, and results that are of interest")
    func counts() throws {
        let none = try shop.update("sum", returning: UInt64.self, UInt64.self)
        #expect(none.0 == 0 && none.1 == 0)
        let one = try shop.update("sum", UInt64(1), returning: UInt64.self, UInt64.self)
        #expect(one.0 == 1 && one.1 == 1)
        let four = try shop.update(
            "sum", UInt64(1), UInt64(2), UInt64(3), UInt64(4), returning: UInt64.self, UInt64.self)
        #expect(four.0 == 10 && four.1 == 4)
        #expect(try shop.update("sum", UInt64(7), UInt64(8), returning: UInt64.self) == 15)
        try shop.update("nothing", returning: Void.self)
        try shop.update("sum", UInt64(1), returning: Void.self)
        try shop.call("nothing", caller: .testUser(1), returning: Void.self)
        try shop.query("goods", returning: Void.self)
        let more = try shop.update("sum", returning: UInt64.self, UInt64.self, UInt64?.self)
        #expect(more.2 == nil, "an optional that the reply lacks is none")
    }

    @Test("still have their bytes")
    func bytes() {
        #expect(shop.update("sum", [0x44]).reject?.trap?.code == .calledTrap)
        #expect(shop.update("nothing") == .reply(emptyArguments))
    }

    @Test("say why there is no value: the reject with its codes and text")
    func rejects() {
        let refused = #expect(throws: CallFailure.self) { try shop.update("refuse", returning: Text.self) }
        #expect(refused?.reject == Reject(.canisterReject, "we are closed"))
        #expect(refused?.description == "'refuse' was rejected: CANISTER_REJECT (4): we are closed")
        let trapped = #expect(throws: CallFailure.self) { try shop.update("greet", Text(""), returning: Text.self) }
        #expect(trapped?.reject?.trap?.message == "a customer has a name")
        #expect(
            trapped?.description == "'greet' was rejected: CANISTER_ERROR (5), IC0503: Error from Canister "
                + "\(shop.id.text): Canister called `ic0.trap` with message: 'a customer has a name'")
        let absent = #expect(throws: CallFailure.self) { try shop.query("greet", returning: Void.self) }
        #expect(absent?.reject?.errorCode == .canisterMethodNotFound)
    }

    @Test("say what the reply was when it is of another type")
    func otherType() {
        let failure = #expect(throws: CallFailure.self) { try shop.query("goods", returning: Bool.self) }
        #expect(failure?.reject == nil)
        #expect(
            failure?.description == "the reply of 'goods' is not Bool: Fail to decode argument 0: expected bool, found "
                + "text at byte offset 8. It was 4449444c00027178066170706c65730000000000000000")
        let long = #expect(throws: CallFailure.self) {
            try shop.update("greet", Text(String(repeating: "x", count: 200)), returning: UInt64.self, Bool.self)
        }
        #expect(long?.description.contains("is not UInt64, Bool: ") == true)
        #expect(long?.description.hasSuffix("7878787878… (219 bytes)") == true)
    }
}
