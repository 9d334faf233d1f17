/// The lines that a canister printed, and the messages of its traps. Bounded: the oldest lines go first.
public struct CanisterLog: Sendable {
    /// One line.
    public struct Record: Hashable, Sendable {
        /// Counts from 0 through all lines of the canister, those dropped included.
        public var index: UInt64
        /// Nanoseconds since 1970.
        public var time: UInt64
        /// What was printed.
        public var content: String
    }

    /// The lines that are still there.
    public private(set) var records: [Record] = []

    private let capacity: Int
    private var byteCount = 0
    /// The number that the next line gets.
    private(set) var nextIndex: UInt64 = 0

    /// Makes an empty log that holds so many bytes.
    init(capacity: Int) {
        self.capacity = capacity
    }

    /// A log as it was kept: its lines, and the number that the next one gets.
    init(capacity: Int, records: [Record], nextIndex: UInt64) {
        self.capacity = capacity
        self.records = records
        self.nextIndex = nextIndex
        byteCount = records.reduce(0) { $0 + Self.size(of: $1.content) }
    }

    /// The numbers of the lines that are there.
    var indices: Range<UInt64> { (nextIndex - UInt64(records.count))..<nextIndex }

    /// The line with a number.
    subscript(index: UInt64) -> Record? {
        indices.contains(index) ? records[Int(index - indices.lowerBound)] : nil
    }

    /// What a line takes of the capacity: beside its bytes a little, so that empty lines have an end too.
    private static func size(of content: String) -> Int { content.utf8.count + 16 }

    mutating func append(_ content: String, at time: UInt64) {
        let fits = content.utf8.count <= capacity
        let line = fits ? content : String(decoding: content.utf8.prefix(capacity), as: UTF8.self)
        records.append(Record(index: nextIndex, time: time, content: line))
        nextIndex += 1
        byteCount += Self.size(of: line)
        var dropped = 0
        while byteCount > capacity, dropped < records.count - 1 {
            byteCount -= Self.size(of: records[dropped].content)
            dropped += 1
        }
        if dropped > 0 { records.removeFirst(dropped) }
    }

    /// Drops the lines before a number.
    mutating func removeRecords(before index: UInt64) {
        records.removeAll { $0.index < index }
        byteCount = records.reduce(0) { $0 + Self.size(of: $1.content) }
    }

    mutating func removeAll() {
        records.removeAll()
        byteCount = 0
    }
}
