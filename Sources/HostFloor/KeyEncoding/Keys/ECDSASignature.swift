/// A signature of ECDSA on a curve of 256 bits: two numbers of 32 bytes, the most significant byte first.
public struct ECDSASignature: Hashable, Sendable {
    /// The first number.
    public let r: [UInt8]

    /// The second number.
    public let s: [UInt8]

    /// The number of bytes of `r ‖ s`, the form on the Internet Computer.
    public static let size = 64

    /// Splits `r ‖ s`; `nil` unless there are 64 bytes.
    public init?(concatenated bytes: [UInt8]) {
        guard bytes.count == Self.size else { return nil }
        r = Array(bytes[..<32])
        s = Array(bytes[32...])
    }

    /// Reads the form that most libraries give: a sequence of two numbers.
    public init(der: [UInt8]) throws(KeyEncodingError) {
        var reader = DERReader(der)
        var numbers = try reader.constructed()
        try reader.finish()
        r = try Self.padded(try numbers.naturalNumber())
        s = try Self.padded(try numbers.naturalNumber())
        try numbers.finish()
    }

    private init(r: [UInt8], s: [UInt8]) {
        self.r = r
        self.s = s
    }

    private static func padded(_ number: [UInt8]) throws(KeyEncodingError) -> [UInt8] {
        guard number.count <= 32 else { throw .signatureNumber(size: number.count) }
        return [UInt8](repeating: 0, count: 32 - number.count) + number
    }

    /// `r ‖ s`.
    public var concatenated: [UInt8] { r + s }

    /// A sequence of two numbers.
    public var der: [UInt8] {
        DERWriting.element(.sequence, DERWriting.naturalNumber(r), DERWriting.naturalNumber(s))
    }

    /// The signature with the lesser of the two values that `s` can have: `s` and the order of the curve's group less
    /// `s` are both valid, and some verifiers take only the lesser.
    public func lowered(order: [UInt8]) -> ECDSASignature {
        var difference = [UInt8](repeating: 0, count: 32)
        var borrow = 0
        for index in (0..<32).reversed() {
            let value = Int(order[index]) - Int(s[index]) - borrow
            borrow = value < 0 ? 1 : 0
            difference[index] = UInt8(value & 0xff)
        }
        return borrow == 0 && difference.lexicographicallyPrecedes(s) ? ECDSASignature(r: r, s: difference) : self
    }
}
