import Candid

extension CandidDecoder {
    /// Decodes a record of which one field is wanted.
    mutating func singleField<Value: CandidDecodable>(
        _ id: UInt32, _ name: StaticString, of type: WireType
    ) throws(CandidError) -> Value {
        var value: Value?
        var fields = try record(type)
        while let field = nextField(&fields) {
            if field.id == id {
                value = try Value(from: &self, as: field.type)
            } else {
                try skip(field.type)
            }
        }
        return try required(value, id, name)
    }

    /// The value of a field, or, where the message lacks it, the one that its absence means.
    func required<Value: CandidDecodable>(
        _ value: Value?, _ id: UInt32, _ name: StaticString
    ) throws(CandidError) -> Value {
        if let value { return value }
        return try missing(id, name)
    }
}
