@testable import WasmModule

/// Puts modules together by hand, section by section, so that no test depends on a compiler or on the code it tests.
struct ModuleBuilder {
    var types: [[UInt8]] = [[0x60, 0, 0]]
    var imports: [[UInt8]] = []
    var functions: [[UInt8]] = []
    var tables: [[UInt8]] = []
    var memories: [[UInt8]] = [[0x00, 1]]
    var globals: [[UInt8]] = []
    var exports: [[UInt8]] = []
    var start: UInt8?
    var bodies: [[UInt8]] = []
    var data: [[UInt8]] = []
    var customs: [(String, [UInt8])] = []

    /// An unsigned LEB128 number, written anew here and not with the library's own code.
    static func number(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value % 128 + 128)] + number(value / 128)
    }

    static func name(_ text: String) -> [UInt8] { number(text.utf8.count) + Array(text.utf8) }

    /// Adds a function of the type 0, `() -> ()`, with these instructions before its end.
    mutating func addFunction(_ instructions: [UInt8] = [], locals: [UInt8] = [0]) {
        functions.append([0])
        let body = locals + instructions + [0x0b]
        bodies.append(Self.number(body.count) + body)
    }

    mutating func addExport(_ name: String, kind: UInt8 = 0, index: UInt8 = 0) {
        exports.append(Self.name(name) + [kind, index])
    }

    mutating func addImport(_ module: String, _ name: String, type: [UInt8] = [0x60, 0, 0]) {
        types.append(type)
        imports.append(Self.name(module) + Self.name(name) + [0, UInt8(types.count - 1)])
    }

    var bytes: [UInt8] {
        var module: [UInt8] = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
        func section(_ id: UInt8, _ entries: [[UInt8]]) {
            guard !entries.isEmpty else { return }
            let contents = Self.number(entries.count) + entries.flatMap(\.self)
            module += [id] + Self.number(contents.count) + contents
        }
        section(1, types)
        section(2, imports)
        section(3, functions)
        section(4, tables)
        section(5, memories)
        section(6, globals)
        section(7, exports)
        if let start { module += [8, 1, start] }
        section(10, bodies)
        section(11, data)
        for (name, contents) in customs {
            let whole = Self.name(name) + contents
            module += [0] + Self.number(whole.count) + whole
        }
        return module
    }

    /// A module that has something of everything that a canister has.
    static var canister: ModuleBuilder {
        var builder = ModuleBuilder()
        builder.addImport("ic0", "msg_reply")
        builder.addImport("ic0", "msg_reply_data_append", type: [0x60, 2, 0x7f, 0x7f, 0])
        builder.addFunction([0x10, 0])
        builder.addFunction([0x02, 0x40, 0x41, 0x00, 0x41, 0x03, 0x10, 1, 0x0b], locals: [1, 2, 0x7f])
        builder.tables = [[0x70, 1, 2, 2]]
        builder.globals = [[0x7f, 1, 0x41, 0x80, 0x80, 0xc0, 0, 0x0b], [0x7e, 0, 0x42, 7, 0x0b]]
        builder.addExport("memory", kind: 2)
        builder.addExport("canister_init", index: 2)
        builder.addExport("canister_query hello", index: 3)
        builder.data = [[0, 0x41, 16, 0x0b, 3, 1, 2, 3], [1, 2, 9, 9]]
        builder.customs = [
            ("name", [1, 8, 1, 2, 5] + Array("start".utf8)), ("producers", [0]),
        ]
        return builder
    }
}
