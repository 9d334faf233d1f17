import Bytes

/// The elements of a `vec` that are still to be read.
public struct VectorElements {
    /// How many they are.
    public internal(set) var remaining: Int
    /// Their type.
    public let type: WireType
    let depth: Int
}

extension CandidDecoder {
    /// Begins a `vec`. Each of its elements must be taken with ``nextElement(_:)`` and then read or skipped.
    ///
    /// - Throws: a mismatch when the type is no `vec`; a length that the message is too short for; the quota.
    public func vector(_ type: WireType) throws(CandidError) -> VectorElements {
        guard let start = types.entry(type, .vec) else { throw mismatch(.vec, type) }
        try descend()
        let element = types.reference(at: start + 1)
        let count = try readLEB128()
        guard let count = Int(exactly: count) else { throw error(.numberTooLarge) }
        if try isZeroSized(element, level: depth) {
            guard count <= zeroSizedLeft else {
                throw error(.quotaExceeded(.zeroSizedElements, limit: quota.zeroSizedElements))
            }
            zeroSizedLeft -= count
        } else {
            guard count <= reader.remaining else { throw truncated(count) }
        }
        return VectorElements(remaining: count, type: element, depth: depth)
    }

    /// The type of the next element, whose value must be read or skipped then; `nil` when there are no more.
    @inline(__always)
    public func nextElement(_ elements: inout VectorElements) -> WireType? {
        depth = elements.depth
        guard elements.remaining > 0 else { return nil }
        elements.remaining &-= 1
        return elements.type
    }

    /// Whether values of a type take no bytes: `null`, `reserved`, and records of nothing else.
    ///
    /// A record that holds itself counts as taking bytes; reading it ends at the limit of the depth.
    func isZeroSized(_ type: WireType, level: Int) throws(CandidError) -> Bool {
        guard type.raw >= 0 else { return type == .null || type == .reserved }
        guard let start = types.entry(type, .record), level < quota.depth else { return false }
        let count = Int(truncatingIfNeeded: types.words[start &+ 1])
        try charge(count &+ 1)
        for position in 0..<count {
            let field = types.reference(at: start + 3 + 2 * position)
            guard try isZeroSized(field, level: level + 1) else { return false }
        }
        return true
    }

    /// Moves over values of a fixed size.
    func readRange(_ count: Int, _ size: Int) throws(CandidError) -> Range<Int> {
        let bytes = count.multipliedReportingOverflow(by: size)
        guard !bytes.overflow, let range = reader.readRange(bytes.partialValue) else {
            throw truncated(bytes.overflow ? .max : bytes.partialValue)
        }
        return range
    }

    /// Reads elements of a fixed size, which stand in memory as in the message, in one copy.
    func copyElements<Element: BitwiseCopyable>(
        _ elements: inout VectorElements, _ kind: TypeKind
    ) throws(CandidError) -> [Element] {
        let count = elements.remaining
        guard count > 0 else { return [] }
        guard elements.type == TypeReference(kind) else { throw mismatch(kind, elements.type) }
        let range = try readRange(count, MemoryLayout<Element>.size)
        elements.remaining = 0
        return reader.bytes.withUnsafeBytes { source in
            Array(unsafeUninitializedCapacity: count) { target, initialized in
                UnsafeMutableRawBufferPointer(target).copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
                initialized = count
            }
        }
    }
}
