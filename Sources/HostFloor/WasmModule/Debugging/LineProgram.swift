/// The line table of a unit: section 6.2 of DWARF 4.
struct LineProgram {
    private var files: [String] = []
    private var rows: [Row] = []

    private struct Row {
        var address: UInt64 = 0
        var file: UInt64 = 1
        var line: UInt64 = 1
        var endsSequence = false
    }

    /// Runs the program at an offset of `.debug_line`.
    ///
    /// - Parameter folder: the one in which the unit was compiled.
    init(_ bytes: [UInt8], at offset: Int, folder: String, addressSize: Int) throws(DebugInformationError) {
        var reader = try DebugReader(bytes, at: offset)
        let length = try reader.offset()
        reader = try DebugReader(bytes, at: reader.position, end: reader.position + length)
        let version = try reader.number(2)
        guard version == 4 else { throw .unsupported("version of a line table", version) }
        let headerLength = try reader.offset()
        let program = reader.position + headerLength
        let parameters = try Parameters(&reader)
        try readFiles(&reader, folder: folder)
        reader = try DebugReader(bytes, at: program, end: offset + 4 + length)
        try run(&reader, parameters, addressSize: addressSize)
    }

    /// Where the code at an address comes from; no line where the compiler made it without one.
    func place(of address: UInt64) -> (file: String?, line: Int?)? {
        for (row, next) in zip(rows, rows.dropFirst())
        where !row.endsSequence && row.address > 0 && row.address <= address && address < next.address {
            return (file(row.file), row.line == 0 ? nil : Int(exactly: row.line))
        }
        return nil
    }

    /// The path of a file by its number; `nil` for code that stands in none.
    func file(_ number: UInt64) -> String? {
        guard number > 0, number <= files.count else { return nil }
        let file = files[Int(number) - 1]
        return file.hasSuffix("<compiler-generated>") ? nil : file
    }

    private struct Parameters {
        let instructionLength: UInt64
        let lineBase: Int64
        let lineRange: UInt64
        let firstSpecial: UInt8
        var operandCounts: [UInt8] = []

        init(_ reader: inout DebugReader) throws(DebugInformationError) {
            instructionLength = UInt64(try reader.byte())
            // Several operations an instruction, and whether a row begins a statement: neither matters here.
            try reader.skip(2)
            lineBase = Int64(Int8(bitPattern: try reader.byte()))
            lineRange = UInt64(try reader.byte())
            firstSpecial = try reader.byte()
            guard lineRange > 0, firstSpecial > 0 else { throw .unsupported("range of lines", lineRange) }
            for _ in 1..<firstSpecial { operandCounts.append(try reader.byte()) }
        }

        /// How far an operation code of its own moves the address.
        func advance(_ operation: UInt8) -> UInt64 {
            UInt64(operation - firstSpecial) / lineRange &* instructionLength
        }

        /// By how much such a code moves the line: a negative number in two's complement where it goes back.
        func lineStep(_ operation: UInt8) -> UInt64 {
            UInt64(bitPattern: lineBase) &+ UInt64(operation - firstSpecial) % lineRange
        }
    }

    private mutating func readFiles(_ reader: inout DebugReader, folder: String) throws(DebugInformationError) {
        var folders = [folder]
        while true {
            let name = try reader.text()
            guard !name.isEmpty else { break }
            folders.append(Self.path(name, in: folder))
        }
        while true {
            let name = try reader.text()
            guard !name.isEmpty else { return }
            let index = try reader.unsigned()
            _ = try reader.unsigned()
            _ = try reader.unsigned()
            files.append(Self.path(name, in: index < folders.count ? folders[Int(index)] : ""))
        }
    }

    private static func path(_ name: String, in folder: String) -> String {
        var path = name.hasPrefix("/") || folder.isEmpty ? name : "\(folder)/\(name)"
        while path.hasPrefix("./") { path.removeFirst(2) }
        return path
    }

    private mutating func run(
        _ reader: inout DebugReader, _ parameters: Parameters, addressSize: Int
    ) throws(DebugInformationError) {
        var row = Row()
        while !reader.isAtEnd {
            let operation = try reader.byte()
            if operation >= parameters.firstSpecial {
                row.address &+= parameters.advance(operation)
                row.line &+= parameters.lineStep(operation)
                rows.append(row)
                continue
            }
            switch operation {
            case 0: try runExtended(&reader, &row, addressSize: addressSize)
            case 1: rows.append(row)
            case 2: row.address &+= try reader.unsigned() &* parameters.instructionLength
            case 3: row.line &+= UInt64(bitPattern: try reader.signed())
            case 4: row.file = try reader.unsigned()
            case 8: row.address &+= parameters.advance(255)
            case 9: row.address &+= try reader.number(2)
            default:
                for _ in 0..<parameters.operandCounts[Int(operation) - 1] { _ = try reader.unsigned() }
            }
        }
    }

    private mutating func runExtended(
        _ reader: inout DebugReader, _ row: inout Row, addressSize: Int
    ) throws(DebugInformationError) {
        let length = try reader.length()
        guard length > 0 else { return }
        switch try reader.byte() {
        case 1:
            row.endsSequence = true
            rows.append(row)
            row = Row()
        case 2 where length == addressSize + 1: row.address = try reader.number(addressSize)
        default: try reader.skip(length - 1)
        }
    }
}
