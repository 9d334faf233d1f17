import Bytes
import Candid
import Testing
import TestSupport

@Suite("Type tables of messages that are made")
struct TypeTableTests {
    private func header<Value: CandidEncodable>(_ type: Value.Type) -> String {
        String(hex(CandidEncoder.header(type)).dropFirst(8))
    }

    @Test("Equal types stand once")
    func equalTypes() {
        #expect(header(Tuple2<Bool?, Bool?>.self) == "026c02000101016e7e0100")
        #expect(header(Tuple2<Tuple2<Nat, Nat>, Tuple2<Nat, Nat>>.self) == "026c02000101016c02007d017d0100")
        #expect(header(Tuple3<[Bool?], Bool?, [Bool?]>.self) == "036c030001010202016d026e7e0100")
        // Across arguments, too.
        #expect(hex(CandidEncoder.header(Bool?.self, [Bool?].self)) == "4449444c" + "026e7e6d00020001")
    }

    @Test("Types that differ in a part alone stand apart")
    func differentTypes() {
        #expect(header(Tuple2<Bool?, Nat?>.self) == "036c02000101026e7e6e7d0100")
        #expect(header(Tuple2<[Bool], Bool?>.self) == "036c02000101026d7e6e7e0100")
    }

    @Test("A recursive type refers to its own entry")
    func recursiveTypes() {
        #expect(header(List.self) == "026e016c02a0d2aca8047c90eddae704000100")
        #expect(header(Endless.self) == "016e000100")
        #expect(header(Tuple2<List, List>.self) == "036c02000101016e026c02a0d2aca8047c90eddae704010100")
    }

    @Test("Types that take each other in turn")
    func mutuallyRecursiveTypes() throws {
        #expect(header(Tree.self) == "036c02007d01016d026c0100000100")
        #expect(header(Branch.self) == "036c010001" + "6c02007d0102" + "6d00" + "0100")
    }

    @Test("Functions and services write their parts in order")
    func references() {
        #expect(header(FunctionReference<Callback>.self) == "036a02017e020002" + "03010203" + "6e7d" + "6d71" + "0100")
        #expect(header(ServiceReference<TwoMethods>.self) == "026902016101" + "016201" + "6a0171017d00" + "0100")
        // A service is known by the names of its methods, not by where they stand.
        #expect(
            header(Tuple2<ServiceReference<TwoMethods>, ServiceReference<TwoMethods>>.self)
                == "036c0200010101" + "69020161020162026a0171017d00" + "0100")
        #expect(
            header(Tuple2<ServiceReference<TwoMethods>, ServiceReference<FooService>>.self)
                == "046c0200010103" + "69020161020162026a0171017d00" + "690103666f6f02" + "0100")
    }

    @Test("A table is a graph, and equal tables give equal types")
    func graph() throws {
        var table = TypeTable()
        let list = List.candidType(in: &table)
        let again = List.candidType(in: &table)
        #expect(list == again)
        #expect(table.count == 2)
        let graph = table.graph
        #expect(graph.count == 2)
        #expect(graph.kind(of: list) == .opt)
        let record = try #require(graph.element(of: list))
        #expect(graph.memberCount(of: record) == 2)
        #expect(graph.field(of: record, at: 0) == (fieldID(of: "head"), .int))
        #expect(graph.field(of: record, at: 1) == (fieldID(of: "tail"), list))
        let decoder = try CandidDecoder(CandidEncoder.encode(List([])))
        let received = try #require(try decoder.nextArgument())
        #expect(decoder.types.isSubtype(received, of: list, in: graph) == true)
        #expect(graph.isSubtype(list, of: received, in: decoder.types) == true)
    }

    @Test("Tables can be made of types known only when the program runs")
    func dynamicTypes() {
        var table = TypeTable()
        let text = table.opt(key: nil) { _ in .text }
        let record = table.record { table in
            table.field(1, text)
            table.field(2, .nat)
        }
        let kind = TypeReference(primitive: .principal)
        var writer = ByteWriter()
        table.writeHeader(arguments: [record, kind ?? .null], into: &writer)
        #expect(hex(writer.bytes) == "4449444c" + "026e716c020100027d020168")
        #expect(TypeReference(primitive: .record) == nil)
        #expect(TypeReference(primitive: .future) == nil)
    }
}

/// `type Tree = record { nat; vec Branch }`.
private enum Tree: CandidEncodable {
    static let candidKey = TypeKey()

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record(key: candidKey) { table in
            table.field(0, Nat.self)
            table.field(1, [Branch].self)
        }
    }

    func encode(into writer: inout ByteWriter) {}
}

/// `type Branch = record { Tree }`.
private enum Branch: CandidEncodable {
    static let candidKey = TypeKey()

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record(key: candidKey) { $0.field(0, Tree.self) }
    }

    func encode(into writer: inout ByteWriter) {}
}

/// `(opt nat, bool) -> (self, vec text) query oneway composite_query`, which has each part there is.
private enum Callback: CandidReferenceType {
    static let key = TypeKey()

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.function(
            key: key, annotations: [.query, .oneway, .compositeQuery],
            arguments: { table in
                table.argument(Nat?.self)
                table.argument(Bool.self)
            },
            results: { table in
                table.argument(FunctionReference<Callback>.self)
                table.argument([Text].self)
            })
    }
}

/// `service { a : (text) -> (nat); b : (text) -> (nat) }`.
private enum TwoMethods: CandidReferenceType {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.service { table in
            table.method([0x61]) { TextToNat.candidType(in: &$0) }
            table.method([0x62]) { TextToNat.candidType(in: &$0) }
        }
    }
}
