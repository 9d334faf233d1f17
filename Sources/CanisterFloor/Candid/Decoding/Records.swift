/// The fields of a record that are still to be read.
public struct RecordFields {
    var next: Int
    let end: Int
    let depth: Int
}

/// A field of a record, or the tag of a variant with the type of its payload.
public struct WireField {
    /// The id: the number, or the hash of the name.
    public let id: UInt32
    /// The type of the value that stands next in the message.
    public let type: WireType
}

extension CandidDecoder {
    /// Begins a record. Each of its fields must be taken with ``nextField(_:)`` and then read or skipped.
    ///
    /// - Throws: a mismatch when the type is no record; the quota.
    public mutating func record(_ type: WireType) throws(CandidError) -> RecordFields {
        guard let start = types.entry(type, .record) else { throw mismatch(.record, type) }
        let count = Int(truncatingIfNeeded: types.words[start &+ 1])
        try charge(count &+ 1)
        try descend()
        return RecordFields(next: start &+ 2, end: start &+ 2 &+ 2 &* count, depth: depth)
    }

    /// The next field of a record, whose value must be read or skipped then; `nil` when there are no more.
    @inline(never)
    public mutating func nextField(_ fields: inout RecordFields) -> WireField? {
        // Whatever the last field's value went down ends here.
        depth = fields.depth
        let next = fields.next
        guard next < fields.end else { return nil }
        fields.next = next &+ 2
        return WireField(id: types.words[next], type: types.reference(at: next &+ 1))
    }

    /// Begins a variant: its tag and the type of the payload, which must be read or skipped then.
    ///
    /// A tag that the receiver does not know is to be refused with ``unexpectedTag(_:)``.
    ///
    /// - Throws: a mismatch when the type is no variant; a position that the variant does not have; the quota.
    public mutating func variant(_ type: WireType) throws(CandidError) -> WireField {
        guard let start = types.entry(type, .variant) else { throw mismatch(.variant, type) }
        try charge(1)
        try descend()
        let count = Int(truncatingIfNeeded: types.words[start &+ 1])
        let position = try readLEB128()
        guard position < UInt64(UInt(bitPattern: count)) else {
            throw error(.invalidTagPosition(position, count: count))
        }
        let offset = start &+ 2 &+ 2 &* Int(truncatingIfNeeded: position)
        return WireField(id: types.words[offset], type: types.reference(at: offset &+ 1))
    }

    /// The value of a field that the message lacks: null if its type is `opt`, `null` or `reserved`.
    ///
    /// - Throws: ``CandidError/Reason/missingField(id:name:)`` for all other types.
    public func missing<Value: CandidDecodable>(_ id: UInt32, _ name: StaticString) throws(CandidError) -> Value {
        if let absent = Value.absentValue { return absent }
        throw missingField(id, name)
    }

    @inline(never)
    private func missingField(_ id: UInt32, _ name: StaticString) -> CandidError {
        error(.missingField(id: id, name: FixedText(name)))
    }

    /// A field's value if the message has it, else what its absence means; see ``missing(_:_:)``.
    public func required<Value: CandidDecodable>(
        _ value: Value?, _ id: UInt32, _ name: StaticString
    ) throws(CandidError) -> Value {
        if let value { return value }
        return try missing(id, name)
    }

    /// The error of a variant whose tag is not expected.
    @inline(never)
    public func unexpectedTag(_ id: UInt32) -> CandidError { error(.unexpectedTag(id: id)) }
}
