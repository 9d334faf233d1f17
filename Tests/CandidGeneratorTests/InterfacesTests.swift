import Candid
import CanisterExecution
import CanisterTesting
@testable import Interfaces
import Testing

@Suite("A canister with every type of Candid gives back")
struct InterfacesTests {
    private func canister(_ host: CanisterHost) throws -> HostedProgram {
        try HostedProgram(host.code(Interfaces.self, "Interfaces"))
    }

    /// What the canister answers to a message is that message: the constant headers are those of the encoder.
    private func expectEcho(_ method: String, _ message: [UInt8], _ host: CanisterHost) throws {
        #expect(try canister(host).query(method, message) == message)
    }

    @Test("values without parts", arguments: CanisterHost.allCases)
    func scalars(host: CanisterHost) throws {
        let value = Scalars.example
        let reply = try canister(host).query("scalars", CandidEncoder.encode(value))
        #expect(try CandidDecoder.value(Scalars.self, in: reply) == value)
        #expect(reply == CandidEncoder.encode(value))
    }

    @Test("options in options", arguments: CanisterHost.allCases)
    func optionals(host: CanisterHost) throws {
        let null: Null? = nil
        try expectEcho(
            "optionals", CandidEncoder.encode(3 as UInt8?, Text??.some(nil), null, [true, nil, false] as [Bool?]), host)
        try expectEcho(
            "optionals", CandidEncoder.encode(nil as UInt8?, Text??.some("a"), Null?.some(Null()), [] as [Bool?]), host)
    }

    @Test("fields and tags whose names Swift has already", arguments: CanisterHost.allCases)
    func names(host: CanisterHost) throws {
        let cases: [Cases] = [.`init`, .`default`, .httpError(5), ._3("three")]
        let reply = try canister(host).query("names", CandidEncoder.encode(TextType.example, Labels.example, cases))
        let decoder = try CandidDecoder(reply)
        #expect(try decoder.argument(TextType.self) == .example)
        #expect(try decoder.argument(Labels.self) == .example)
        #expect(try decoder.argument([Cases].self) == cases)
        try decoder.finish()
    }

    @Test("variants without a name", arguments: CanisterHost.allCases)
    func results(host: CanisterHost) throws {
        for value in [ResultsValue.ok(1), .err(ResultsValueErr(reason: "none"))] {
            try expectEcho("results", CandidEncoder.encode(value), host)
        }
        let result = Result.err("why")
        try expectEcho("result", CandidEncoder.encode(result), host)
    }

    @Test("tuples of any length", arguments: CanisterHost.allCases)
    func tuples(host: CanisterHost) throws {
        try expectEcho(
            "tuples",
            CandidEncoder.encode(
                Tuple2<Nat, Text>(1, "one"), Tuple3<Nat, Text, Tuple2<Bool, Integer>>(2, "two", Tuple2(true, -2)),
                TuplesArgument3(_0: 1, _1: 2, _2: 3, _3: 4), TuplesArgument4(_0: 9)),
            host)
    }

    @Test("types that contain themselves", arguments: CanisterHost.allCases)
    func recursive(host: CanisterHost) throws {
        let list: List = ListValue(head: 1, tail: ListValue(head: -2, tail: nil))
        let tree = Tree.fork(TreeFork(left: .leaf(1), right: .fork(TreeFork(left: .leaf(2), right: .leaf(3)))))
        let node = Node(
            next: Node(next: nil, label: "b", others: []), label: "a",
            others: [Node(next: nil, label: "c", others: [Node(next: nil, label: "d", others: [])])])
        let reply = try canister(host).query("lists", CandidEncoder.encode(list, tree, node))
        let decoder = try CandidDecoder(reply)
        #expect(try decoder.argument(List.self) == list)
        #expect(try decoder.argument(Tree.self) == tree)
        #expect(try decoder.argument(Node.self) == node)
        try decoder.finish()
    }

    @Test("types that contain one another", arguments: CanisterHost.allCases)
    func knots(host: CanisterHost) throws {
        let even = Even(odd: Odd(even: Even(odd: nil), pair: Tuple2(nil, 4)))
        let forest = Forest([Forest([]), Forest([Forest([])])])
        let layers = Layers(Layers(Layers(nil)))
        let chain = Chain(_0: 1, _1: Chain(_0: 2, _1: nil))
        let reply = try canister(host).query("knots", CandidEncoder.encode(even, forest, layers, chain))
        let decoder = try CandidDecoder(reply)
        #expect(try decoder.argument(Even.self) == even)
        #expect(try decoder.argument(Forest.self) == forest)
        #expect(try decoder.argument(Layers.self) == layers)
        #expect(try decoder.argument(Chain.self) == chain)
        try decoder.finish()
    }

    @Test("a value in a box can be changed in place, and copies are their own")
    func boxes() {
        var node = Node(next: Node(next: nil, label: "b", others: []), label: "a", others: [])
        let copy = node
        node.next?.label = "c"
        #expect(node.next?.label == "c" && copy.next?.label == "b")
    }

    @Test("functions and services", arguments: CanisterHost.allCases)
    func references(host: CanisterHost) throws {
        let callback = Callback(.testUser(1), "call me")
        let ledger = Ledger(.testUser(2))
        let function = FunctionReference<ReferencesArgument3>(.testUser(3), "f")
        let service = ServiceReference<ReferencesArgument4>(.testUser(4))
        let reply = try canister(host).query("references", CandidEncoder.encode(callback, ledger, function, service))
        let decoder = try CandidDecoder(reply)
        #expect(try decoder.argument(Callback.self) == callback)
        #expect(try decoder.argument(Ledger.self) == ledger)
        #expect(try decoder.argument(FunctionReference<ReferencesArgument3>.self) == function)
        #expect(try decoder.argument(ServiceReference<ReferencesArgument4>.self) == service)
        // A function of another type is refused.
        let wrong = CandidEncoder.encode(function, ledger, function, service)
        #expect(throws: Reject.self) { try canister(host).query("references", wrong) }
    }

    @Test("types of an imported file, and several results", arguments: CanisterHost.allCases)
    func shapes(host: CanisterHost) throws {
        let shapes: [Shape] = [
            .circle(ShapeCircle(radius: 2)), .polygon([Point(x: 1, y: 2), Point(x: 3, y: 4)]), .point(Point(x: 0, y: 0)),
            .nothing,
        ]
        #expect(
            try canister(host).query("shapes", CandidEncoder.encode(shapes)) == CandidEncoder.encode(shapes, 4 as Nat))
    }

    @Test("types with one value or none", arguments: CanisterHost.allCases)
    func empties(host: CanisterHost) throws {
        try expectEcho("empties", CandidEncoder.encode(Nothing(), [] as [NeverType], [] as [Empty]), host)
    }

    @Test("answers, refuses, says nothing, whatever its methods are called", arguments: CanisterHost.allCases)
    func methods(host: CanisterHost) throws {
        let canister = try canister(host)
        #expect(canister.call("run", CandidEncoder.encode(8 as Nat)) == .reply(CandidEncoder.encode(8 as Nat)))
        #expect(canister.call("send") == .reply(emptyArguments))
        #expect(try canister.query("odd name!") == CandidEncoder.encode("odd" as Text))
        let refusal = canister.call("refuse", CandidEncoder.encode("no" as Text)).reject
        #expect(refusal?.code == .canisterReject && refusal?.message == "no")
        _ = canister.call("notify", CandidEncoder.encode(5 as Nat))
        let total = try canister.query("total")
        #expect(try CandidDecoder.value(Nat.self, in: total) == 105)
    }

    @Test("refuses arguments of other types, and tells which", arguments: CanisterHost.allCases)
    func badArguments(host: CanisterHost) throws {
        let reject = try canister(host).call("run", CandidEncoder.encode("eight" as Text)).reject
        #expect(reject?.message.contains("failed to decode call arguments") == true)
    }
}

extension Scalars {
    fileprivate static var example: Scalars {
        Scalars(
            i8: -8, n8: 8, f32: 1.5, f64: -2.25, i16: -16, i32: -32, i64: .min, n16: 16, n32: 32, n64: .max,
            who: .testUser(3), truth: true, text: "text", bytes: [1, 2], natural: 1_099_511_627_776, whole: -7,
            nullValue: Null(), anything: Reserved())
    }
}

extension TextType {
    fileprivate static var example: TextType {
        TextType(hash_: 1, class: 2, self_: 3, type: 4, writer: 5, fields: 6, decoder: 7)
    }
}

extension Labels {
    fileprivate static var example: Labels {
        Labels(
            _7: 7, _42: "forty-two", fooBar: 1, helloWorld: true, _2669435233: 2, ünï: false, fooBar_: -3)
    }
}
