import CandidLanguage
import Testing

@Suite("A .did file is read")
struct ParsingTests {
    @Test("with all types of the language")
    func types() throws {
        #expect(try type("blob") == .vector(.primitive(.nat8)))
        for primitive in PrimitiveType.allCases { #expect(try type(primitive.rawValue) == .primitive(primitive)) }
        #expect(try type("opt vec principal") == .optional(.vector(.principal)))
        #expect(
            try type("record { b : nat; a : text; \"b c\" : bool }")
                == .record([
                    InterfaceField(.name("a"), .primitive(.text)), InterfaceField(.name("b"), .primitive(.nat)),
                    InterfaceField(.name("b c"), .primitive(.bool)),
                ]))
        #expect(
            try type("variant { Ok; Err : text; 7 }")
                == .variant([
                    InterfaceField(.number(7), .primitive(.null)), InterfaceField(.name("Ok"), .primitive(.null)),
                    InterfaceField(.name("Err"), .primitive(.text)),
                ]))
        #expect(
            try type("func (room : text, nat,) -> () composite_query")
                == .function(
                    FunctionSignature(
                        parameters: [
                            InterfaceParameter(name: "room", .primitive(.text)), InterfaceParameter(.primitive(.nat)),
                        ], results: [], annotation: .compositeQuery)))
        #expect(try type("record { T }") == .record([InterfaceField(.position(0), .named("T"))]))
    }

    @Test("with fields without labels, and labels that are numbers or words of the language")
    func labels() throws {
        #expect(
            try type("record { nat; 0x1_0 : text; bool; 4_294_967_295 : int }")
                == .record([
                    InterfaceField(.position(0), .primitive(.nat)), InterfaceField(.number(16), .primitive(.text)),
                    InterfaceField(.position(17), .primitive(.bool)),
                    InterfaceField(.number(.max), .primitive(.int)),
                ]))
        #expect(
            try type("record { type : nat }") == .record([InterfaceField(.name("type"), .primitive(.nat))]))
        #expect(try type("record { text }") == .record([InterfaceField(.position(0), .primitive(.text))]))
        #expect(try type("variant { text }") == .variant([InterfaceField(.name("text"), .primitive(.null))]))
    }

    @Test("with names between quotes and all escapes in them")
    func escapes() throws {
        let parsed = try type(#"variant { "\n\r\t\\\"\'\41\u{1F600}\u{0_0e9}ü" }"#)
        #expect(parsed == .variant([InterfaceField(.name("\n\r\t\\\"'A\u{1F600}éü"), .primitive(.null))]))
    }

    @Test("with a service that takes arguments of installation, and with one that takes none or has a name")
    func services() throws {
        let one = try interface(
            "service chat : (limit : nat) -> { send : (text) -> (); 'x : () -> () }".replacing("'x", with: "\"x\""))
        #expect(one.service?.name == "chat")
        #expect(one.service?.initParameters == [InterfaceParameter(name: "limit", .primitive(.nat))])
        #expect(one.service?.methods.map(\.name) == ["send", "x"])
        #expect(try interface("service : () -> {}").service?.initParameters == [])
        let named = try interface("type S = service { a : () -> () oneway }; type R = S; service : R")
        #expect(named.service?.initParameters == nil)
        #expect(named.service?.methods.map(\.signature.annotation) == [.oneway])
        #expect(try interface("type S = service { f : () -> (S) }; service : S;").service?.methods.count == 1)
        #expect(try interface("").service == nil)
    }

    @Test("with methods that name a function type, before or after its definition")
    func namedFunctions() throws {
        let parsed = try interface(
            "type S = service { g : G }; service : { f : G }; ".replacing(
                "service : {", with: "type G = F; type F = func (S, F) -> (text) query; service : {"))
        let expected = FunctionSignature(
            parameters: [InterfaceParameter(.named("S")), InterfaceParameter(.named("F"))],
            results: [InterfaceParameter(.primitive(.text))], annotation: .query)
        #expect(parsed.service?.methods.first?.signature == expected)
        guard case .service(let methods) = parsed.definitions[0].type else {
            throw InterfaceError(.notUTF8, at: .unknown)
        }
        #expect(methods.first?.signature == expected)
    }

    @Test("with the comments right above a part, and no others")
    func documentation() throws {
        let parsed = try interface(
            """
            // A licence.

            /// A room.
            //
            //  Indented.
            type Room = record { // not of the name
              /* Its name,
               * in two lines. */
              name : text; // of nothing
              size : nat; // neither
            };
            // gone: an empty line follows

            // The service.
            service : {
              // Says it.
              say : (text) -> ();
              // of nothing
            }
            """)
        #expect(parsed.definitions[0].documentation == ["A room.", "", " Indented."])
        guard case .record(let fields) = parsed.definitions[0].type else {
            throw InterfaceError(.notUTF8, at: .unknown)
        }
        #expect(fields.map(\.documentation).sorted { $0.count < $1.count } == [[], ["Its name,", "in two lines."]])
        #expect(parsed.service?.documentation == ["The service."])
        #expect(parsed.service?.methods[0].documentation == ["Says it."])
        #expect(parsed.service?.methods[0].location == SourceLocation(file: "a.did", line: 17, column: 3))
    }

    @Test("with nested comments anywhere")
    func comments() throws {
        #expect(try type("/* a /* b */ // */ opt // c\n nat") == .optional(.primitive(.nat)))
    }
}
