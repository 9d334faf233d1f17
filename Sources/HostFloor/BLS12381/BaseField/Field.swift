/// What curves need of the field that their coordinates lie in.
protocol Field: Hashable, Sendable {
    static var zero: Self { get }
    static var one: Self { get }
    static func + (a: Self, b: Self) -> Self
    static func - (a: Self, b: Self) -> Self
    static func * (a: Self, b: Self) -> Self
    static prefix func - (a: Self) -> Self
    var doubled: Self { get }
    var squared: Self { get }
    var isZero: Bool { get }

    /// The inverse; zero for zero.
    var inverse: Self { get }
}

extension Field {
    /// The power whose exponent has these words, least significant first: four bits at a time.
    func raised(to exponent: [UInt64]) -> Self {
        var powers = [Self.one, self]
        while powers.count < 16 { powers.append(powers[powers.count - 1] * self) }
        var result: Self?
        for word in exponent.reversed() {
            for shift in stride(from: 60, through: 0, by: -4) {
                let digit = Int(word >> UInt64(shift) & 15)
                if let power = result {
                    let shifted = power.squared.squared.squared.squared
                    result = digit == 0 ? shifted : shifted * powers[digit]
                } else if digit != 0 {
                    result = powers[digit]
                }
            }
        }
        return result ?? .one
    }

    /// The inverses of elements, none of them zero, for the price of one and three products each (Montgomery's trick).
    static func inverses(of elements: [Self]) -> [Self] {
        var products: [Self] = []
        products.reserveCapacity(elements.count)
        var product = Self.one
        for element in elements {
            products.append(product)
            product = product * element
        }
        var inverse = product.inverse
        for index in elements.indices.reversed() {
            products[index] = products[index] * inverse
            inverse = inverse * elements[index]
        }
        return products
    }
}

extension Fp: Field {}
