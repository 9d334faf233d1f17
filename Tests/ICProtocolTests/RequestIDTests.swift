import ICProtocol
import SHA256
import Testing
import TestSupport

@Suite("Request ids")
struct RequestIDTests {
    @Test("are those of the interface specification and of the vectors beside it")
    func vectors() {
        let nonce = (0..<16).map { UInt8($0) }
        let call = RequestContent.call(Vectors.request())
        #expect(call.requestID.bytes == Vectors.callID)
        #expect(
            RequestContent.call(Vectors.request(nonce: nonce)).requestID.bytes
                == bytes("c8688bb7a8da467659f1520390724a106440322c5eac61eeb4c9e516892bb2d1"))
        #expect(
            RequestContent.query(Vectors.request()).requestID.bytes
                == bytes("74aff80b32e98aafb7f1b6cbedc29d2f7de9227d60a55169342600099f0e4147"))
        let paths = [[[UInt8]("time".utf8)], [[UInt8]("request_status".utf8), Vectors.callID]]
        #expect(
            RequestContent.readState(ReadStateRequest(terms: Vectors.terms(), paths: paths)).requestID.bytes
                == bytes("27758e8909efe6a581c0c4c8e79888325033de8357e61598b86ec0b56cdd161d"))
        #expect(RequestContent.call(Vectors.request(Vectors.sender)).requestID.bytes == Vectors.signedCallID)
    }

    @Test("of delegations and of responses to queries are hashed alike")
    func otherVectors() throws {
        #expect(
            Vectors.delegation.fields.hash.bytes
                == bytes("ba8d6b7b367bae160ce0d415f1212e584ea8abaf5035d5283286d5960ab1029f"))
        let queryID = try #require(
            RequestID(bytes("74aff80b32e98aafb7f1b6cbedc29d2f7de9227d60a55169342600099f0e4147")))
        let signed = QueryResponse.Outcome.replied(bytes("4449444c0000"))
            .signedBytes(timestamp: Vectors.time, requestID: queryID)
        #expect(
            signed == [0x0b] + [UInt8]("ic-response".utf8)
                + bytes("fc3c4efd27cc46e3e068e5ddc680d56c7a58360c13f77123fdf945be6591909d"))
    }

    @Test(
        "hash each field by its kind",
        arguments: [
            ("request_type", "769e6f87bdda39c859642b74ce9763cdd37cb1cd672733e8c54efaa33ab78af9",
             "7edb360f06acaef2cc80dba16cf563f199d347db4443da04da0c8173e3f9e4ed"),
            ("sender", "0a367b92cf0b037dfd89960ee832d56f7fc151681bb41e53690e776f5786998a",
             "e52d9c508c502347344d8c07ad91cbd6068afc75ff6292f062a09ca381c89e71"),
            ("ingress_expiry", "26cec6b6a9248a96ab24305b61b9d27e203af14a580a5b1ff2f67575cab4a868",
             "db8e57abc8cda1525d45fdd2637af091bc1f28b35819a40df71517d1501f2c76"),
            ("canister_id", "0a3eb2ba16702a387e6321066dd952db7a31f9b5cc92981e0a92dd56802d3df9",
             "4d8c47c3c1c837964011441882d745f7e92d10a40cef0520447c63029eafe396"),
            ("method_name", "293536232cf9231c86002f4ee293176a0179c002daa9fc24be9bb51acdd642b6",
             "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
            ("arg", "b25f03dedd69be07f356a06fe35c1b0ddc0de77dcd9066c4be0c6bbde14b23ff",
             "6c0b2ae49718f6995c02ac5700c9c789d7b7862a0d53e6d40a73f1fcd2f70189"),
        ])
    func fields(name: String, nameHash: String, valueHash: String) {
        #expect(SHA256.hash(Array(name.utf8)).bytes == bytes(nameHash))
        #expect(RequestContent.call(Vectors.request()).fields[name]?.hash.bytes == bytes(valueHash))
    }

    @Test("hash numbers as LEB128, signed ones as signed LEB128")
    func numbers() {
        // The specification's examples.
        #expect(StructuredValue.natural(0).hash == SHA256.hash([0]))
        #expect(StructuredValue.natural(624_485).hash == SHA256.hash([0xe5, 0x8e, 0x26]))
        #expect(StructuredValue.integer(0).hash == SHA256.hash([0]))
        #expect(StructuredValue.integer(-123_456).hash == SHA256.hash([0xc0, 0xbb, 0x78]))
        #expect(StructuredValue.natural(.max).hash == SHA256.hash([UInt8](repeating: 255, count: 9) + [1]))
    }

    @Test("do not depend on the order of fields, and leave out what is absent")
    func order() {
        let one: StructuredMap = ["a": .natural(1), "b": .array([.text("x"), .blob([])])]
        let other: StructuredMap = ["b": .array([.text("x"), .blob([])]), "a": .natural(1)]
        #expect(one.hash == other.hash)
        var third = one
        third.append("c", nil)
        third.append("a", .natural(2))
        #expect(third.hash == one.hash)
        third.append("c", .map([:]))
        #expect(third.hash != one.hash)
        #expect(StructuredMap().hash == SHA256.hash([UInt8]()))
    }

    @Test("are written as the specification recommends")
    func text() throws {
        let id = try #require(RequestID((0..<32).map { UInt8($0) }))
        #expect("\(id)" == "0x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
        #expect(RequestID([1]) == nil)
    }
}
