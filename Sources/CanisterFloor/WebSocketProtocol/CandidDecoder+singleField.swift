import Candid

extension CandidDecoder {
    /// Decodes a record of which one field is wanted.
    func singleField<Value: CandidDecodable>(
        _ id: UInt32, _ name: StaticString, of type: WireType
    ) throws(CandidError) -> Value {
        var fields = try record(type)
        let value: Value = try field(id, name, of: &fields)
        try end(&fields)
        return value
    }
}
