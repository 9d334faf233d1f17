import Bytes

/// What stands before the values of a message.
struct MessageHeader {
    /// The type table; behind its entries stand the types of the arguments.
    var types: TypeGraph
    var argumentCount: Int
    /// The offset of the first value.
    var end: Int

    /// Reads the header.
    init(_ message: [UInt8], _ quota: DecodingQuota) throws(CandidError) {
        guard UInt64(message.count) <= UInt64(Int32.max) else {
            let reason = CandidError.Reason.quotaExceeded(.messageBytes, limit: Int(Int32.max))
            throw CandidError(reason, offset: 0, part: .header(message: []))
        }
        var capacity = 48
        while true {
            var result = HeaderParser.Result.needsMoreWords
            let words = message.withUnsafeBytes { bytes in
                [UInt32](unsafeUninitializedCapacity: capacity) { buffer, initialized in
                    var parser = HeaderParser(
                        bytes, buffer, entryLimit: quota.typeEntries, memberLimit: quota.typeMembers)
                    result = parser.parse()
                    initialized = parser.wordCount
                }
            }
            switch result {
            case .parsed(let entries, let arguments, let end, let hasServices):
                // Only the names of methods are looked up in the message later.
                self.types = TypeGraph(words: words, count: entries, names: hasServices ? message : [])
                self.argumentCount = arguments
                self.end = end
                return
            case .needsMoreWords:
                // Rare enough to begin again: messages have few types, and the room grows by a factor.
                capacity *= 8
            case .failed(let reason, let offset):
                let shown = Array(message.prefix(CandidError.headerBytesShown))
                throw CandidError(reason, offset: offset, part: .header(message: shown))
            }
        }
    }
}

/// Reads the type table of a message into words, and checks it against the rules (Candid specification, "Types" and
/// "Parameters and results" of the binary format).
///
/// It works on memory rather than arrays since every call of a canister goes through it.
struct HeaderParser {
    enum Result {
        case parsed(entries: Int, arguments: Int, end: Int, hasServices: Bool)
        case needsMoreWords
        case failed(CandidError.Reason, offset: Int)
    }

    /// How reading a part ended early. It says no more, so that it costs nothing to hand on; `reason` does.
    private enum Failure: Error {
        case needsMoreWords
        case invalid
    }

    private let bytes: UnsafeRawBufferPointer
    private let words: UnsafeMutableBufferPointer<UInt32>
    private var position = 0
    private(set) var wordCount = 0
    private var entryCount = 0
    private let entryLimit: Int
    private let memberLimit: Int
    private var memberCount = 0
    private var hasServices = false
    private var reason = CandidError.Reason.magic

    init(
        _ bytes: UnsafeRawBufferPointer, _ words: UnsafeMutableBufferPointer<UInt32>, entryLimit: Int, memberLimit: Int
    ) {
        self.bytes = bytes
        self.words = words
        self.entryLimit = entryLimit
        self.memberLimit = memberLimit
    }

    mutating func parse() -> Result {
        do throws(Failure) {
            let arguments = try parseHeader()
            return .parsed(entries: entryCount, arguments: arguments, end: position, hasServices: hasServices)
        } catch {
            switch error {
            case .needsMoreWords: return .needsMoreWords
            case .invalid: return .failed(reason, offset: position)
            }
        }
    }

    private mutating func parseHeader() throws(Failure) -> Int {
        guard bytes.count >= 4, bytes.loadUnaligned(as: UInt32.self) == UInt32(bigEndian: 0x4449_444c) else {
            throw fail(.magic)
        }
        position = 4
        entryCount = try readCount()
        guard entryCount <= entryLimit else {
            throw fail(.quotaExceeded(.typeEntries, limit: entryLimit))
        }
        guard words.count >= entryCount else { throw .needsMoreWords }
        wordCount = entryCount
        for index in 0..<entryCount {
            words[index] = UInt32(truncatingIfNeeded: wordCount)
            try parseEntry()
        }
        if hasServices { try checkMethods() }
        let arguments = try readMemberCount()
        for _ in 0..<arguments { try parseReference() }
        return arguments
    }

    private mutating func parseEntry() throws(Failure) {
        let opcode = try readSignedLEB128()
        switch opcode {
        case -18, -19:
            try append(UInt32(truncatingIfNeeded: -1 &- opcode))
            try parseReference()
        case -20, -21:
            try append(UInt32(truncatingIfNeeded: -1 &- opcode))
            try parseFields()
        case -22: try parseFunction()
        case -23: try parseService()
        case ..<(-24):
            // Of what a later version adds only the length is known.
            try append(UInt32(TypeKind.future.rawValue))
            position += try readCount()
        default:
            throw fail(.invalidTypeOpcode(opcode))
        }
    }

    private mutating func parseFields() throws(Failure) {
        let count = try readMemberCount()
        guard words.count &- wordCount > 2 &* count else { throw .needsMoreWords }
        words[wordCount] = UInt32(truncatingIfNeeded: count)
        var next = wordCount &+ 1
        wordCount = next &+ 2 &* count
        // One more than the previous id, so that 0 is free for the first.
        var least: UInt64 = 0
        for _ in 0..<count {
            let id = try readLEB128()
            guard id >= least, id <= UInt64(UInt32.max) else { throw invalidFieldID(id, least: least) }
            least = id &+ 1
            words[next] = UInt32(truncatingIfNeeded: id)
            words[next &+ 1] = UInt32(truncatingIfNeeded: try readReference())
            next &+= 2
        }
    }

    @inline(never)
    private mutating func invalidFieldID(_ id: UInt64, least: UInt64) -> Failure {
        guard let id = UInt32(exactly: id) else { return fail(.numberTooLarge) }
        return fail(.fieldIDsNotAscending(previous: UInt32(truncatingIfNeeded: least &- 1), id: id))
    }

    private mutating func parseFunction() throws(Failure) {
        try append(UInt32(TypeKind.function.rawValue))
        let start = wordCount
        for _ in 0..<3 { try append(0) }
        let arguments = try readMemberCount()
        for _ in 0..<arguments { try parseReference() }
        let results = try readMemberCount()
        for _ in 0..<results { try parseReference() }
        var annotations: UInt32 = 0
        for _ in 0..<(try readCount()) {
            // The count is not above the bytes left.
            let annotation = bytes[position]
            guard annotation >= 1, annotation <= 3 else { throw fail(.invalidAnnotation(annotation)) }
            position += 1
            annotations |= 1 &<< UInt32(annotation &- 1)
        }
        words[start] = UInt32(truncatingIfNeeded: arguments)
        words[start + 1] = UInt32(truncatingIfNeeded: results)
        words[start + 2] = annotations
    }

    private mutating func parseService() throws(Failure) {
        hasServices = true
        try append(UInt32(TypeKind.service.rawValue))
        let count = try readMemberCount()
        try append(UInt32(truncatingIfNeeded: count))
        var previous: Range<Int>?
        for _ in 0..<count {
            let length = try readCount()
            let name = position..<(position + length)
            guard UTF8Validation.isValid(UnsafeRawBufferPointer(rebasing: bytes[name])) else {
                throw fail(.invalidUTF8)
            }
            if let previous, !bytes[previous].lexicographicallyPrecedes(bytes[name]) {
                throw fail(.methodNamesNotAscending)
            }
            previous = name
            position += length
            try append(UInt32(truncatingIfNeeded: name.lowerBound))
            try append(UInt32(truncatingIfNeeded: length))
            try parseReference()
        }
    }

    /// Methods may refer to functions that stand behind their service, so this comes last.
    private mutating func checkMethods() throws(Failure) {
        for index in 0..<entryCount {
            let start = Int(words[index])
            guard words[start] == UInt32(TypeKind.service.rawValue) else { continue }
            for method in 0..<Int(words[start + 1]) {
                let type = Int(Int32(bitPattern: words[start + 4 + 3 * method]))
                guard type >= 0, words[Int(words[type])] == UInt32(TypeKind.function.rawValue) else {
                    throw fail(.methodIsNotFunction)
                }
            }
        }
    }

    // MARK: Parts

    @inline(__always)
    private mutating func append(_ word: UInt32) throws(Failure) {
        guard wordCount < words.count else { throw .needsMoreWords }
        words[wordCount] = word
        wordCount &+= 1
    }

    @inline(__always)
    private mutating func parseReference() throws(Failure) {
        try append(UInt32(truncatingIfNeeded: try readReference()))
    }

    @inline(__always)
    private mutating func readReference() throws(Failure) -> Int64 {
        let reference = try readSignedLEB128()
        let isValid = reference < 0 ? reference >= -17 || reference == -24 : reference < Int64(entryCount)
        guard isValid else { throw fail(.invalidTypeReference(reference, entries: entryCount)) }
        return reference
    }

    @inline(__always)
    private mutating func readMemberCount() throws(Failure) -> Int {
        let count = try readCount()
        memberCount &+= count
        guard memberCount <= memberLimit else { throw fail(.quotaExceeded(.typeMembers, limit: memberLimit)) }
        return count
    }

    /// Reads the number of things of which each takes a byte at least.
    @inline(__always)
    private mutating func readCount() throws(Failure) -> Int {
        let count = try readLEB128()
        let remaining = bytes.count &- position
        guard count <= UInt64(remaining) else { throw truncated(count) }
        return Int(truncatingIfNeeded: count)
    }

    @inline(__always)
    private mutating func readLEB128() throws(Failure) -> UInt64 {
        switch LEB128.read(bytes, at: position) {
        case .value(let value, let end):
            position = end
            return value
        case .truncated: throw truncated(1)
        case .tooLarge: throw fail(.numberTooLarge)
        }
    }

    @inline(__always)
    private mutating func readSignedLEB128() throws(Failure) -> Int64 {
        switch LEB128.readSigned(bytes, at: position) {
        case .value(let value, let end):
            position = end
            return value
        case .truncated: throw truncated(1)
        case .tooLarge: throw fail(.numberTooLarge)
        }
    }

    // MARK: Failures

    @inline(never)
    private mutating func fail(_ reason: CandidError.Reason) -> Failure {
        self.reason = reason
        return .invalid
    }

    @inline(never)
    private mutating func truncated(_ needed: UInt64) -> Failure {
        fail(.truncated(needed: Int(clamping: needed), remaining: max(bytes.count - position, 0)))
    }
}
