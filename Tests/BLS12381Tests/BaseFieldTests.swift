import TestSupport
import Testing

@testable import BLS12381

@Suite("The base field")
struct BaseFieldTests {
    private let p = Parameters.prime

    @Test("has the constants that follow from the curve's parameter")
    func constants() {
        #expect(Integer(words: Fp.Modulus.words) == p)
        #expect(Fp.Modulus.w0 &* Fp.Modulus.negatedInverse == .max)
        #expect(Integer(words: stored(.one)) == Integer.powerOfTwo(384) % p)
        #expect(Integer(words: stored(.radixSquared)) == Integer.powerOfTwo(768) % p)
        #expect(Integer(4) * Integer(words: Fp.quarter) + Integer(3) == p)
        #expect(Integer(6) * Integer(words: Frobenius.exponent) + Integer(1) == p)
    }

    /// Elements at the edges, and others.
    private func elements() -> [Fp] {
        var generator = SplitMix64(seed: 381)
        let last = Fp(words: (p - Integer(1)).words)
        let edges: [Fp] = [0, 1, 2, 3] + [last, last.map { $0 - 1 }, last?.halved].compactMap { $0 }
        let sparse = (0..<6).compactMap { index in
            Fp(words: (0..<6).map { $0 == index ? (index == 5 ? 1 << 60 : .max) : 0 })
        }
        return edges + sparse + (0..<8).map { _ in .random(&generator) }
    }

    @Test("adds, subtracts and multiplies as integers on paper do")
    func arithmetic() {
        let elements = elements()
        #expect(elements.count == 21)
        for a in elements {
            let x = Integer(words: a.words)
            #expect(Integer(words: (-a).words) == (p - x) % p)
            #expect(Integer(words: a.doubled.words) == (x + x) % p)
            #expect(a.halved.doubled == a)
            for b in elements {
                let y = Integer(words: b.words)
                #expect(Integer(words: (a + b).words) == (x + y) % p)
                #expect(Integer(words: (a - b).words) == (x + p - y) % p)
                #expect(Integer(words: (a * b).words) == x * y % p)
                #expect(Fp.sumOfProducts(a, b, b, b) == a * b + b * b)
                #expect(a * b.addedWithoutReduction(to: b) == a * b + a * b)
            }
        }
        print("base field: \(elements.count * elements.count) pairs against integers on paper")
    }

    @Test("gives inverses, alone and many at once")
    func inverses() {
        let elements = elements().filter { !$0.isZero }
        for (element, inverse) in zip(elements, Fp.inverses(of: elements)) {
            #expect(element * inverse == 1)
            #expect(element.inverse == inverse)
        }
        #expect(Fp.zero.inverse == 0)
        #expect(Fp.inverses(of: []) == [])
    }

    @Test("gives a root of each square, and none of others")
    func roots() {
        for element in elements() where !element.isZero {
            #expect(element.squared.squareRoot.map { $0 == element || $0 == -element } == true)
            // Minus one is no square.
            #expect((-element.squared).squareRoot == nil)
        }
        #expect(Fp.zero.squareRoot == 0)
    }

    @Test("raises to powers")
    func powers() {
        let element: Fp = 7
        #expect(element.raised(to: []) == 1)
        #expect(element.raised(to: [0, 0]) == 1)
        #expect(element.raised(to: [0x105]) == (0..<0x105).reduce(1) { power, _ in power * element })
        #expect(element.raised(to: p.words) == element)
        #expect(element.raised(to: (p - Integer(1)).words) == 1)
    }

    @Test("takes integers below p from bytes, and any integer of 64 bytes modulo p")
    func bytes() {
        for element in elements() {
            #expect(element.bytes.count == 48)
            #expect(Fp(bytes: element.bytes[...]) == element)
            #expect(element.isOdd == (element.bytes[47] & 1 == 1))
        }
        for word in [p, p + Integer(1), Integer.powerOfTwo(384) - Integer(1)] {
            #expect(Fp(words: word.words) == nil)
        }
        var generator = SplitMix64(seed: 64)
        for bytes in [[UInt8](repeating: 0xff, count: 64)] + (0..<8).map({ _ in randomBytes(64, &generator) }) {
            let integer = Integer(words: UInt64.words(bigEndian: bytes[...]))
            #expect(Integer(words: Fp(reducing: bytes[...]).words) == integer % p)
        }
    }

    @Test("knows the greater one of two negatives")
    func order() {
        #expect(!Fp.zero.isGreaterThanNegative)
        #expect(!Fp.one.isGreaterThanNegative)
        #expect((-Fp.one).isGreaterThanNegative)
        let middle = ((p - Integer(1)) / Integer(2)).words
        #expect(Fp(words: middle).map { !$0.isGreaterThanNegative && (-$0).isGreaterThanNegative } == true)
    }

    /// The words as they are stored, in Montgomery's form.
    private func stored(_ element: Fp) -> [UInt64] {
        [element.w0, element.w1, element.w2, element.w3, element.w4, element.w5]
    }
}
