import Bytes

/// A record with the fields 0 and 1, `record { A; B }`.
public struct Tuple2<A, B> {
    /// Field 0.
    public var first: A
    /// Field 1.
    public var second: B

    /// A pair of values.
    public init(_ first: A, _ second: B) {
        self.first = first
        self.second = second
    }
}

/// A record with the fields 0, 1 and 2, `record { A; B; C }`.
public struct Tuple3<A, B, C> {
    /// Field 0.
    public var first: A
    /// Field 1.
    public var second: B
    /// Field 2.
    public var third: C

    /// Three values.
    public init(_ first: A, _ second: B, _ third: C) {
        self.first = first
        self.second = second
        self.third = third
    }
}

extension Tuple2: Sendable where A: Sendable, B: Sendable {}
extension Tuple2: Equatable where A: Equatable, B: Equatable {}
extension Tuple2: Hashable where A: Hashable, B: Hashable {}
extension Tuple3: Sendable where A: Sendable, B: Sendable, C: Sendable {}
extension Tuple3: Equatable where A: Equatable, B: Equatable, C: Equatable {}
extension Tuple3: Hashable where A: Hashable, B: Hashable, C: Hashable {}

extension Tuple2: CandidEncodable where A: CandidEncodable, B: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(0, A.self)
            table.field(1, B.self)
        }
    }

    public func encode(into writer: inout ByteWriter) {
        first.encode(into: &writer)
        second.encode(into: &writer)
    }
}

extension Tuple2: CandidDecodable where A: CandidDecodable, B: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.first = try decoder.field(0, "0", of: &fields)
        self.second = try decoder.field(1, "1", of: &fields)
        try decoder.end(&fields)
    }
}

extension Tuple3: CandidEncodable where A: CandidEncodable, B: CandidEncodable, C: CandidEncodable {
    public static func candidType(in table: inout TypeTable) -> TypeReference {
        table.record { table in
            table.field(0, A.self)
            table.field(1, B.self)
            table.field(2, C.self)
        }
    }

    public func encode(into writer: inout ByteWriter) {
        first.encode(into: &writer)
        second.encode(into: &writer)
        third.encode(into: &writer)
    }
}

extension Tuple3: CandidDecodable where A: CandidDecodable, B: CandidDecodable, C: CandidDecodable {
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        var fields = try decoder.record(type)
        self.first = try decoder.field(0, "0", of: &fields)
        self.second = try decoder.field(1, "1", of: &fields)
        self.third = try decoder.field(2, "2", of: &fields)
        try decoder.end(&fields)
    }
}
