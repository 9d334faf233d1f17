/// Bytes of hexadecimal digits; white space is left out.
func bytes(_ hex: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in hex where !character.isWhitespace {
        guard let digit = character.hexDigitValue.map(UInt8.init) else {
            preconditionFailure("not hexadecimal: \(hex)")
        }
        if let first = high {
            bytes.append(first << 4 | digit)
            high = nil
        } else {
            high = digit
        }
    }
    precondition(high == nil, "an odd number of digits: \(hex)")
    return bytes
}

/// Hexadecimal digits of bytes.
func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
}

/// A message of `DIDL` and the bytes of hexadecimal digits.
func didl(_ digits: String) -> [UInt8] { Array("DIDL".utf8) + bytes(digits) }
