import Bytes

// Modules made out of a module. Sections that are not asked for stay as they are, byte for byte.

extension WasmBinary {
    /// The module with some of its custom sections, and others added at its end.
    ///
    /// Nothing is looked at: whether a name may come twice is the validator's question.
    public func withCustomSections(
        keeping passes: (String) -> Bool = { _ in true }, adding added: [CustomSection] = []
    ) -> [UInt8] {
        var names = customSections.makeIterator()
        var module = rewritten { section in
            guard section.id == .custom, let custom = names.next() else { return .keep }
            return passes(custom.name) ? .keep : .drop
        }
        for section in added {
            let name = Array(section.name.utf8)
            let contents = LEB128.encode(name.count) + name + section.contents
            module += [SectionID.custom.rawValue] + LEB128.encode(contents.count) + contents
        }
        return module
    }

    /// The module with more exports, behind those that it has.
    ///
    /// The names must not be exported already, and the indices must exist.
    ///
    /// - Parameter droppingStart: whether the start function does not run at instantiation any more.
    public func addingExports(_ added: [Export], droppingStart: Bool = false) -> [UInt8] {
        let dropped = droppingStart ? SectionID.start : nil
        guard !added.isEmpty else { return rewritten { $0.id == dropped ? .drop : .keep } }
        var contents = LEB128.encode(exports.count + added.count)
        if let old = self.contents(of: .export) {
            contents += bytes.copy(of: (old.lowerBound + lengthOfCount(at: old.lowerBound))..<old.upperBound)
        }
        for export in added {
            let name = Array(export.name.utf8)
            contents += LEB128.encode(name.count) + name
            contents += [export.kind.rawValue] + LEB128.encode(export.index)
        }
        let section = [SectionID.export.rawValue] + LEB128.encode(contents.count) + contents
        if self.contents(of: .export) != nil {
            return rewritten { $0.id == .export ? .replace(section) : $0.id == dropped ? .drop : .keep }
        }
        var isPlaced = false
        var module = rewritten { next in
            let isDropped = next.id == dropped
            guard !isPlaced, next.id != .custom, next.id.rank > SectionID.export.rank else {
                return isDropped ? .drop : .keep
            }
            isPlaced = true
            return isDropped ? .replace(section) : .precede(section)
        }
        if !isPlaced { module += section }
        return module
    }

    /// The module with each mutable global exported that it defines and does not export yet, as `prefix` and its index.
    ///
    /// A host that runs a canister needs this: when a message traps, the globals (the stack pointer among them) go back
    /// to what they were, like the memory, and only exported globals can be reached from outside.
    public func exportingMutableGlobals(prefix: String) -> [UInt8] {
        let exported = Set(exports.filter { $0.kind == .global }.map(\.index))
        let first = importedGlobalCount
        let hidden = globals.indices.filter { globals[$0].isMutable && !exported.contains(first + $0) }
        return addingExports(hidden.map { Export(name: "\(prefix)\(first + $0)", kind: .global, index: first + $0) })
    }

    private enum Change {
        case keep
        case drop
        case replace([UInt8])
        case precede([UInt8])
    }

    private func rewritten(_ change: (Section) -> Change) -> [UInt8] {
        var module = bytes.copy(of: 0..<8)
        module.reserveCapacity(bytes.count)
        var start = 8
        for section in sections {
            let whole = start..<section.contents.upperBound
            start = section.contents.upperBound
            switch change(section) {
            case .keep: module += bytes[whole]
            case .drop: break
            case .replace(let other): module += other
            case .precede(let other): module += other + bytes[whole]
            }
        }
        return module
    }

    private func lengthOfCount(at offset: Int) -> Int {
        var length = 1
        while bytes[offset + length - 1] & 0x80 != 0 { length += 1 }
        return length
    }
}
