import Bytes

/// What stands before the values of a message.
struct MessageHeader {
    /// The type table; behind its entries stand the types of the arguments.
    var types: TypeGraph
    var argumentCount: Int
    /// The offset of the first value.
    var end: Int

    /// Offsets in a message are kept in 32 bits.
    private static let maximumCount = Int(Int32.max)

    /// Reads the header.
    init(_ message: [UInt8], _ quota: DecodingQuota) throws(CandidError) {
        guard message.count <= Self.maximumCount else {
            let reason = CandidError.Reason.quotaExceeded(.messageBytes, limit: Self.maximumCount)
            throw CandidError(reason, offset: 0, part: .header(message: []))
        }
        var capacity = 48
        while true {
            var result = HeaderParser.Result.needsMoreWords
            let words = message.withUnsafeBytes { bytes in
                [UInt32](unsafeUninitializedCapacity: capacity) { buffer, initialized in
                    guard let base = bytes.baseAddress, let words = buffer.baseAddress else {
                        result = .failed(.magic, offset: 0)
                        return
                    }
                    var parser = HeaderParser(
                        base, count: bytes.count, words, capacity: capacity, entryLimit: quota.typeEntries,
                        memberLimit: quota.typeMembers)
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
                let shown = message.copy(of: 0..<min(message.count, CandidError.headerBytesShown))
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

    private let base: UnsafeRawPointer
    private let end: Int
    private let words: UnsafeMutablePointer<UInt32>
    private let wordCapacity: Int
    private var position = 0
    private(set) var wordCount = 0
    private var entryCount = 0
    private let entryLimit: Int
    private let memberLimit: Int
    private var memberCount = 0
    private var hasServices = false
    private var reason = CandidError.Reason.magic

    init(
        _ base: UnsafeRawPointer, count: Int, _ words: UnsafeMutablePointer<UInt32>, capacity: Int, entryLimit: Int,
        memberLimit: Int
    ) {
        self.base = base
        self.end = count
        self.words = words
        self.wordCapacity = capacity
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
        guard end >= 4, base.loadUnaligned(as: UInt32.self) == UInt32(bigEndian: 0x4449_444c) else {
            throw fail(.magic)
        }
        position = 4
        entryCount = try readCount()
        guard entryCount <= entryLimit else {
            throw fail(.quotaExceeded(.typeEntries, limit: entryLimit))
        }
        guard wordCapacity >= entryCount else { throw .needsMoreWords }
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
        guard wordCapacity &- wordCount > 2 &* count else { throw .needsMoreWords }
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
            let annotation = base.load(fromByteOffset: position, as: UInt8.self)
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
        var previous: UnsafeRawBufferPointer?
        for _ in 0..<count {
            let length = try readCount()
            let name = UnsafeRawBufferPointer(start: base + position, count: length)
            guard UTF8Validation.isValid(name) else { throw fail(.invalidUTF8) }
            if let previous, !previous.lexicographicallyPrecedes(name) { throw fail(.methodNamesNotAscending) }
            previous = name
            try append(UInt32(truncatingIfNeeded: position))
            position += length
            try append(UInt32(truncatingIfNeeded: length))
            try parseReference()
        }
    }

    /// Methods may refer to functions that stand behind their service, so this comes last.
    private mutating func checkMethods() throws(Failure) {
        for index in 0..<entryCount {
            let start = Int(truncatingIfNeeded: words[index])
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
    //
    // What stands in many places is a call there: inlined, these readers made the parser twice as large.

    @inline(__always)
    private mutating func append(_ word: UInt32) throws(Failure) {
        guard wordCount < wordCapacity else { throw .needsMoreWords }
        words[wordCount] = word
        wordCount &+= 1
    }

    @inline(never)
    private mutating func parseReference() throws(Failure) {
        try append(UInt32(truncatingIfNeeded: try readReference()))
    }

    @inline(__always)
    private mutating func readReference() throws(Failure) -> Int64 {
        let reference = try readSignedLEB128()
        let isValid =
            reference < 0
            ? reference >= -17 || reference == -24
            : UInt64(bitPattern: reference) < UInt64(UInt(bitPattern: entryCount))
        guard isValid else { throw fail(.invalidTypeReference(reference, entries: entryCount)) }
        return reference
    }

    @inline(never)
    private mutating func readMemberCount() throws(Failure) -> Int {
        let count = try readCount()
        memberCount &+= count
        guard memberCount <= memberLimit else { throw fail(.quotaExceeded(.typeMembers, limit: memberLimit)) }
        return count
    }

    /// Reads the number of things of which each takes a byte at least.
    @inline(never)
    private mutating func readCount() throws(Failure) -> Int {
        let count = try readLEB128()
        guard count <= UInt64(UInt(bitPattern: end &- position)) else { throw truncated(count) }
        return Int(truncatingIfNeeded: count)
    }

    @inline(never)
    private mutating func readLEB128() throws(Failure) -> UInt64 {
        let start = position
        let value = LEB128.read(base, &position, end: end)
        guard position >= 0 else { throw invalidNumber(at: start) }
        return value
    }

    @inline(__always)
    private mutating func readSignedLEB128() throws(Failure) -> Int64 {
        let start = position
        let value = LEB128.readSigned(base, &position, end: end)
        guard position >= 0 else { throw invalidNumber(at: start) }
        return value
    }

    // MARK: Failures

    @inline(never)
    private mutating func fail(_ reason: CandidError.Reason) -> Failure {
        self.reason = reason
        return .invalid
    }

    @inline(never)
    private mutating func truncated(_ needed: UInt64) -> Failure {
        fail(.truncated(needed: Int(clamping: needed), remaining: max(end - position, 0)))
    }

    @inline(never)
    private mutating func invalidNumber(at start: Int) -> Failure {
        let isTooLarge = position == LEB128.tooLarge
        position = isTooLarge ? start : end
        return isTooLarge ? fail(.numberTooLarge) : truncated(1)
    }
}
