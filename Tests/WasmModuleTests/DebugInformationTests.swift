import TestSupport
import Testing

@testable import WasmModule

@Suite("Debug information")
struct DebugInformationTests {
    /// A module with these custom sections and no code.
    private func module(_ sections: [(name: String, contents: [UInt8])]) throws -> WasmBinary {
        let empty = try WasmBinary(parsing: WasmBinary.magic + [1, 0, 0, 0])
        let added = sections.map { CustomSection(name: $0.name, contents: $0.contents) }
        return try WasmBinary(parsing: empty.withCustomSections(adding: added))
    }

    private func word(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }

    /// One unit, compiled in the folder `code`: the function `outer` at 0x10 ..< 0x30 of `a.swift`, with `inner` of
    /// `b.swift` inlined into its line 7 at 0x18 ..< 0x20.
    private var sections: [(name: String, contents: [UInt8])] {
        let abbreviations: [UInt8] =
            // 1: the unit, with line table, folder, low and high address.
            [1, 0x11, 1, 0x10, 0x17, 0x1b, 0x08, 0x11, 0x01, 0x12, 0x06, 0, 0]
            // 2: a function with name, low and high address, and children.
            + [2, 0x2e, 1, 0x6e, 0x08, 0x11, 0x01, 0x12, 0x06, 0, 0]
            // 3: a function with a name alone.
            + [3, 0x2e, 0, 0x6e, 0x0e, 0, 0]
            // 4: an inlined call, with origin, addresses, file and line of the call.
            + [4, 0x1d, 0, 0x31, 0x13, 0x11, 0x01, 0x12, 0x06, 0x58, 0x0b, 0x59, 0x0b, 0, 0, 0]
        let root = [1] + word(0) + Array("code\0".utf8) + word(0x10) + word(0x20)
        let declaration: [UInt8] = [3] + word(3)
        let origin = UInt32(11 + root.count)
        let outer = [2] + Array("outer\0".utf8) + word(0x10) + word(0x20)
        let inlined = [4] + word(origin) + word(0x18) + word(8) + [1, 7]
        let unit = [4, 0] + word(0) + [4] + root + declaration + outer + inlined + [0, 0]

        let files = [0] + Array("a.swift\0".utf8) + [0, 0, 0] + Array("b.swift\0".utf8) + [0, 0, 0] + [0]
        let header: [UInt8] = [1, 1, 1, 0xfb, 14, 13, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1] + files
        let program =
            // To 0x10, line 5 of file 1; to 0x18, line 42 of file 2; to 0x20, line 0 of file 1; the end at 0x30.
            [0, 5, 2] + word(0x10) + [3, 4, 1] + [2, 8, 4, 2, 3, 37, 1] + [2, 8, 4, 1, 3, 0x56, 1] + [2, 16, 0, 1, 1]
        let lines = [4, 0] + word(UInt32(header.count)) + header + program
        return [
            (".debug_info", word(UInt32(unit.count)) + unit), (".debug_abbrev", abbreviations),
            (".debug_line", word(UInt32(lines.count)) + lines), (".debug_str", Array("no\0inner\0".utf8)),
        ]
    }

    @Test("tells function, file and line")
    func plain() throws {
        let information = try #require(DebugInformation(of: module(sections)))
        #expect(
            information.calls(at: 0x12) == [DebugInformation.Call(function: "outer", file: "code/a.swift", line: 5)])
    }

    @Test("tells a function that was inlined, and the line of the call")
    func inlined() throws {
        let information = try #require(DebugInformation(of: module(sections)))
        #expect(
            information.calls(at: 0x18) == [
                DebugInformation.Call(function: "inner", file: "code/b.swift", line: 42),
                DebugInformation.Call(function: "outer", file: "code/a.swift", line: 7),
            ])
    }

    @Test("tells no line where the compiler gave none")
    func noLine() throws {
        let information = try #require(DebugInformation(of: module(sections)))
        #expect(
            information.calls(at: 0x20) == [DebugInformation.Call(function: "outer", file: "code/a.swift", line: nil)])
    }

    @Test("tells nothing of addresses that it does not have", arguments: [0, 0x0f, 0x30, UInt64.max])
    func outside(address: UInt64) throws {
        #expect(try #require(DebugInformation(of: module(sections))).calls(at: address).isEmpty)
    }

    @Test("is not there in a module without it")
    func absent() throws {
        #expect(try DebugInformation(of: module([("name", [])])) == nil)
    }

    @Test("that is cut off or changed anywhere does no harm", arguments: 0..<4)
    func malformed(section: Int) throws {
        var random = SplitMix64(seed: UInt64(section))
        for position in sections[section].contents.indices {
            var cut = sections
            cut[section].contents.removeLast(cut[section].contents.count - position)
            var changed = sections
            changed[section].contents[position] = UInt8.random(in: 0...255, using: &random)
            for sections in [cut, changed] {
                guard let information = try DebugInformation(of: module(sections)) else { continue }
                for address in [0x12, 0x18, 0x20] as [UInt64] {
                    #expect(information.calls(at: address).count <= 10)
                }
            }
        }
    }
}
