extension JacobianPoint {
    /// The multiple by an integer whose words stand least significant first: four bits at a time, in a time that tells
    /// of the integer.
    func multiplied(by integer: [UInt64]) -> JacobianPoint {
        var multiples = [JacobianPoint.infinity, self]
        while multiples.count < 16 { multiples.append(multiples[multiples.count - 1] + self) }
        var result = JacobianPoint.infinity
        for word in integer.reversed() {
            for shift in stride(from: 60, through: 0, by: -4) {
                if !result.isInfinity { result = result.doubled.doubled.doubled.doubled }
                let digit = Int(word >> UInt64(shift) & 15)
                if digit != 0 { result = result + multiples[digit] }
            }
        }
        return result
    }

    /// The multiple by |x|, which has six bits set.
    var multipliedByParameter: JacobianPoint {
        var result = self
        for isSet in CurveParameter.bits.dropFirst() {
            result = result.doubled
            if isSet { result = result + self }
        }
        return result
    }
}
