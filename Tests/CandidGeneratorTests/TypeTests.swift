import CandidGenerator
import Foundation
import Testing

@Suite("Types in generated Swift")
struct TypeTests {
    @Test(
        "the library's types stand for those without parts, arrays and optionals for vec and opt",
        arguments: [
            ("nat", "Nat"), ("int", "Integer"), ("text", "Text"), ("blob", "[UInt8]"), ("nat64", "UInt64"),
            ("int8", "Int8"), ("float32", "Float"), ("float64", "Double"), ("bool", "Bool"), ("principal", "Principal"),
            ("null", "Null"), ("reserved", "Reserved"), ("empty", "Empty"), ("opt vec opt nat16", "[UInt16?]?"),
            ("opt opt bool", "Bool??"), ("record { nat; text }", "Tuple2<Nat, Text>"),
            ("record { 0 : nat; 1 : text; 2 : bool }", "Tuple3<Nat, Text, Bool>"),
        ])
    func expressions(candid: String, swift: String) throws {
        let methods = try Generation("service : { f : (\(candid)) -> () }").methods
        #expect(methods.contains("    func f(_ argument: \(swift)) throws(EntryPointFailure)\n"))
    }

    @Test("types without a name are called after where they stand")
    func names() throws {
        let generation = try Generation(
            """
            type A = record { inner : record { x : nat }; list : vec variant { a } };
            service : { join : (room : record { A }, record { y : nat }) -> (variant { Ok; Err : text }, record { z : A }) }
            """)
        #expect(
            generation.methods.contains(
                "func join(_ room: JoinRoom, _ argument2: JoinArgument2) throws(EntryPointFailure) "
                    + "-> (JoinResult1, JoinResult2)"))
        for name in ["struct A:", "struct AInner:", "enum AList:", "struct JoinRoom:", "enum JoinResult1:"] {
            #expect(generation.types.contains(name))
        }
    }

    @Test("all definitions are generated, whether a method needs them or not")
    func definitions() throws {
        let types = try Generation(types: "type A = record { b : B }; type B = variant { c }; type D = record {};", using: "A")
            .types
        #expect(types.contains("struct A:") && types.contains("enum B:") && types.contains("struct D:"))
    }

    @Test("of the definitions for the WebSocket protocol alone none is generated")
    func protocolDefinitions() throws {
        let types = try Generation(
            """
            import "ws_types.did";
            type AppMessage = record { gateway : GatewayPrincipal };
            type Saved = record { key : ClientKey };
            service : { \(webSocketMethods) }
            """
        ).types
        #expect(types.contains("struct AppMessage:") && types.contains("struct Saved:"))
        #expect(types.contains("typealias GatewayPrincipal = Principal\n") && types.contains("var key: ClientKey\n"))
        #expect(!types.contains("WebsocketMessage") && !types.contains("WsOpen") && !types.contains("struct ClientKey"))
    }

    @Test("a box has a name that no field can have")
    func boxName() throws {
        let types = try Generation(types: "type A = record { a : opt A; _a : nat; aBox : nat };", using: "A").types
        #expect(types.contains("private var _a: Boxed<A?>\n") && types.contains("var aBox: Nat\n"))
        #expect(types.components(separatedBy: "var _a:").count == 2)
    }

    @Test("named types with values have the header of their messages")
    func messageHeaders() throws {
        let types = try Generation(
            types: "type A = record { b : B }; type B = variant { c }; type C = nat; type D = vec D;", using: "A"
        ).types
        for name in ["A", "B", "D"] { #expect(types.contains("extension \(name): CandidMessage {\n")) }
        #expect(!types.contains("extension C:"))
    }

    @Test("a record that contains itself through an opt has a box, which its users do not see")
    func box() throws {
        let types = try Generation(types: "type Node = record { next : opt Node; others : vec Node };", using: "Node").types
        #expect(
            types.contains(
                """
                struct Node: Hashable, Sendable {
                    var others: [Node]
                    var next: Node? {
                        get { _next.value }
                        set { _next.value = newValue }
                    }
                    private var _next: Boxed<Node?>

                    init(others: [Node], next: Node?) {
                        self.others = others
                        _next = Boxed(next)
                    }
                }
                """)
                || types.contains(
                    """
                    struct Node: Hashable, Sendable {
                        var next: Node? {
                            get { _next.value }
                            set { _next.value = newValue }
                        }
                        private var _next: Boxed<Node?>
                        var others: [Node]

                        init(next: Node?, others: [Node]) {
                            _next = Boxed(next)
                            self.others = others
                        }
                    }
                    """))
        #expect(types.contains("        table.record(key: candidKey) { table in\n"))
    }

    @Test("a variant that contains itself is indirect; then nothing in it needs a box")
    func indirect() throws {
        let types = try Generation(
            types: "type Tree = variant { leaf; fork : record { left : Tree; right : Tree } };", using: "Tree"
        ).types
        #expect(types.contains("indirect enum Tree: Hashable, Sendable {\n"))
        #expect(types.contains("    var left: Tree\n") && !types.contains("Boxed"))
    }

    @Test("one box is enough on each way round")
    func oneBox() throws {
        let types = try Generation(
            types: "type Even = record { odd : opt Odd }; type Odd = record { even : opt Even };", using: "Even"
        ).types
        #expect(types.split(separator: "Boxed<").count == 2)
    }

    @Test("a list of itself, which no alias can be, is a struct")
    func wrapper() throws {
        let types = try Generation(
            types: "type Forest = vec Forest; type Other = Forest; type Layers = opt Layers; type Use = record { Other; Layers };",
            using: "Use"
        ).types
        #expect(types.contains("struct Forest: Hashable, Sendable {\n    var value: [Forest]\n"))
        #expect(types.contains("typealias Other = Forest\n"))
        #expect(types.contains("    private var box: Boxed<Layers?>\n"))
    }

    @Test("functions and services are references with a signature")
    func references() throws {
        let types = try Generation(
            types: "type F = func (text, F) -> (nat) query; type S = service { b : F; a : () -> () oneway };", using: "S"
        ).types
        #expect(types.contains("typealias S = ServiceReference<SInterface>\n"))
        #expect(types.contains("enum SInterface: CandidReferenceType {\n"))
        let a = try #require(types.range(of: "table.method(Array(\"a\".utf8))"))
        let b = try #require(types.range(of: "table.method(Array(\"b\".utf8))"))
        #expect(a.lowerBound < b.lowerBound)
        #expect(types.contains("annotations: .oneway,"))
        #expect(types.contains("table.argument(Text.self); table.argument(F.self)"))
        #expect(types.contains("key: candidKey,"))
    }

    @Test("documentation goes along")
    func documentation() throws {
        let generation = try Generation(
            """
            // A room.
            // Many meet there.
            type Room = record {
              // How it is called.
              name : text;
            };
            service : {
              // Enters a room.
              enter : (Room) -> ();
            }
            """)
        #expect(generation.types.contains("/// A room.\n/// Many meet there.\n///\n/// `record { name : text }`\nstruct Room"))
        #expect(generation.types.contains("    /// How it is called.\n    var name: Text\n"))
        #expect(
            generation.methods.contains(
                "    /// Enters a room.\n    ///\n    /// `enter : (Room) -> ()`\n    func enter(_ argument: Room)"))
    }
}
