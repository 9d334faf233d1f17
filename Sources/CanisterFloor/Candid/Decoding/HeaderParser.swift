import Bytes

/// Reads what stands before the values of a message, and checks it against the rules for type tables (Candid
/// specification, "Types" and "Parameters and results" of the binary format).
struct HeaderParser {
    private(set) var reader: ByteReader
    private(set) var argumentCount = 0
    private let quota: DecodingQuota
    private var words: [UInt32] = []
    private var entryCount = 0
    private var membersLeft: Int
    private var hasServices = false

    init(_ bytes: [UInt8], _ quota: DecodingQuota) {
        self.reader = ByteReader(bytes)
        self.quota = quota
        self.membersLeft = quota.typeMembers
    }

    /// The type graph, behind whose entries stand the types of the arguments.
    mutating func parse() throws(CandidError) -> TypeGraph {
        guard reader.bytes.count <= Int(Int32.max) else {
            throw error(.quotaExceeded(.messageBytes, limit: Int(Int32.max)))
        }
        guard reader.read(bigEndian: UInt32.self) == 0x4449_444c else { throw error(.magic) }
        entryCount = try readCount()
        guard entryCount <= quota.typeEntries else {
            throw error(.quotaExceeded(.typeEntries, limit: quota.typeEntries))
        }
        // An entry takes two bytes at least, and rarely more words than bytes.
        words.reserveCapacity(4 * entryCount + min(reader.remaining, 64))
        for _ in 0..<entryCount { words.append(0) }
        for index in 0..<entryCount {
            words[index] = UInt32(words.count)
            try parseEntry()
        }
        argumentCount = try readMemberCount()
        for _ in 0..<argumentCount { try parseReference() }
        let graph = TypeGraph(words: words, count: entryCount, names: reader.bytes)
        if hasServices { try checkMethods(of: graph) }
        return graph
    }

    private mutating func parseEntry() throws(CandidError) {
        let opcode = try readSignedLEB128()
        guard opcode < 0 else { throw error(.invalidTypeOpcode(opcode)) }
        guard opcode >= -23 else {
            // Of what a later version adds only the length is known. -24 is a principal, which stands in place.
            guard opcode < -24 else { throw error(.invalidTypeOpcode(opcode)) }
            words.append(UInt32(TypeKind.future.rawValue))
            let length = try readCount()
            _ = reader.readRange(length)
            return
        }
        words.append(UInt32(truncatingIfNeeded: -1 - opcode))
        switch opcode {
        case -18, -19: try parseReference()
        case -20, -21: try parseFields()
        case -22: try parseFunction()
        case -23: try parseService()
        default: throw error(.invalidTypeOpcode(opcode))
        }
    }

    private mutating func parseFields() throws(CandidError) {
        let count = try readMemberCount()
        words.append(UInt32(count))
        var previous: Int64 = -1
        for _ in 0..<count {
            let number = try readLEB128()
            guard let id = UInt32(exactly: number) else { throw error(.numberTooLarge) }
            guard Int64(id) > previous else {
                throw error(.fieldIDsNotAscending(previous: UInt32(truncatingIfNeeded: previous), id: id))
            }
            previous = Int64(id)
            words.append(id)
            try parseReference()
        }
    }

    private mutating func parseFunction() throws(CandidError) {
        let start = words.count
        for _ in 0..<3 { words.append(0) }
        let arguments = try readMemberCount()
        for _ in 0..<arguments { try parseReference() }
        let results = try readMemberCount()
        for _ in 0..<results { try parseReference() }
        var annotations: UInt32 = 0
        for _ in 0..<(try readCount()) {
            guard let byte = reader.readByte() else { throw truncated(1) }
            guard byte >= 1, byte <= 3 else { throw error(.invalidAnnotation(byte)) }
            annotations |= 1 &<< UInt32(byte &- 1)
        }
        words[start] = UInt32(arguments)
        words[start + 1] = UInt32(results)
        words[start + 2] = annotations
    }

    private mutating func parseService() throws(CandidError) {
        hasServices = true
        let count = try readMemberCount()
        words.append(UInt32(count))
        var previous: Range<Int>?
        for _ in 0..<count {
            let length = try readCount()
            guard let name = reader.readRange(length) else { throw truncated(length) }
            guard UTF8Validation.isValid(reader.bytes, name) else { throw error(.invalidUTF8) }
            if let previous, !reader.bytes[previous].lexicographicallyPrecedes(reader.bytes[name]) {
                throw error(.methodNamesNotAscending)
            }
            previous = name
            words.append(UInt32(name.lowerBound))
            words.append(UInt32(length))
            try parseReference()
        }
    }

    /// Methods may refer to functions that stand behind their service, so this comes last.
    private func checkMethods(of graph: TypeGraph) throws(CandidError) {
        for index in 0..<Int32(entryCount) {
            guard let start = graph.entry(TypeReference(raw: index), .service) else { continue }
            for position in 0..<Int(words[start + 1]) {
                let method = graph.reference(at: start + 4 + 3 * position)
                guard graph.kind(of: method) == .function else { throw error(.methodIsNotFunction) }
            }
        }
    }

    // MARK: Parts

    @inline(__always)
    private mutating func parseReference() throws(CandidError) {
        let reference = try readSignedLEB128()
        let isValid = reference < 0 ? reference >= -17 || reference == -24 : reference < Int64(entryCount)
        guard isValid else { throw error(.invalidTypeReference(reference, entries: entryCount)) }
        // A principal is the 24th constructor in numbers and in `TypeKind`: both count down from -1.
        words.append(UInt32(bitPattern: Int32(truncatingIfNeeded: reference)))
    }

    @inline(__always)
    private mutating func readMemberCount() throws(CandidError) -> Int {
        let count = try readCount()
        membersLeft -= count
        guard membersLeft >= 0 else { throw error(.quotaExceeded(.typeMembers, limit: quota.typeMembers)) }
        return count
    }

    /// Reads the number of things of which each takes a byte at least.
    @inline(__always)
    private mutating func readCount() throws(CandidError) -> Int {
        let count = try readLEB128()
        guard count <= UInt64(reader.remaining) else { throw truncated(Int(clamping: count)) }
        return Int(truncatingIfNeeded: count)
    }

    private mutating func readLEB128() throws(CandidError) -> UInt64 {
        switch reader.readLEB128() {
        case .value(let value): return value
        case .truncated: throw truncated(1)
        case .tooLarge: throw error(.numberTooLarge)
        }
    }

    private mutating func readSignedLEB128() throws(CandidError) -> Int64 {
        switch reader.readSignedLEB128() {
        case .value(let value): return value
        case .truncated: throw truncated(1)
        case .tooLarge: throw error(.numberTooLarge)
        }
    }

    // MARK: Errors

    @inline(never)
    private func error(_ reason: CandidError.Reason) -> CandidError {
        let shown = Array(reader.bytes.prefix(CandidError.headerBytesShown))
        return CandidError(reason, offset: reader.position, part: .header(message: shown))
    }

    @inline(never)
    private func truncated(_ needed: Int) -> CandidError {
        error(.truncated(needed: needed, remaining: reader.remaining))
    }
}
