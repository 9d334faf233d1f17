/// Reads the binary format of a module. Every read is checked against the end.
struct ModuleReader {
    private let module: [UInt8]
    var position = 0

    init(_ module: [UInt8]) {
        self.module = module
    }

    var isAtEnd: Bool { position >= module.count }

    mutating func byte() throws(WasmEngineError) -> UInt8 {
        guard position < module.count else {
            throw .invalidModule(reason: "it ends at byte \(position) in the middle of a section")
        }
        defer { position += 1 }
        return module[position]
    }

    mutating func bytes(_ count: Int) throws(WasmEngineError) -> [UInt8] {
        guard count >= 0, position <= module.count, count <= module.count - position else {
            throw .invalidModule(reason: "it ends before the \(count) bytes that are due at byte \(position)")
        }
        defer { position += count }
        return Array(module[position..<position + count])
    }

    /// An unsigned LEB128 number of at most 32 bits.
    mutating func unsigned() throws(WasmEngineError) -> UInt64 {
        let start = position
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 35, by: 7) {
            let byte = try byte()
            value |= UInt64(byte & 0x7f) << shift
            if byte & 0x80 == 0 {
                guard value <= UInt64(UInt32.max) else { break }
                return value
            }
        }
        throw .invalidModule(reason: "the number at byte \(start) has more than 32 bits")
    }

    mutating func name() throws(WasmEngineError) -> String {
        let count = Int(try unsigned())
        return String(decoding: try bytes(count), as: UTF8.self)
    }

    /// Passes over an initialiser.
    mutating func skipConstantExpression() throws(WasmEngineError) {
        while true {
            let start = position
            switch try byte() {
            case 0x0b: return
            case 0x23, 0xd2, 0x41, 0x42: try skipNumber()  // global.get, ref.func, i32.const, i64.const
            case 0xd0: _ = try byte()  // ref.null
            case 0x43: _ = try bytes(4)  // f32.const
            case 0x44: _ = try bytes(8)  // f64.const
            case 0x6a, 0x6b, 0x6c, 0x7c, 0x7d, 0x7e: break  // additions, subtractions, multiplications
            case 0xfd:
                guard try unsigned() == 12 else { fallthrough }
                _ = try bytes(16)  // v128.const
            default: throw .invalidModule(reason: "byte \(start) has an instruction that no initialiser may have")
            }
        }
    }

    /// Passes over a LEB128 number of any sign and width.
    private mutating func skipNumber() throws(WasmEngineError) {
        while try byte() & 0x80 != 0 {}
    }
}
