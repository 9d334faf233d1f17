import Bytes

/// The parts of values, without a look at their types. Ranges lie in the bytes of the message.
extension CandidDecoder {
    func readBool() throws(CandidError) -> Bool {
        guard let byte = reader.readByte() else { throw truncated(1) }
        guard byte <= 1 else { throw error(.invalidBool(byte)) }
        return byte == 1
    }

    /// Reads a number of a fixed size.
    @inline(__always)
    func readFixed<Number: FixedWidthInteger>(
        _ kind: TypeKind, _ type: WireType
    ) throws(CandidError) -> Number {
        guard type == TypeReference(kind) else { throw mismatch(kind, type) }
        guard let number = reader.read(littleEndian: Number.self) else { throw truncated(MemoryLayout<Number>.size) }
        return number
    }

    /// Moves over an LEB128 number of any length.
    func readNumberRange() throws(CandidError) -> Range<Int> {
        let start = reader.position
        while let byte = reader.readByte() {
            if byte < 0x80 { return start..<reader.position }
        }
        throw truncated(1)
    }

    func readNat() throws(CandidError) -> Nat {
        let range = try readLimitedNumberRange()
        let bytes = reader.bytes
        if range.count == 1 { return Nat(UInt64(bytes[range.lowerBound])) }
        return Nat(leb128: bytes.copy(of: range))
    }

    func readInteger() throws(CandidError) -> Integer {
        let range = try readLimitedNumberRange()
        return Integer(signedLEB128: reader.bytes.copy(of: range))
    }

    private func readLimitedNumberRange() throws(CandidError) -> Range<Int> {
        let range = try readNumberRange()
        guard range.count <= quota.numberBytes else {
            throw error(.quotaExceeded(.numberBytes, limit: quota.numberBytes))
        }
        return range
    }

    /// Reads the length of a text, and moves over its bytes, which are checked to be UTF-8.
    func readTextRange() throws(CandidError) -> Range<Int> {
        let length = try readLength()
        guard let range = reader.readRange(length) else { throw truncated(length) }
        guard UTF8Validation.isValid(reader.bytes, range) else { throw error(.invalidUTF8) }
        return range
    }

    /// Reads the tag and the length of a principal, and moves over its bytes.
    func readPrincipalRange() throws(CandidError) -> Range<Int> {
        try readReferenceTag()
        let length = try readLength()
        guard length <= Principal.maximumCount else { throw error(.principalTooLong(length)) }
        guard let range = reader.readRange(length) else { throw truncated(length) }
        return range
    }

    /// Reads the tag of a function, and moves over the principal of its service; the name of the method follows.
    func readFunctionPrincipalRange() throws(CandidError) -> Range<Int> {
        try readReferenceTag()
        return try readPrincipalRange()
    }

    func readPrincipal() throws(CandidError) -> Principal {
        principal(in: try readPrincipalRange())
    }

    func principal(in range: Range<Int>) -> Principal {
        reader.bytes.withUnsafeBytes { Principal(unchecked: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    private func readReferenceTag() throws(CandidError) {
        guard let tag = reader.readByte() else { throw truncated(1) }
        guard tag == 1 else { throw error(.opaqueReference(tag)) }
    }
}
