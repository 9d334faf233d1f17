import Bytes

extension CandidDecoder {
    /// Moves over a value, which is checked as if it were read.
    ///
    /// - Throws: errors of malformed values, and of the quota for skipped work.
    public func skip(_ type: WireType) throws(CandidError) {
        try skip(type, level: depth)
    }

    private func skip(_ type: WireType, level: Int) throws(CandidError) {
        try chargeSkipping()
        // What stands beside this value went down its own way.
        depth = level
        guard level <= quota.depth else { throw error(.quotaExceeded(.depth, limit: quota.depth)) }
        let kind = types.kind(of: type)
        if let size = kind.fixedSize {
            guard reader.readRange(size) != nil else { throw truncated(size) }
            return
        }
        switch kind {
        case .null, .reserved: return
        case .bool: _ = try readBool()
        case .nat, .int: _ = try readNumberRange()
        case .text: _ = try readTextRange()
        case .principal, .service: _ = try readPrincipalRange()
        case .function:
            _ = try readFunctionPrincipalRange()
            _ = try readTextRange()
        case .opt:
            guard try readOptionTag() else { return }
            try skip(types.reference(at: types.start(of: type.raw) + 1), level: level + 1)
        case .vec: try skipVector(type, level)
        case .record: try skipRecord(type, level)
        case .variant:
            let tag = try variant(type)
            try skip(tag.type, level: level + 1)
        case .future:
            let length = try readLEB128()
            _ = try readLEB128()
            guard length <= UInt64(UInt(bitPattern: reader.remaining)) else { throw truncated(Int(clamping: length)) }
            _ = reader.readRange(Int(truncatingIfNeeded: length))
        default: throw error(.emptyValue)
        }
    }

    private func skipRecord(_ type: WireType, _ level: Int) throws(CandidError) {
        let start = types.start(of: type.raw)
        for position in 0..<Int(truncatingIfNeeded: types.words[start &+ 1]) {
            try skip(types.reference(at: start + 3 + 2 * position), level: level + 1)
        }
    }

    private func skipVector(_ type: WireType, _ level: Int) throws(CandidError) {
        let elements = try vector(type)
        if let size = types.kind(of: elements.type).fixedSize {
            _ = try readRange(elements.remaining, size)
            return
        }
        for _ in 0..<elements.remaining { try skip(elements.type, level: level + 1) }
    }

    @inline(__always)
    private func chargeSkipping() throws(CandidError) {
        try charge(1)
        skippingLeft &-= 1
        if skippingLeft < 0 {
            throw error(.quotaExceeded(.skipping, limit: quota.skippingLimit(bytes.count)))
        }
    }
}

extension TypeKind {
    /// The number of bytes of every value, for numbers of a fixed size.
    var fixedSize: Int? {
        switch self {
        case .nat8, .int8: 1
        case .nat16, .int16: 2
        case .nat32, .int32, .float32: 4
        case .nat64, .int64, .float64: 8
        default: nil
        }
    }
}
