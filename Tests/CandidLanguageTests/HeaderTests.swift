import Bytes
import Candid
import CandidLanguage
import TestSupport
import Testing

@Suite("The header of a message that types of an interface make")
struct HeaderTests {
    private func header(_ definitions: String, _ arguments: String) throws -> String {
        let interface = try interface("\(definitions) service : (\(arguments)) -> {}")
        return hex(try interface.header(of: interface.service?.initParameters?.map(\.type) ?? []))
    }

    @Test("is the one of the specification's examples")
    func examples() throws {
        #expect(try header("", "") == "4449444c0000")
        #expect(try header("", "nat, bool") == "4449444c00027d7e")
        #expect(try header("", "record { foo : int; bar : bool }") == "4449444c016c02d3e3aa027e868eb7027c0100")
        #expect(
            try header("type List = opt record { head : int; tail : List };", "List")
                == "4449444c026e016c02a0d2aca8047c90eddae704000100")
        #expect(
            try header("", "service { foo : (text) -> (nat) }")
                == "4449444c02690103666f6f016a0171017d000100")
        #expect(try header("", "func (principal) -> (nat)") == "4449444c016a0168017d000100")
        #expect(
            try header("", "func () -> () oneway, func () -> () composite_query, func () -> () query")
                == "4449444c036a000001026a000001036a00000101" + "03000102")
    }

    @Test("is the one of the released library for the messages of WebSockets")
    func webSockets() throws {
        let key = "type ClientKey = record { client_principal : principal; client_nonce : nat64 };"
        #expect(
            try header(key, "record { client_key : ClientKey }")
                == "4449444c026c01ebb49ce903016c02fa80a2940568bbd1eacd0e780100")
        let message =
            "type M = record { client_key : ClientKey; sequence_num : nat64; timestamp : nat64; "
            + "is_service_message : bool; content : blob };"
        #expect(
            try header(key + message, "record { msg : M }, opt null")
                == "4449444c056c01c1b4cc02016c0588ecfba70178b99adecb0102ebb49ce90303d6a9bbae0a78e8f5c3be0a7e6d7b6c02"
                + "fa80a2940568bbd1eacd0e786e7f020004")
    }

    private struct Node: CandidEncodable {
        static let candidKey = TypeKey()
        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.record(key: candidKey) { table in
                table.field(fieldID(of: "next"), Node?.self)
                table.field(fieldID(of: "pairs"), [Pair].self)
                table.field(fieldID(of: "bytes"), [UInt8].self)
            }
        }
        func encode(into writer: inout ByteWriter) {}
    }

    private struct Pair: CandidEncodable {
        static let candidKey = TypeKey()
        static func candidType(in table: inout TypeTable) -> TypeReference {
            table.record(key: candidKey) { table in
                table.field(0, [UInt8].self)
                table.field(1, Node?.self)
            }
        }
        func encode(into writer: inout ByteWriter) {}
    }

    @Test("is the one of an encoder whose Swift types are made of the definitions")
    func encoders() throws {
        let definitions =
            "type Node = record { bytes : blob; next : opt Node; pairs : vec Pair }; "
            + "type Pair = record { blob; opt Node };"
        #expect(try header(definitions, "Pair, opt Node") == hex(CandidEncoder.header(Pair.self, Node?.self)))
        #expect(try header(definitions, "Node, vec Pair") == hex(CandidEncoder.header(Node.self, [Pair].self)))
    }

    @Test("can be read by the decoder, for types of every shape", arguments: 0..<100 as Range<UInt64>)
    func generated(seed: UInt64) throws {
        var generator = GeneratedInterface(seed: seed)
        let interface = generator.interface()
        let types = interface.definitions.map { InterfaceType.named($0.name) }
        let decoder = try CandidDecoder(try interface.header(of: types))
        #expect(decoder.argumentCount == types.count)
    }

    @Test("is refused for names that are not defined and for types that nest too deep")
    func errors() throws {
        #expect(throws: TypeError.unknownName("X")) { try CandidInterface().header(of: [.named("X")]) }
        let chain = (0..<1_000).map { "type T\($0) = opt T\($0 + 1);" }.joined()
        let deep = try interface(chain + "type T1000 = nat;")
        #expect(throws: TypeError.limitExceeded(levels: 256)) { try deep.header(of: [.named("T0")]) }
        let circle = CandidInterface(definitions: [TypeDefinition(name: "A", type: .named("A"))])
        #expect(throws: TypeError.unknownName("A")) { try circle.header(of: [.named("A")]) }
        let twice = InterfaceType.record([
            InterfaceField(.name("a"), .principal), InterfaceField(.number(97), .principal),
        ])
        #expect(throws: TypeError.memberTwice("97")) { try CandidInterface().header(of: [twice]) }
    }
}
