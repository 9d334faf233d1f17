/// Makes DER (ITU-T X.690) from the inside out.
public enum DERWriting {
    /// An element of a kind, with what it holds.
    public static func element(_ tag: DERTag, _ content: [UInt8]...) -> [UInt8] {
        let content = content.flatMap { $0 }
        return [tag.rawValue] + length(content.count) + content
    }

    /// A bit string of whole bytes.
    public static func bitString(_ bytes: [UInt8]) -> [UInt8] { element(.bitString, [0], bytes) }

    /// An object identifier.
    public static func objectIdentifier(_ identifier: ObjectIdentifier) -> [UInt8] {
        element(.objectIdentifier, identifier.bytes)
    }

    /// A number that is not negative.
    ///
    /// - Parameter bytes: the most significant first; zeros at the front are left out.
    public static func naturalNumber(_ bytes: [UInt8]) -> [UInt8] {
        let number = Array(bytes.drop { $0 == 0 })
        // The first bit is the sign.
        let needsZero = number.first.map { $0 >= 0x80 } ?? true
        return element(.integer, needsZero ? [0] : [], number)
    }

    private static func length(_ count: Int) -> [UInt8] {
        if count < 0x80 { return [UInt8(count)] }
        var bytes: [UInt8] = []
        var rest = count
        while rest > 0 {
            bytes.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [0x80 | UInt8(bytes.count)] + bytes
    }
}
