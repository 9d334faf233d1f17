/// Integers modulo r, the order of the groups, in four words, least significant first.
enum ScalarReduction {
    /// Whether an integer is below r.
    static func isReduced(_ words: [UInt64]) -> Bool {
        words.reversed().lexicographicallyPrecedes(CurveParameter.order.reversed())
    }

    /// The integer that bytes are, most significant first, modulo r: bit by bit, since only keys are made so.
    static func reduce(_ bytes: [UInt8]) -> [UInt64] {
        var result: [UInt64] = [0, 0, 0, 0]
        for byte in bytes {
            for shift in stride(from: 7, through: 0, by: -1) {
                // r has 255 bits: twice what is below it fits.
                var carry = UInt64(byte >> UInt8(shift) & 1)
                for index in result.indices { result[index] = add(result[index], result[index], &carry) }
                if !isReduced(result) {
                    var borrow: UInt64 = 0
                    for (index, word) in CurveParameter.order.enumerated() {
                        result[index] = subtract(result[index], word, &borrow)
                    }
                }
            }
        }
        return result
    }
}
