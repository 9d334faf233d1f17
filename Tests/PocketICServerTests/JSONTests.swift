import Candid
import ICProtocol
import Testing

@testable import PocketICServer

@Suite("JSON, as clients of PocketIC read and write it")
struct JSONTests {
    @Test("whole numbers keep all of their digits")
    func numbers() {
        let value: JSONValue = ["cycles": .number(.max), "time": .number(1_620_328_630_000_000_000)]
        let text = String(decoding: value.encoded, as: UTF8.self)
        #expect(text == #"{"cycles":340282366920938463463374607431768211455,"time":1620328630000000000}"#)
    }

    @Test("each kind of value is written", arguments: zip(
        [JSONValue.null, .truth(true), "a\"/", [1.value, nil], ["b": [], "a": [:]], .bytes([0xfb, 0xff])],
        ["null", "true", #""a\"/""#, "[1,null]", #"{"a":{},"b":[]}"#, #""+/8=""#]))
    func kinds(_ value: JSONValue, _ text: String) {
        #expect(String(decoding: value.encoded, as: UTF8.self) == text)
    }

    @Test("a call is read, with each form of the effective principal")
    func call() throws {
        func effective(_ json: String) throws -> EffectivePrincipal {
            let text = #"{"sender":"BA==","canister_id":"","method":"m","payload":"RA==","unknown":[1],"#
            let call = try JSONBody.decode(
                RawCanisterCall.self, from: [UInt8]((text + #""effective_principal":\#(json)}"#).utf8))
            #expect(call.sender.principal == .anonymous && call.canisterId.principal == .managementCanister)
            #expect(call.method == "m" && [UInt8](call.payload) == [0x44])
            return call.effectivePrincipal
        }
        let id = Principal(canisterIndex: 1)
        guard case .none = try effective(#""None""#) else { throw Unexpected() }
        guard case .canister(let canister) = try effective(#"{"CanisterId":"AAAAAAAAAAEBAQ=="}"#),
            canister.principal == id
        else { throw Unexpected() }
        guard case .subnet(let subnet) = try effective(#"{"SubnetId":"AAAAAAAAAAEBAQ=="}"#), subnet.principal == id
        else { throw Unexpected() }
    }

    @Test("what is wrong is told, with the name that the member has in the JSON", arguments: [
        (#"{"amount":1}"#, "'canister_id' is missing"), (#"{"canister_id":5,"amount":1}"#, "canister_id"),
        (#"{"canister_id":"","amount":-1}"#, "out of range"), (#"{"canister_id":"","amount":1.5}"#, "out of range"),
        (#"{"canister_id":"AA==AA==","amount":1}"#, "canister_id"), ("{", "not valid JSON"), ("", "not valid JSON"),
    ])
    func refused(_ text: String, _ words: String) throws {
        let refusal = try #require(throws: PocketICRefusal.self) {
            _ = try JSONBody.decode(RawCycles.self, from: [UInt8](text.utf8))
        }
        #expect(refusal.status == 400 && refusal.message.contains(words), "\(refusal.message)")
    }

    @Test("rejections have the names that clients know, whatever is known of them", arguments: [
        (5, "IC0536", "CanisterError", "CanisterMethodNotFound"),
        (3, "IC0301", "DestinationInvalid", "CanisterNotFound"),
        (2, "IC0299", "SysTransient", "CanisterQueueFull"), (1, nil, "SysFatal", "SubnetOversubscribed"),
        (4, nil, "CanisterReject", "CanisterRejectedMessage"), (77, nil, "SysUnknown", "DeadlineExpired"),
    ] as [(UInt64, String?, String, String)])
    func rejections(_ code: UInt64, _ errorCode: String?, _ codeName: String, _ errorName: String) {
        let value = JSONValue(Rejection(code: code, message: "why", errorCode: errorCode), isCertified: true)
        let expected: JSONValue = [
            "reject_code": .text(codeName), "reject_message": "why", "error_code": .text(errorName),
            "certified": .truth(true),
        ]
        #expect(value == expected)
    }

    struct Unexpected: Error {}
}

extension Int {
    fileprivate var value: JSONValue { .number(UInt128(self)) }
}
