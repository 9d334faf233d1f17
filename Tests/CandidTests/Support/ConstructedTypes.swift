import Bytes
import Candid

/// `record { foo : int; bar : bool }`.
struct FooBar: Hashable, CandidEncodable, CandidDecodable {
    var bar: Bool
    var foo: Integer

    init(bar: Bool, foo: Integer) {
        self.bar = bar
        self.foo = foo
    }

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(fieldID(of: "bar"), Bool.self)
            table.field(fieldID(of: "foo"), Integer.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        bar.encode(into: &writer)
        foo.encode(into: &writer)
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.bar = try decoder.field(4_895_187, "bar", of: &fields)
        self.foo = try decoder.field(5_097_222, "foo", of: &fields)
        try decoder.end(&fields)
    }
}

/// `type List = opt record { head : int; tail : List }`: a recursive type.
indirect enum List: Hashable, CandidEncodable, CandidDecodable {
    case end
    case node(Integer, List)

    static let candidKey = TypeKey()

    init(_ elements: [Int64]) {
        self = elements.reversed().reduce(.end) { list, element in .node(Integer(element), list) }
    }

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.opt(key: candidKey) { table in
            table.record { table in
                table.field(fieldID(of: "head"), Integer.self)
                table.field(fieldID(of: "tail"), List.self)
            }
        }
    }

    func encode(into writer: inout ByteWriter) {
        guard case .node(let head, let tail) = self else { return writer.write(0) }
        writer.write(1)
        head.encode(into: &writer)
        tail.encode(into: &writer)
    }

    static var absentValue: List? { .end }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard let type = try decoder.option(type), let node = try decoder.recover(Node.self, as: type) else {
            self = .end
            return
        }
        self = .node(node.head, node.tail)
    }

    private struct Node: CandidDecodable {
        var head: Integer
        var tail: List

        init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
            var fields = try decoder.record(type)
            head = try decoder.field(1_158_359_328, "head", of: &fields)
            tail = try decoder.field(1_291_237_008, "tail", of: &fields)
            try decoder.end(&fields)
        }
    }
}

/// `type Endless = opt Endless`: without an end of its own when another type is wrapped.
indirect enum Endless: Hashable, CandidEncodable, CandidDecodable {
    case none
    case some(Endless)

    static let candidKey = TypeKey()

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.opt(key: candidKey) { Endless.candidType(in: &$0) }
    }

    func encode(into writer: inout ByteWriter) {
        guard case .some(let wrapped) = self else { return writer.write(0) }
        writer.write(1)
        wrapped.encode(into: &writer)
    }

    static var absentValue: Endless? { Endless.none }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        guard let type = try decoder.option(type), let wrapped = try decoder.recover(Endless.self, as: type) else {
            self = .none
            return
        }
        self = .some(wrapped)
    }
}

/// `record {}`.
struct Unit: Hashable, CandidEncodable, CandidDecodable {
    init() {}

    static func candidType(in table: inout TypeTable) -> TypeReference { table.record { _ in } }

    func encode(into writer: inout ByteWriter) {}

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        while let field = decoder.nextField(&fields) { try decoder.skip(field.type) }
    }
}

/// `variant { 0 }`, `variant { 0; 1 }` and so on: the first so many numbers without payloads.
protocol TagCount { static var count: UInt32 { get } }
enum One: TagCount { static var count: UInt32 { 1 } }
enum Two: TagCount { static var count: UInt32 { 2 } }

struct NumberedTag<Count: TagCount>: Hashable, CandidEncodable, CandidDecodable {
    var number: UInt32

    init(_ number: UInt32) { self.number = number }

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            for tag in 0..<Count.count { table.tag(tag) }
        }
    }

    func encode(into writer: inout ByteWriter) { writer.write(leb128: UInt64(number)) }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        guard tag.id < Count.count else { throw decoder.unexpectedTag(tag.id) }
        _ = try Null(from: decoder, as: tag.type)
        number = tag.id
    }
}

/// `variant { Ok : text; Err : text }`.
enum TextResult: Hashable, CandidEncodable, CandidDecodable {
    case ok(Text)
    case error(Text)

    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.variant { table in
            table.field(fieldID(of: "Ok"), Text.self)
            table.field(fieldID(of: "Err"), Text.self)
        }
    }

    func encode(into writer: inout ByteWriter) {
        switch self {
        case .ok(let text):
            writer.write(0)
            text.encode(into: &writer)
        case .error(let text):
            writer.write(1)
            text.encode(into: &writer)
        }
    }

    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        let tag = try decoder.variant(type)
        switch tag.id {
        case 17724: self = .ok(try Text(from: decoder, as: tag.type))
        case 3_456_837: self = .error(try Text(from: decoder, as: tag.type))
        default: throw decoder.unexpectedTag(tag.id)
        }
    }
}

/// `(text) -> (nat)`.
enum TextToNat: CandidReferenceType {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.function(arguments: { $0.argument(Text.self) }, results: { $0.argument(Nat.self) })
    }
}

/// `(principal) -> (nat)`.
enum PrincipalToNat: CandidReferenceType {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.function(arguments: { $0.argument(Principal.self) }, results: { $0.argument(Nat.self) })
    }
}

/// `service { foo : (text) -> (nat) }`.
enum FooService: CandidReferenceType {
    static func candidType(in table: inout TypeTable) -> TypeReference {
        table.service { table in
            table.method(Array("foo".utf8)) { TextToNat.candidType(in: &$0) }
        }
    }
}
