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
    /// Begins a record. Its fields are taken with ``field(_:_:of:)``, in ascending order of their ids, as they stand in a
    /// message; ``end(_:)`` ends it.
    ///
    /// - Throws: a mismatch when the type is no record; the quota.
    public func record(_ type: WireType) throws(CandidError) -> RecordFields {
        guard let start = types.entry(type, .record) else { throw mismatch(.record, type) }
        let count = Int(truncatingIfNeeded: types.words[start &+ 1])
        try charge(count &+ 1)
        try descend()
        return RecordFields(next: start &+ 2, end: start &+ 2 &+ 2 &* count, depth: depth)
    }

    /// Reads a field; those before it that nobody took are skipped. One that the message lacks is null if its type is
    /// `opt`, `null` or `reserved`.
    ///
    /// - Parameters:
    ///   - id: the number, or the hash of the name: higher than that of the field that was taken before.
    ///   - name: the name, for the error's text.
    /// - Throws: ``CandidError/Reason/missingField(id:name:)``; what reading the value throws.
    @inline(never)
    public func field<Value: CandidDecodable>(
        _ id: UInt32, _ name: StaticString, of fields: inout RecordFields
    ) throws(CandidError) -> Value {
        if let type = try find(id, &fields) { return try Value(from: self, as: type) }
        if let absent = Value.absentValue { return absent }
        throw missing(id, name)
    }

    @inline(never)
    private func missing(_ id: UInt32, _ name: StaticString) -> CandidError {
        error(.missingField(id: id, name: FixedText(name)))
    }

    /// Goes to a field: the type of its value, or nil where the record has none.
    @inline(never)
    private func find(_ id: UInt32, _ fields: inout RecordFields) throws(CandidError) -> WireType? {
        while fields.next < fields.end, types.words[fields.next] <= id, let field = nextField(&fields) {
            if field.id == id { return field.type }
            try skip(field.type)
        }
        return nil
    }

    /// Ends a record: the fields that nobody took are skipped.
    @inline(never)
    public func end(_ fields: inout RecordFields) throws(CandidError) {
        while let field = nextField(&fields) { try skip(field.type) }
    }

    /// The next field of a record, whatever it is, whose value must be read or skipped then; `nil` when there are no
    /// more.
    @inline(never)
    public func nextField(_ fields: inout RecordFields) -> WireField? {
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
    public func variant(_ type: WireType) throws(CandidError) -> WireField {
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

    /// The error of a variant whose tag is not expected.
    @inline(never)
    public func unexpectedTag(_ id: UInt32) -> CandidError { error(.unexpectedTag(id: id)) }
}
