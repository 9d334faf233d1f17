import Candid
import CandidLanguage
import TestSupport
import Testing

@Suite("Values become messages, and messages values")
struct ValueCodingTests {
    private func described(_ types: String, _ definitions: String = "") throws -> (
        CandidInterface, [InterfaceParameter]
    ) {
        let interface = try interface("\(definitions) service : (\(types)) -> {}")
        return (interface, interface.service?.initParameters ?? [])
    }

    private func encoded(_ text: String, _ types: String, _ definitions: String = "") throws -> String {
        let (interface, parameters) = try described(types, definitions)
        return hex(try interface.encode(text, as: parameters))
    }

    private func decoded(_ message: String, _ types: String, _ definitions: String = "") throws -> String {
        let (interface, parameters) = try described(types, definitions)
        return try interface.decode(bytes(message), as: parameters)
    }

    static let list = "type List = opt record { head : int; tail : List };"
    static let vectors: [(text: String, types: String, message: String)] = [
        ("()", "", "4449444c0000"),
        ("(42 : nat, true)", "nat, bool", "4449444c00027d7e2a01"),
        ("(\"hello\")", "text", "4449444c0001710568656c6c6f"),
        (
            "(record { bar = true; foo = 42 : int })", "record { foo : int; bar : bool }",
            "4449444c016c02d3e3aa027e868eb7027c0100012a"
        ),
        ("(record { 42 : int; true })", "record { int; bool }", "4449444c016c02007c017e01002a01"),
        ("(opt \"x\")", "opt text", "4449444c016e710100010178"),
        ("(null)", "opt text", "4449444c016e71010000"),
        ("(blob \"\\01\\02\\03\")", "blob", "4449444c016d7b010003010203"),
        ("(principal \"aaaaa-aa\")", "principal", "4449444c0001680100"),
        (
            "(variant { Ok = \"good\" })", "variant { Ok : text; Err : text }",
            "4449444c016b02bc8a0171c5fed2017101000004676f6f64"
        ),
        (
            "(opt record { head = 1 : int; tail = opt record { head = 2 : int; tail = null } })", "List",
            "4449444c026e016c02a0d2aca8047c90eddae7040001000101010200"
        ),
        (
            "(func \"w7x7r-cok77-xa\".foo)", "func (principal) -> (nat)",
            "4449444c016a0168017d000100010103caffee03666f6f"
        ),
        (
            "(60000000000000000 : nat, -60000000000000000 : int)", "nat, int",
            "4449444c00027d7c808098f4e9b5ca6a8080e88b96cab5957f"
        ),
    ]

    @Test("as the reference vectors have them, both ways", arguments: vectors)
    func knownMessages(text: String, types: String, message: String) throws {
        #expect(try encoded(text, types, Self.list) == message)
        #expect(try decoded(message, types, Self.list) == text)
    }

    @Test("and come back as they were, through text and through a message", arguments: 0..<200 as Range<UInt64>)
    func roundTrip(seed: UInt64) throws {
        var generator = GeneratedInterface(seed: seed)
        let interface = generator.interface()
        var values = GeneratedValue(seed: seed, definitions: interface.definitions)
        for definition in interface.definitions {
            guard let value = values.value(of: definition.type) else { continue }
            let types = [InterfaceType.named(definition.name)]
            let arguments = CandidArguments([value])
            let message = try arguments.encoded(as: types, in: interface)
            #expect(try CandidArguments(decoding: message, as: types, in: interface) == arguments)
            let read = try CandidArguments(parsing: arguments.description)
            #expect(read.description == arguments.description)
            #expect(try read.encoded(as: types, in: interface) == message)
            // Without types only names are lost.
            let blind = try CandidArguments(decoding: message)
            #expect(blind.values.count == 1)
            #expect(try CandidArguments(parsing: blind.description).description == blind.description)
        }
    }

    @Test("as deep and as long as a message may be, too")
    func extremes() throws {
        let (interface, parameters) = try described("List, blob", Self.list)
        let types = parameters.map(\.type)
        let blob = (0..<(1 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var list = CandidValue.null
        for number in 0..<120 as Range<Int64> {
            list = .optional(
                .record([
                    ValueField(.name("head"), .number(.int(Integer(number)))), ValueField(.name("tail"), list),
                ]))
        }
        let arguments = CandidArguments([list, .blob(blob)])
        let message = try arguments.encoded(as: types, in: interface)
        let decoded = try CandidArguments(decoding: message, as: types, in: interface)
        #expect(decoded == arguments)
        #expect(try CandidArguments(parsing: decoded.description).encoded(as: types, in: interface) == message)
    }

    @Test("with numbers of the expected types, labels of the types and null for what may be missing")
    func typing() throws {
        let message = try encoded(
            "(record { 97 = 1; b = vec { 1; 2 } })", "record { a : nat8; b : blob; c : opt nat }, opt text")
        #expect(
            try decoded(message, "record { a : nat8; b : blob; c : opt nat }, opt text")
                == "(record { a = 1 : nat8; b = blob \"\\01\\02\"; c = null }, null)")
        #expect(try decoded(message, "record { a : nat8 }") == "(record { a = 1 : nat8 })")
        #expect(
            try decoded(message, "record { a : nat8; z : opt nat }, reserved, null, opt nat")
                == "(record { a = 1 : nat8; z = null }, null : reserved, null, null)")
        #expect(
            try CandidArguments(decoding: bytes(message)).description
                == "(record { 97 = 1 : nat8; 98 = blob \"\\01\\02\"; 99 = null }, null)")
    }

    @Test(
        "with the path to a value of another type",
        arguments: [
            (
                "(record { text = \"x\" })", "record { text : nat64 }",
                "argument 1, field text: expected nat64, found \"x\""
            ),
            ("(1, vec { 1; 300 })", "int, vec nat8", "argument 2, element 2: expected nat8, found 300"),
            ("(record {})", "record { a : nat }", "argument 1, field a: expected nat, found nothing"),
            ("(record { a = 1; b = 2 })", "record { a : nat }", "argument 1, field b: expected no such field, found 2"),
            ("(variant { No })", "variant { Ok }", "argument 1: expected variant { Ok }, found variant { No }"),
            ("(variant { Ok = opt true })", "variant { Ok : opt nat }", "argument 1, tag Ok: expected nat, found true"),
            ("(1)", "opt nat", "argument 1: expected opt nat, found 1"),
            ("(1, 2)", "nat", "expected 1 arguments, found 2"), ("()", "nat", "expected 1 arguments, found 0"),
            ("(null)", "empty", "argument 1: expected empty, found null"),
            ("(1 : X)", "nat", "nothing defines the type 'X'"),
            ("(?)", "nat", ":1:2: error: the character '?' has no meaning here"),
        ])
    func errors(text: String, types: String, expected: String) throws {
        do {
            Issue.record("became \(try encoded(text, types))")
        } catch let error as ValueError { #expect(error.description == expected) }
    }

    @Test("by the types that values have by themselves")
    func inference() throws {
        func inferred(_ text: String) throws -> String {
            hex(try CandidArguments(parsing: text).encodedByInference())
        }
        #expect(try inferred("(42 : nat, true)") == "4449444c00027d7e2a01")
        #expect(try inferred("(42, 1.0)") == "4449444c00027c722a000000000000f03f")
        #expect(try inferred("(record { bar = true; foo = 42 })") == "4449444c016c02d3e3aa027e868eb7027c0100012a")
        #expect(try inferred("((null : opt text))") == "4449444c016e71010000")
        #expect(try inferred("(vec {})") == "4449444c016d6f010000")
        do {
            Issue.record("became \(try inferred("(vec { 1; \"a\" })"))")
        } catch let error as ValueError {
            #expect(error.description == "argument 1, element 2: expected int as the elements before, found text")
        }
    }

    @Test(
        "with the coercions of subtyping",
        arguments: [
            ("4449444c00017e01", "opt opt bool", "(opt opt true)"),
            ("4449444c016e7e01000101", "opt nat", "(null)"),
            ("4449444c00017d2a", "int", "(42 : int)"),
            ("4449444c016d7c010000", "vec int8", "(vec {})"),
            ("4449444c016b02007f017f010000", "variant { 0 }", "(variant { 0 })"),
            ("4449444c016d7f0100e807", "opt nat", "(null)"),
            ("4449444c01670341424302007e050068656c6c6f01", "opt empty, bool", "(null, true)"),
        ])
    func coercion(message: String, types: String, expected: String) throws {
        #expect(try decoded(message, types) == expected)
    }

    @Test(
        "unless the message is malformed, of another type, or a bomb",
        arguments: [
            ("4449444c016e7e01000102", "opt nat"), ("4449444c00017001", "null"), ("4449444c000170", "null"),
            ("4449444c00017d2a", "nat64"), ("4449444c00016f", "empty"), ("4449444c0000", "nat"),
            ("4449444c00000000", ""), ("4449444c00017e01", "Loop"),
            ("4449444c016d7f01008094ebdc03", ""), ("4449444c016d7f01008094ebdc03", "vec opt nat"),
            ("4449444c016d7f01008094ebdc03", "opt nat"), ("4449444c026d016c00010080ade204", "vec record {}"),
            ("4449444c8094ebdc0300", ""), ("4449444c0001718094ebdc034d6f746f6b6f", "text"),
            ("4449444c016c0100000100", "record { Self }"),
        ])
    func refusals(message: String, types: String) throws {
        #expect(throws: ValueError.self) {
            try decoded(message, types, "type Loop = opt Loop; type Self = record { Self };")
        }
        let wasBlind = message.hasPrefix("4449444c016d7f") || message.hasPrefix("4449444c026d")
        if wasBlind { #expect(throws: ValueError.self) { try CandidArguments(decoding: bytes(message)) } }
    }

    @Test("with a limit for fields that only the type has")
    func absentFields() throws {
        let fields = (0..<2_000).map { "\($0) : opt nat" }.joined(separator: "; ")
        let text = "(vec { " + String(repeating: "record {};", count: 2_000) + "})"
        #expect(throws: ValueError.tooManyParts(limit: 1_000_000)) { try encoded(text, "vec record { \(fields) }") }
        let message = "4449444c026d016c01a08d067e0100d00f" + String(repeating: "01", count: 2_000)
        #expect(throws: ValueError.self) { try decoded(message, "vec record { \(fields) }") }
        #expect(try decoded(message, "vec record {}").hasPrefix("(vec { record {}; "))
    }

    @Test("or tell an error wherever a message is cut or changed")
    func mutations() throws {
        let types = "List, record { a : opt vec nat; b : variant { x; y : text } }, principal, func (nat) -> () query"
        let valid = bytes(
            try encoded(
                "(opt record { head = 1; tail = null }, record { a = opt vec { 1; 2 }; b = variant { y = \"z\" } }, "
                    + "principal \"2vxsx-fae\", func \"aaaaa-aa\".m)",
                types, Self.list))
        let (interface, parameters) = try described(types, Self.list)
        var random = SplitMix64(seed: 3)
        var refused = 0
        for round in 0..<6_000 {
            var message = valid
            if round < valid.count {
                message.removeLast(valid.count - round)
            } else {
                message[Int(random.next() % UInt64(valid.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            do throws(ValueError) { _ = try interface.decode(message, as: parameters) } catch { refused += 1 }
            if let blind = try? CandidArguments(decoding: message) { #expect(!blind.description.isEmpty) }
        }
        #expect(refused > 2_000)
    }
}
