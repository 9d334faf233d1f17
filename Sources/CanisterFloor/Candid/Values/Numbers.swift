import Bytes

// Numbers of a fixed size, little endian (Candid specification, "Memory").

extension UInt8: CandidEncodable, CandidDecodable {
    /// `nat8`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .nat8 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.nat8, type)
    }

    public static func encodeElements(_ elements: [UInt8], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [UInt8] {
        try decoder.copyElements(&elements, .nat8)
    }
}

extension UInt16: CandidEncodable, CandidDecodable {
    /// `nat16`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .nat16 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.nat16, type)
    }

    public static func encodeElements(_ elements: [UInt16], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [UInt16] {
        try decoder.copyElements(&elements, .nat16)
    }
}

extension UInt32: CandidEncodable, CandidDecodable {
    /// `nat32`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .nat32 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.nat32, type)
    }

    public static func encodeElements(_ elements: [UInt32], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [UInt32] {
        try decoder.copyElements(&elements, .nat32)
    }
}

extension UInt64: CandidEncodable, CandidDecodable {
    /// `nat64`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .nat64 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.nat64, type)
    }

    public static func encodeElements(_ elements: [UInt64], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [UInt64] {
        try decoder.copyElements(&elements, .nat64)
    }
}

extension Int8: CandidEncodable, CandidDecodable {
    /// `int8`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .int8 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.int8, type)
    }

    public static func encodeElements(_ elements: [Int8], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Int8] {
        try decoder.copyElements(&elements, .int8)
    }
}

extension Int16: CandidEncodable, CandidDecodable {
    /// `int16`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .int16 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.int16, type)
    }

    public static func encodeElements(_ elements: [Int16], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Int16] {
        try decoder.copyElements(&elements, .int16)
    }
}

extension Int32: CandidEncodable, CandidDecodable {
    /// `int32`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .int32 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.int32, type)
    }

    public static func encodeElements(_ elements: [Int32], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Int32] {
        try decoder.copyElements(&elements, .int32)
    }
}

extension Int64: CandidEncodable, CandidDecodable {
    /// `int64`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .int64 }

    @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: self) }

    @inline(never)
    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self = try decoder.readFixed(.int64, type)
    }

    public static func encodeElements(_ elements: [Int64], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Int64] {
        try decoder.copyElements(&elements, .int64)
    }
}

extension Float: CandidEncodable, CandidDecodable {
    /// `float32`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .float32 }

    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: bitPattern) }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(bitPattern: try decoder.readFixed(.float32, type))
    }

    public static func encodeElements(_ elements: [Float], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Float] {
        try decoder.copyElements(&elements, .float32)
    }
}

extension Double: CandidEncodable, CandidDecodable {
    /// `float64`.
    public static func candidType(in table: inout TypeTable) -> TypeReference { .float64 }

    public func encode(into writer: inout ByteWriter) { writer.write(littleEndian: bitPattern) }

    public init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
        self.init(bitPattern: try decoder.readFixed(.float64, type))
    }

    public static func encodeElements(_ elements: [Double], into writer: inout ByteWriter) {
        writer.writeMemory(of: elements)
    }

    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Double] {
        try decoder.copyElements(&elements, .float64)
    }
}

extension ByteWriter {
    /// Appends numbers as they stand in memory, which is little endian wherever this runs.
    mutating func writeMemory<Number: BitwiseCopyable>(of numbers: [Number]) {
        numbers.withUnsafeBytes { write($0) }
    }
}
