import Bytes
import Candid
import CanisterExecution

extension Nat {
    /// A number of cycles.
    init(cycles: UInt128) { self = Nat(decimal: [UInt8](String(cycles).utf8)) ?? Nat(.max) }

    /// The decimal digits.
    var decimal: String {
        var writer = ByteWriter()
        writeDecimal(into: &writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The number of cycles that this is.
    ///
    /// - Throws: a reject where it is more than 2^128 - 1.
    func cycles(_ name: String) throws(Reject) -> UInt128 {
        // Digits of greater numbers are not even written out: that would take time by the square of their number.
        guard self <= Nat(cycles: .max), let number = UInt128(decimal) else {
            throw Reject(.invalidManagementPayload, "\(name) is a number of cycles that is above 2^128 - 1")
        }
        return number
    }
}
