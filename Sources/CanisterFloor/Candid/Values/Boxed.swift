import Bytes

/// Holds a value in a place of its own: for a record that contains itself, through an `opt`. In Candid nothing of the
/// box is seen.
public indirect enum Boxed<Value> {
    case value(Value)

    /// Puts a value into a box.
    public init(_ value: Value) { self = .value(value) }

    /// What is in the box.
    public var value: Value {
        get {
            switch self {
            case .value(let value): value
            }
        }
        set { self = .value(newValue) }
    }
}

extension Boxed: Sendable where Value: Sendable {}
extension Boxed: Equatable where Value: Equatable {}
extension Boxed: Hashable where Value: Hashable {}

extension Boxed: CandidEncodable where Value: CandidEncodable {
    /// The type of the value.
    public static func candidType(in table: inout TypeTable) -> TypeReference { Value.candidType(in: &table) }

    public func encode(into writer: inout ByteWriter) { value.encode(into: &writer) }
}

extension Boxed: CandidDecodable where Value: CandidDecodable {
    public static var absentValue: Boxed? { Value.absentValue.map { Boxed($0) } }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(try Value(from: decoder, as: type))
    }
}
