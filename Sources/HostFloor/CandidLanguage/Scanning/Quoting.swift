/// The value of a hexadecimal digit.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// Two digits.
func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
}

/// Bytes between quotes. As a text, UTF-8 is kept as it is; else all but the visible ASCII is escaped.
func quoted(_ bytes: some Sequence<UInt8>, asText: Bool) -> String {
    var result: [UInt8] = [0x22]
    for byte in bytes {
        switch byte {
        case 0x0a where asText: result.append(contentsOf: "\\n".utf8)
        case 0x0d where asText: result.append(contentsOf: "\\r".utf8)
        case 0x09 where asText: result.append(contentsOf: "\\t".utf8)
        case 0x22 where asText, 0x5c where asText: result.append(contentsOf: [0x5c, byte])
        case 0x20...0x7e where byte != 0x22 && byte != 0x5c: result.append(byte)
        case 0x80... where asText: result.append(byte)
        default: result.append(contentsOf: ("\\" + hexadecimal(byte)).utf8)
        }
    }
    result.append(0x22)
    return String(decoding: result, as: UTF8.self)
}

/// A text between quotes.
func quoted(_ text: String) -> String { quoted(text.utf8, asText: true) }

/// A name as the language writes it: plain where it can be, else between quotes.
func spelled(_ name: String) -> String {
    let bytes = name.utf8
    guard let first = bytes.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first),
        !Keyword.quoted.contains(name)
    else { return quoted(name) }
    let isPlain = bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
    return isPlain ? name : quoted(name)
}
