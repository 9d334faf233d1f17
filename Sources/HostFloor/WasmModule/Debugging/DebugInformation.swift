/// What the compilers tell about a module's code, if a build kept it: which functions an instruction belongs to, and
/// which file and line it comes from.
///
/// DWARF 4 in the custom sections `.debug_…` is read, units of other versions are passed over. Nothing is checked:
/// where it is malformed, nothing is told.
public struct DebugInformation: Sendable {
    private let sections: DebugSections
    private let units: [Unit]

    /// A function at an instruction.
    public struct Call: Hashable, Sendable {
        /// The name as the linker knows it: for Swift a mangled one.
        public let function: String?
        /// The source file. Relative paths are relative to the folder in which the compiler was run.
        public let file: String?
        /// The line in it, from 1; `nil` where the compiler gave the instruction none.
        public let line: Int?
    }

    /// A unit with the addresses of its code.
    private struct Unit: Sendable {
        let header: UnitHeader
        var base: UInt64 = 0
        var addresses: [Range<UInt64>] = []
        var lines: Int?
        var folder = ""
    }

    /// Units that are looked at: a large canister has a few hundred.
    private static let limit = 10_000

    /// Finds the units of a module; `nil` if it has no debug information.
    public init?(of module: WasmBinary) {
        guard let sections = DebugSections(of: module) else { return nil }
        self.sections = sections
        var units: [Unit] = []
        var offset = 0
        while offset < sections.information.count, units.count < Self.limit,
            let (header, next) = try? UnitHeader.read(sections.information, at: offset)
        {
            if let header, let unit = try? Self.unit(header, of: sections) { units.append(unit) }
            offset = next
        }
        self.units = units
    }

    private static func unit(_ header: UnitHeader, of sections: DebugSections) throws(DebugInformationError) -> Unit {
        var entries = try EntryReader(header, of: sections)
        var unit = Unit(header: header)
        guard !entries.isAtEnd, let root = try entries.next() else { return unit }
        unit.base = root.number(.lowAddress) ?? 0
        unit.addresses = try root.addresses(in: sections, base: unit.base, addressSize: header.addressSize)
        unit.lines = root.number(.lines).map { Int(truncatingIfNeeded: $0) }
        unit.folder = try root.text(.folder, in: sections) ?? ""
        return unit
    }

    /// The function at an address and those that it was inlined into, the innermost first; empty if nothing is known.
    ///
    /// - Parameter address: bytes from the beginning of the code section's contents.
    public func calls(at address: UInt64) -> [Call] {
        guard let unit = units.first(where: { $0.addresses.contains { $0.contains(address) } }) else { return [] }
        let lines = unit.lines.flatMap {
            try? LineProgram(sections.lines, at: $0, folder: unit.folder, addressSize: unit.header.addressSize)
        }
        let entries = (try? entries(at: address, in: unit)) ?? []
        var place = lines?.place(of: address)
        guard !entries.isEmpty else {
            return place.map { [Call(function: nil, file: $0.file, line: $0.line)] } ?? []
        }
        var calls: [Call] = []
        for entry in entries.reversed() {
            calls.append(Call(function: name(of: entry), file: place?.file, line: place?.line))
            let line = entry.number(.callLine).flatMap { $0 == 0 ? nil : Int(exactly: $0) }
            place = (file: entry.number(.callFile).flatMap { lines?.file($0) }, line: line)
        }
        return calls
    }

    /// The function whose code has an address, and the calls inlined in it around the address, from outside inwards.
    private func entries(at address: UInt64, in unit: Unit) throws(DebugInformationError) -> [DebugEntry] {
        var reader = try EntryReader(unit.header, of: sections)
        var found: [DebugEntry] = []
        while !reader.isAtEnd {
            guard let entry = try reader.next(),
                entry.tag == EntryTag.subprogram || entry.tag == EntryTag.inlinedSubroutine
            else { continue }
            let addresses = try entry.addresses(
                in: sections, base: unit.base, addressSize: unit.header.addressSize)
            if addresses.contains(where: { $0.contains(address) }) { found.append(entry) }
        }
        return found
    }

    /// How far a function is looked for from an inlined call over its origin to its declaration.
    private static let longestChain = 8

    private func name(of entry: DebugEntry) -> String? {
        var entry = entry
        for _ in 0..<Self.longestChain {
            if let name = try? entry.text(.linkageName, in: sections) ?? entry.text(.name, in: sections) { return name }
            guard let origin = entry.entry(.abstractOrigin) ?? entry.entry(.specification),
                let unit = units.first(where: { $0.header.start <= origin && origin < $0.header.end }),
                var reader = try? EntryReader(unit.header, of: sections, at: origin),
                let next = try? reader.next()
            else { return nil }
            entry = next
        }
        return nil
    }
}
