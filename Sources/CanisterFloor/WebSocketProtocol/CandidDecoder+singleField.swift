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
}
