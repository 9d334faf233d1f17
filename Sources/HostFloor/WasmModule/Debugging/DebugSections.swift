/// The custom sections in which a linker leaves DWARF, as the compilers of this package write it: version 4.
struct DebugSections: Sendable {
    let information: [UInt8]
    let abbreviations: [UInt8]
    let lines: [UInt8]
    let ranges: [UInt8]
    let texts: [UInt8]

    /// The sections of a module; `nil` if it has none.
    init?(of module: WasmBinary) {
        func contents(_ name: String) -> [UInt8] { module.customSections(named: name).first?.contents ?? [] }
        information = contents(".debug_info")
        abbreviations = contents(".debug_abbrev")
        lines = contents(".debug_line")
        ranges = contents(".debug_ranges")
        texts = contents(".debug_str")
        if information.isEmpty { return nil }
    }

    /// The text at an offset of `.debug_str`.
    func text(at offset: UInt64) throws(DebugInformationError) -> String {
        var reader = try DebugReader(texts, at: Int(truncatingIfNeeded: offset))
        return try reader.text()
    }
}
