import Bytes

/// How the texts of errors are written: bytes, since `String` interpolation costs a canister more code than all of
/// Candid.
extension ByteWriter {
    /// Appends a signed number in decimal.
    mutating func write(decimal value: Int64) {
        if value < 0 { write(UInt8(ascii: "-")) }
        write(decimal: value.magnitude)
    }

    /// Appends a number in hexadecimal, lower case, every leading zero written.
    mutating func write<Number: FixedWidthInteger & UnsignedInteger>(hex value: Number) {
        var shift = Number.bitWidth
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: value >> Number(shift)) & 15
            write(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
        }
    }

    /// What was written, as a `String`; bytes that are not UTF-8 come out as replacement characters.
    var text: String {
        withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
