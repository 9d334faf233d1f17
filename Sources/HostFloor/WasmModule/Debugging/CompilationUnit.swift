/// Where a unit of `.debug_info` stands, and how its entries are written.
struct UnitHeader: Sendable {
    /// Offsets in `.debug_info`: of the unit, of its first entry, and behind its last one.
    let start: Int
    let entries: Int
    let end: Int
    let abbreviations: Int
    let addressSize: Int

    /// Reads a header; `nil` for a unit of another version than 4.
    ///
    /// - Returns: the unit, and where the next one begins.
    static func read(_ bytes: [UInt8], at start: Int) throws(DebugInformationError) -> (unit: UnitHeader?, next: Int) {
        var reader = try DebugReader(bytes, at: start)
        let length = try reader.offset()
        let end = reader.position + length
        guard end <= bytes.count else { throw .truncated(offset: start) }
        guard try reader.number(2) == 4 else { return (nil, end) }
        let abbreviations = try reader.offset()
        let addressSize = Int(try reader.byte())
        guard addressSize == 4 || addressSize == 8 else { throw .unsupported("size of addresses", UInt64(addressSize)) }
        let unit = UnitHeader(
            start: start, entries: reader.position, end: end, abbreviations: abbreviations, addressSize: addressSize)
        return (unit, end)
    }
}

/// One entry of a unit: a function, a call that was inlined, or anything else.
struct DebugEntry {
    let tag: UInt64
    let hasChildren: Bool
    var values: [EntryAttribute: EntryValue] = [:]

    func number(_ attribute: EntryAttribute) -> UInt64? {
        switch values[attribute] {
        case .number(let value), .address(let value): value
        default: nil
        }
    }

    func entry(_ attribute: EntryAttribute) -> Int? {
        if case .entry(let offset) = values[attribute] { offset } else { nil }
    }

    func text(_ attribute: EntryAttribute, in sections: DebugSections) throws(DebugInformationError) -> String? {
        switch values[attribute] {
        case .text(let text): text
        case .textOffset(let offset): try sections.text(at: offset)
        default: nil
        }
    }

    /// The addresses of the code that the entry is about.
    ///
    /// - Parameter base: what the ranges are counted from: the unit's low address.
    func addresses(
        in sections: DebugSections, base: UInt64, addressSize: Int
    ) throws(DebugInformationError) -> [Range<UInt64>] {
        if let offset = number(.ranges) {
            return try Self.ranges(sections.ranges, at: offset, base: base, addressSize: addressSize)
        }
        guard let low = number(.lowAddress), let high = values[.highAddress] else { return [] }
        // What the linker left out stands at 0, or at the end of all addresses.
        guard low > 0 else { return [] }
        switch high {
        case .address(let high) where high > low: return [low..<high]
        case .number(let size) where size < UInt64.max - low: return [low..<(low + size)]
        default: return []
        }
    }

    /// A list of `.debug_ranges`, section 2.17.3 of DWARF 4.
    private static func ranges(
        _ bytes: [UInt8], at offset: UInt64, base: UInt64, addressSize: Int
    ) throws(DebugInformationError) -> [Range<UInt64>] {
        var reader = try DebugReader(bytes, at: Int(truncatingIfNeeded: offset))
        let largest = addressSize == 4 ? UInt64(UInt32.max) : .max
        var base = base
        var ranges: [Range<UInt64>] = []
        while true {
            let low = try reader.number(addressSize)
            let high = try reader.number(addressSize)
            if low == largest {
                base = high
            } else if low == 0, high == 0 {
                return ranges
            } else if low < high {
                ranges.append((base &+ low)..<max(base &+ low, base &+ high))
            }
        }
    }
}

/// The entries of a unit, one after the other.
struct EntryReader {
    private var reader: DebugReader
    private let unit: UnitHeader
    private let abbreviations: [UInt64: Abbreviation]

    /// Reads from the unit's first entry, or from the entry at an offset of `.debug_info`.
    init(
        _ unit: UnitHeader, of sections: DebugSections, at offset: Int? = nil
    ) throws(DebugInformationError) {
        reader = try DebugReader(sections.information, at: offset ?? unit.entries, end: unit.end)
        self.unit = unit
        abbreviations = try Abbreviation.table(sections.abbreviations, at: unit.abbreviations)
    }

    var isAtEnd: Bool { reader.isAtEnd }

    /// The next entry; `nil` where a list of children ends.
    mutating func next() throws(DebugInformationError) -> DebugEntry? {
        let code = try reader.unsigned()
        guard code != 0 else { return nil }
        guard let abbreviation = abbreviations[code] else { throw .unsupported("kind of an entry", code) }
        var entry = DebugEntry(tag: abbreviation.tag, hasChildren: abbreviation.hasChildren)
        for attribute in abbreviation.attributes {
            let value = try EntryForm.read(attribute.form, &reader, unit: unit)
            if let name = EntryAttribute(rawValue: attribute.name) { entry.values[name] = value }
        }
        return entry
    }
}
