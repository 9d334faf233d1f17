/// One part of a subnet's state.
public struct StateRecord: Hashable, Sendable {
    /// What it is kept under.
    public var key: StateKey
    /// Its encoding: deterministic CBOR that begins with the layout's version, or the bytes of a page.
    public var value: [UInt8]

    /// Makes a record.
    public init(key: StateKey, value: [UInt8]) {
        self.key = key
        self.value = value
    }
}

/// What changed of a subnet's state. To be applied in this order: groups, removed keys, records.
public struct StateChanges: Hashable, Sendable {
    /// Whether the records are all that there is: whatever was kept before has to go first.
    public var isWhole = false
    /// Groups whose records all go.
    public var removedGroups: [StateGroup] = []
    /// Keys whose records go, if there are any.
    public var removedKeys: [StateKey] = []
    /// Records that are new or other ones than before, in the order of their keys' bytes.
    public var records: [StateRecord] = []

    /// No changes.
    public init() {}

    /// Whether nothing changed.
    public var isEmpty: Bool { !isWhole && removedGroups.isEmpty && removedKeys.isEmpty && records.isEmpty }
}

/// A subnet's state in memory: what a store has after it applied all changes.
public struct StateImage: Hashable, Sendable {
    private var values: [[UInt8]: [UInt8]] = [:]

    /// Makes an empty state.
    public init() {}

    /// Its records in the order of their keys' bytes.
    public var records: [StateRecord] {
        values.sorted { $0.key.lexicographicallyPrecedes($1.key) }.compactMap { bytes, value in
            StateKey(bytes: bytes).map { StateRecord(key: $0, value: value) }
        }
    }

    /// Brings it up to date.
    public mutating func apply(_ changes: StateChanges) {
        if changes.isWhole { values = [:] }
        for group in changes.removedGroups { values = values.filter { !$0.key.starts(with: group.prefix) } }
        for key in changes.removedKeys { values[key.bytes] = nil }
        for record in changes.records { values[record.key.bytes] = record.value }
    }
}
