import Bytes
import Candid
import Testing

@testable import LocalReplica

@Suite("What a gateway reads of requests and replies")
struct GatewayValueTests {
    private let id = "rwlgt-iiaaa-aaaaa-aaaaa-cai"

    private func host(_ authority: String?, _ path: String = "/", referer: String? = nil) throws -> String? {
        try CanisterHost(authority: authority, path: path, referer: referer).canister?.text
    }

    @Test("the canister is named by the host, by the parameter, or by the page that asks: in this order")
    func resolution() throws {
        let other = "rrkah-fqaaa-aaaaa-aaaaq-cai"
        #expect(try host("\(id).localhost:4943") == id)
        #expect(try host("\(id).localhost", "/?canisterId=\(other)") == id)
        #expect(try host("127.0.0.1:4943", "/a/b?x=1&canisterId=\(other)#canisterId=\(id)") == other)
        #expect(try host("[::1]:4943", "/?canisterId=\(other)") == other)
        #expect(try host("localhost:1", "/a.js", referer: "http://localhost:1/?canisterId=\(id)") == id)
        for referer in ["http://localhost:2/?canisterId=\(id)", "localhost:1/?canisterId=\(id)", "http://localhost:1/"] {
            #expect(try host("localhost:1", "/a.js", referer: referer) == nil)
        }
        for authority in [nil, "", "localhost", ".localhost", "localhost:4943", "\(id).localhost.example"] {
            #expect(try host(authority, "/canisterId=\(id)") == nil)
        }
    }

    @Test("what names no canister is refused", arguments: ["a", "2vxsx-fae", "aaaaa-aa", "x.rwlgt-iiaaa-aaaaa-aaaaa-cai"])
    func noCanisters(text: String) {
        #expect(throws: GatewayRefusal.self) { try host("\(text).localhost") }
        #expect(throws: GatewayRefusal.self) { try host("localhost", "/?canisterId=\(text)") }
    }

    /// A message of a record `{0: value, 1: nat8}`, so that something stands behind the value.
    private func message(_ value: some CandidEncodable) -> [UInt8] {
        func encode<Value: CandidEncodable>(_ value: Value) -> [UInt8] {
            CandidEncoder.encode(Tuple2<Value, UInt8>(value, 7))
        }
        return encode(value)
    }

    private func opaque(_ value: some CandidEncodable) throws -> [UInt8] {
        try CandidDecoder.decode(Tuple2<OpaqueValue, UInt8>.self, from: message(value)).first.message
    }

    @Test("a token of whatever type comes back as it was")
    func tokens() throws {
        #expect(try CandidDecoder.decode(UInt64.self, from: opaque(UInt64(1) << 40)) == 1 << 40)
        #expect(try CandidDecoder.decode(String.self, from: opaque("next")) == "next")
        #expect(try CandidDecoder.decode(Bool?.self, from: opaque(Bool?.some(true))) == true)
        #expect(try CandidDecoder.decode([UInt8].self, from: opaque([UInt8](0...200))) == [UInt8](0...200))
        let pairs = [Tuple2("a", Nat(1)), Tuple2("b", Nat(2))]
        #expect(try CandidDecoder.decode([Tuple2<String, Nat>].self, from: opaque(pairs)) == pairs)
        #expect(try CandidDecoder.decode(Principal.self, from: opaque(Principal.anonymous)) == .anonymous)
        let reference = FunctionReference<QueryOfNothing>(.anonymous, "more")
        #expect(try CandidDecoder.decode(FunctionReference<QueryOfNothing>.self, from: opaque(reference)) == reference)
    }

    private enum QueryOfNothing: CandidReferenceType {
        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.function(annotations: [.query], arguments: { _ in }, results: { _ in })
        }
    }

    @Test("types that stand beside the token's, and numbers that are longer than they need be, are no obstacle")
    func tables() throws {
        // service { a : func }, func (nat) -> () query, a future type, opt nat with a long number, and the record itself.
        var bytes = [UInt8]("DIDL".utf8) + [5]
        bytes += [0x69, 1, 1, UInt8(ascii: "a"), 1]
        bytes += [0x6a, 1, 0x7d, 0, 1, 1]
        bytes += [0xe7, 0x7f, 2, 0xaa, 0xbb]
        bytes += [0xee, 0x7f, 0xfd, 0x7f]
        bytes += [0x6c, 2, 0, 3, 1, 0x7b]
        let value = try CandidDecoder.decode(
            Tuple2<OpaqueValue, UInt8>.self, from: bytes + [1, 4, 1, 42, 7]
        ).first
        #expect(value.message == bytes + [1, 3, 1, 42])
        #expect(try CandidDecoder.decode(Nat?.self, from: value.message) == Nat(42))
    }
}
