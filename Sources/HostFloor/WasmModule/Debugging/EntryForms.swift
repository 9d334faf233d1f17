/// The numbers of DWARF 4 that are asked for here (sections 7.5.3 and 7.5.4 of its standard).
enum EntryTag {
    static let subprogram: UInt64 = 0x2e
    static let inlinedSubroutine: UInt64 = 0x1d
}

enum EntryAttribute: UInt64 {
    case name = 0x03
    case lines = 0x10
    case lowAddress = 0x11
    case highAddress = 0x12
    case folder = 0x1b
    case abstractOrigin = 0x31
    case specification = 0x47
    case ranges = 0x55
    case callFile = 0x58
    case callLine = 0x59
    case linkageName = 0x6e
}

/// What an attribute holds, as far as it is asked for.
enum EntryValue {
    case address(UInt64)
    case number(UInt64)
    case text(String)
    /// An offset in `.debug_str`.
    case textOffset(UInt64)
    /// Where another entry stands in `.debug_info`.
    case entry(Int)
    /// Something that is passed over.
    case other
}

/// How the value of an attribute is written.
enum EntryForm {
    static func read(
        _ form: UInt64, _ reader: inout DebugReader, unit: UnitHeader
    ) throws(DebugInformationError) -> EntryValue {
        switch form {
        case 0x01: return .address(try reader.number(unit.addressSize))
        case 0x0b, 0x0c: return .number(try reader.number(1))
        case 0x05: return .number(try reader.number(2))
        case 0x06, 0x17: return .number(try reader.number(4))
        case 0x07, 0x20: return .number(try reader.number(8))
        case 0x0d: return .number(UInt64(bitPattern: try reader.signed()))
        case 0x0f: return .number(try reader.unsigned())
        case 0x08: return .text(try reader.text())
        case 0x0e: return .textOffset(try reader.number(4))
        case 0x10: return .entry(try reader.offset())
        case 0x11: return .entry(unit.start + Int(try reader.number(1)))
        case 0x12: return .entry(unit.start + Int(try reader.number(2)))
        case 0x13: return .entry(unit.start + Int(try reader.number(4)))
        case 0x15: return .entry(unit.start &+ (try reader.length()))
        case 0x19: return .number(1)
        case 0x0a: try reader.skip(Int(try reader.number(1)))
        case 0x03: try reader.skip(Int(try reader.number(2)))
        case 0x04: try reader.skip(Int(try reader.number(4)))
        case 0x09, 0x18: try reader.skip(try reader.length())
        default: throw .unsupported("form of an attribute", form)
        }
        return .other
    }
}

/// Which attributes the entries of a kind have, and in which forms.
struct Abbreviation {
    let tag: UInt64
    let hasChildren: Bool
    let attributes: [(name: UInt64, form: UInt64)]

    /// Rows of a table that are read: compilers write a few hundred.
    private static let limit = 10_000

    /// The table at an offset of `.debug_abbrev`, by the codes of its rows.
    static func table(
        _ bytes: [UInt8], at offset: Int
    ) throws(DebugInformationError) -> [UInt64: Abbreviation] {
        var reader = try DebugReader(bytes, at: offset)
        var table: [UInt64: Abbreviation] = [:]
        while true {
            let code = try reader.unsigned()
            guard code != 0 else { return table }
            guard table.count < limit else { throw .unsupported("number of abbreviations", UInt64(table.count)) }
            let tag = try reader.unsigned()
            let hasChildren = try reader.byte() != 0
            var attributes: [(name: UInt64, form: UInt64)] = []
            while true {
                let attribute = (name: try reader.unsigned(), form: try reader.unsigned())
                if attribute.name == 0, attribute.form == 0 { break }
                attributes.append(attribute)
            }
            table[code] = Abbreviation(tag: tag, hasChildren: hasChildren, attributes: attributes)
        }
    }
}
