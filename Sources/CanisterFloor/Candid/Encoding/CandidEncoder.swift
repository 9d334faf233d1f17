import Bytes

/// Makes a message of values that are added one at a time.
///
/// The overloads of ``encode(_:)`` do the same for up to four values at once, with one buffer less.
public struct CandidEncoder: ~Copyable {
    private var table = TypeTable()
    private var arguments: [TypeReference] = []
    private var values = ByteWriter()

    /// An encoder without values.
    public init() {}

    /// Adds a value to the message.
    public mutating func add<Value: CandidEncodable>(_ value: Value) {
        arguments.append(Value.candidType(in: &table))
        value.encode(into: &values)
    }

    /// Writes the message.
    public consuming func finish(into writer: inout ByteWriter) {
        table.writeHeader(arguments: arguments, into: &writer)
        writer.write(values)
    }
}

extension CandidEncoder {
    /// The header of messages with these arguments, to be kept and written before their values.
    ///
    /// A header depends on the types alone. Messages that are sent often write the kept bytes and then encode their
    /// values, which saves the work on the table.
    public static func header<A: CandidEncodable>(_ a: A.Type) -> [UInt8] {
        var table = TypeTable()
        let types = [A.candidType(in: &table)]
        return header(table, types)
    }

    /// The header of messages with these arguments.
    public static func header<A: CandidEncodable, B: CandidEncodable>(_ a: A.Type, _ b: B.Type) -> [UInt8] {
        var table = TypeTable()
        let types = [A.candidType(in: &table), B.candidType(in: &table)]
        return header(table, types)
    }

    private static func header(_ table: TypeTable, _ arguments: [TypeReference]) -> [UInt8] {
        var writer = ByteWriter()
        table.writeHeader(arguments: arguments, into: &writer)
        return writer.bytes
    }

    /// Writes the message without values, `()`.
    public static func encode(into writer: inout ByteWriter) {
        writer.write("DIDL\0\0")
    }

    /// Writes a message of one value.
    public static func encode<A: CandidEncodable>(_ a: A, into writer: inout ByteWriter) {
        var table = TypeTable()
        let types = [A.candidType(in: &table)]
        table.writeHeader(arguments: types, into: &writer)
        a.encode(into: &writer)
    }

    /// Writes a message of two values.
    public static func encode<A: CandidEncodable, B: CandidEncodable>(_ a: A, _ b: B, into writer: inout ByteWriter) {
        var table = TypeTable()
        let types = [A.candidType(in: &table), B.candidType(in: &table)]
        table.writeHeader(arguments: types, into: &writer)
        a.encode(into: &writer)
        b.encode(into: &writer)
    }

    /// Writes a message of three values.
    public static func encode<A: CandidEncodable, B: CandidEncodable, C: CandidEncodable>(
        _ a: A, _ b: B, _ c: C, into writer: inout ByteWriter
    ) {
        var table = TypeTable()
        let types = [A.candidType(in: &table), B.candidType(in: &table), C.candidType(in: &table)]
        table.writeHeader(arguments: types, into: &writer)
        a.encode(into: &writer)
        b.encode(into: &writer)
        c.encode(into: &writer)
    }

    /// Writes a message of four values.
    public static func encode<A: CandidEncodable, B: CandidEncodable, C: CandidEncodable, D: CandidEncodable>(
        _ a: A, _ b: B, _ c: C, _ d: D, into writer: inout ByteWriter
    ) {
        var table = TypeTable()
        let types = [
            A.candidType(in: &table), B.candidType(in: &table), C.candidType(in: &table), D.candidType(in: &table),
        ]
        table.writeHeader(arguments: types, into: &writer)
        a.encode(into: &writer)
        b.encode(into: &writer)
        c.encode(into: &writer)
        d.encode(into: &writer)
    }

    /// A message of no values, `()`.
    public static func encode() -> [UInt8] { [0x44, 0x49, 0x44, 0x4c, 0, 0] }

    /// A message of one value.
    public static func encode<A: CandidEncodable>(_ a: A) -> [UInt8] {
        var writer = ByteWriter()
        encode(a, into: &writer)
        return writer.bytes
    }

    /// A message of two values.
    public static func encode<A: CandidEncodable, B: CandidEncodable>(_ a: A, _ b: B) -> [UInt8] {
        var writer = ByteWriter()
        encode(a, b, into: &writer)
        return writer.bytes
    }

    /// A message of three values.
    public static func encode<A: CandidEncodable, B: CandidEncodable, C: CandidEncodable>(
        _ a: A, _ b: B, _ c: C
    ) -> [UInt8] {
        var writer = ByteWriter()
        encode(a, b, c, into: &writer)
        return writer.bytes
    }

    /// A message of four values.
    public static func encode<A: CandidEncodable, B: CandidEncodable, C: CandidEncodable, D: CandidEncodable>(
        _ a: A, _ b: B, _ c: C, _ d: D
    ) -> [UInt8] {
        var writer = ByteWriter()
        encode(a, b, c, d, into: &writer)
        return writer.bytes
    }
}
