/// The bytes that hexadecimal digits stand for; white space is left out.
///
/// Stops the test's process where the text is something else: a vector with a typing error must not pass as another one.
public func bytes(_ hexadecimal: String) -> [UInt8] {
    guard let bytes = [UInt8](hexadecimal: hexadecimal) else {
        preconditionFailure("not an even number of hexadecimal digits: \(hexadecimal)")
    }
    return bytes
}

/// The hexadecimal digits of bytes, in lower case.
public func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

extension [UInt8] {
    /// The bytes that hexadecimal digits stand for; white space is left out. `nil` where the text is something else.
    public init?(hexadecimal text: String) {
        self = []
        reserveCapacity(text.utf8.count / 2)
        var high: UInt8?
        for character in text where !character.isWhitespace {
            guard character.isASCII, let digit = character.hexDigitValue.map(UInt8.init) else { return nil }
            if let first = high {
                append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
    }
}
