import Bytes

extension CandidDecoder {
    /// Begins a value that is expected to be an `opt`: the type of what it holds, or `nil` if it is null.
    ///
    /// Every type may stand where an `opt` is expected: `null` and `reserved` are null, an `opt` holds what it holds,
    /// and everything else counts as held (Candid specification, "Options"). What is held should be read with
    /// ``recover(_:as:)``.
    public func option(_ type: WireType) throws(CandidError) -> WireType? {
        try charge(1)
        try descend()
        if let start = types.entry(type, .opt) {
            return try readOptionTag() ? types.reference(at: start + 1) : nil
        }
        return type == .null || type == .reserved ? nil : type
    }

    /// Reads a value, or skips it and gives `nil` if its type turns out not to fit.
    ///
    /// - Throws: errors of malformed values, which no `opt` makes good, and of the quota.
    public func recover<Value: CandidDecodable>(
        _ value: Value.Type, as type: WireType
    ) throws(CandidError) -> Value? {
        try recover(type) { decoder throws(CandidError) in try Value(from: decoder, as: type) }
    }

    /// Reads a value with a closure, or skips it and gives `nil` if the closure throws a mismatch.
    ///
    /// - Throws: errors of malformed values, which no `opt` makes good, and of the quota.
    @inline(__always)
    public func recover<Value>(
        _ type: WireType, _ read: (CandidDecoder) throws(CandidError) -> Value
    ) throws(CandidError) -> Value? {
        let start = reader.position
        let level = depth
        do throws(CandidError) {
            return try read(self)
        } catch {
            guard error.isMismatch else { throw error }
            try skipAgain(type, from: start, level: level)
            return nil
        }
    }

    /// Skips a value that was read in vain.
    @inline(never)
    private func skipAgain(_ type: WireType, from start: Int, level: Int) throws(CandidError) {
        // Bytes that are gone over again are work, or nested options could take time that grows with the square.
        try charge((reader.position - start) >> 3 + 1)
        reader.seek(to: start)
        depth = level
        try skip(type)
    }

    /// Reads the byte that tells whether an `opt` holds a value.
    func readOptionTag() throws(CandidError) -> Bool {
        guard let tag = reader.readByte() else { throw truncated(1) }
        guard tag <= 1 else { throw error(.invalidOption(tag)) }
        return tag == 1
    }
}
