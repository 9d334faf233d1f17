import Testing

@testable import WasmModule

@Suite("LEB128 integers")
struct LEB128Tests {
    @Test("are written as they are read", arguments: [0, 1, 127, 128, 300, 16_383, 16_384, 0xffff_ffff])
    func roundTrip(value: Int) throws {
        let bytes = LEB128.encode(value)
        #expect(bytes == ModuleBuilder.number(value))
        var reader = FormatReader(bytes)
        #expect(try reader.u32("a number") == UInt32(value))
        #expect(reader.isAtEnd)
    }

    @Test("may be longer than needed, but not longer than their type")
    func padded() throws {
        var reader = FormatReader([0x80, 0x80, 0x80, 0x80, 0x00])
        #expect(try reader.u32("a number") == 0)
        for bytes: [UInt8] in [[0x80, 0x80, 0x80, 0x80, 0x80, 0x00], [0xff, 0xff, 0xff, 0xff, 0x1f]] {
            #expect(throws: WasmFormatError.integerTooLong(bits: 32, offset: 0)) {
                var reader = FormatReader(bytes)
                _ = try reader.u32("a number")
            }
        }
    }

    @Test("carry a sign where the format says so")
    func signed() throws {
        let cases: [([UInt8], Int, Int64)] = [
            ([0x7f], 32, -1), ([0x40], 33, -64), ([0x3f], 32, 63), ([0x80, 0x7f], 32, -128),
            ([0x80, 0x80, 0x80, 0x80, 0x78], 32, -0x8000_0000), ([0xff, 0xff, 0xff, 0xff, 0x07], 32, 0x7fff_ffff),
            ([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f], 64, .min),
            ([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00], 64, .max),
        ]
        for (bytes, bits, value) in cases {
            var reader = FormatReader(bytes)
            #expect(try reader.signed(bits: bits, "a number") == value)
        }
        for bytes: [UInt8] in [[0xff, 0xff, 0xff, 0xff, 0x0f], [0x80, 0x80, 0x80, 0x80, 0x70]] {
            #expect(throws: WasmFormatError.integerTooLong(bits: 32, offset: 0)) {
                var reader = FormatReader(bytes)
                _ = try reader.signed(bits: 32, "a number")
            }
        }
    }
}
