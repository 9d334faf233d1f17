import Testing

@testable import WasmModule

@Suite("Rewriting a module")
struct WritingTests {
    @Test("keeps every byte if nothing is changed")
    func identity() throws {
        let bytes = ModuleBuilder.canister.bytes
        let module = try WasmBinary(parsing: bytes)
        #expect(module.withCustomSections() == bytes)
        #expect(module.addingExports([]) == bytes)
    }

    @Test("removes custom sections and leaves the rest")
    func strip() throws {
        var plain = ModuleBuilder.canister
        plain.customs = []
        let module = try WasmBinary(parsing: ModuleBuilder.canister.bytes)
        #expect(module.withCustomSections(keeping: { _ in false }) == plain.bytes)
        let named = try WasmBinary(parsing: module.withCustomSections(keeping: { $0 == "name" }))
        #expect(named.customSections.map(\.name) == ["name"])
    }

    @Test("adds metadata that reads back", arguments: [0, 1, 127, 128, 70_000])
    func metadata(size: Int) throws {
        let section = CustomSection(
            name: MetadataSection.publicSection("candid:service"), contents: [UInt8](repeating: 0x20, count: size))
        let module = try WasmBinary(parsing: ModuleBuilder.canister.bytes)
        let bytes = module.withCustomSections(keeping: { _ in false }, adding: [section])
        #expect(try WasmBinary(parsing: bytes).customSections == [section])
        // Once more makes the very same.
        #expect(module.withCustomSections(keeping: { _ in false }, adding: [section]) == bytes)
    }

    @Test("exports mutable globals that were hidden, and those alone")
    func globals() throws {
        var builder = ModuleBuilder.canister
        builder.globals.append([0x7e, 1, 0x42, 0, 0x0b])
        builder.addExport("counter", kind: 3, index: 2)
        let module = try WasmBinary(parsing: builder.bytes)
        let changed = try WasmBinary(parsing: module.exportingMutableGlobals(prefix: "global "))
        let added = changed.exports.dropFirst(module.exports.count)
        #expect(Array(changed.exports.prefix(module.exports.count)) == module.exports)
        #expect(Array(added) == [Export(name: "global 0", kind: .global, index: 0)])
        #expect(changed.bodies.count == module.bodies.count)
        #expect(changed.exportingMutableGlobals(prefix: "again ") == changed.bytes)
    }

    @Test("makes an export section in its place where there is none")
    func exportSection() throws {
        var builder = ModuleBuilder.canister
        builder.exports = []
        builder.start = 2
        let module = try WasmBinary(parsing: builder.bytes)
        let changed = try WasmBinary(parsing: module.exportingMutableGlobals(prefix: "g"))
        #expect(changed.exports == [Export(name: "g0", kind: .global, index: 0)])
        #expect(changed.sections.count == module.sections.count + 1)

        var small = ModuleBuilder()
        small.globals = [[0x7f, 1, 0x41, 0, 0x0b]]
        let end = try WasmBinary(parsing: WasmBinary(parsing: small.bytes).exportingMutableGlobals(prefix: "g"))
        #expect(end.exports.count == 1)
    }

    @Test("adds so many exports that the section's count and length grow longer")
    func manyExports() throws {
        let module = try WasmBinary(parsing: ModuleBuilder.canister.bytes)
        let added = (0..<200).map { Export(name: "function \($0)", kind: .function, index: 3) }
        let changed = try WasmBinary(parsing: module.addingExports(added))
        #expect(changed.exports == module.exports + added)
    }
}
