import WasmModule

/// A module with what the engine has to reach exported under reserved names.
///
/// A rollback sets back every mutable global and tells the library the size of the memory, and a callback is found in
/// the table; modules export few of these by themselves (`__stack_pointer` is hardly ever). The start function becomes
/// an export too, and does not run by itself any more: an instance whose heap is restored must not run it.
struct ReservedExports: Sendable {
    /// The module with the exports added.
    let module: [UInt8]
    /// The names of the mutable globals.
    let globals: [String]
    /// The name of the first table.
    let table: String?
    /// The name of the memory.
    let memory: String?
    /// The name of the start function.
    let start: String?

    init(addingTo module: WasmBinary) {
        // A name that no export of the module begins with.
        var prefix = "icws:reserved "
        while module.exports.contains(where: { $0.name.hasPrefix(prefix) }) { prefix += "_" }

        let firstGlobal = module.importedGlobalCount
        let mutable = module.globals.indices.filter { module.globals[$0].isMutable }
        var added = mutable.map { Export(name: "\(prefix)global \($0)", kind: .global, index: firstGlobal + $0) }
        globals = added.map(\.name)
        table = module.allTables.isEmpty ? nil : prefix + "table"
        memory = module.allMemories.isEmpty ? nil : prefix + "memory"
        if let table { added.append(Export(name: table, kind: .table, index: 0)) }
        if let memory { added.append(Export(name: memory, kind: .memory, index: 0)) }
        start = module.start == nil ? nil : prefix + "start"
        if let start, let index = module.start { added.append(Export(name: start, kind: .function, index: index)) }
        self.module = module.addingExports(added, droppingStart: true)
    }
}
