import TestSupport

/// Choices that follow from a seed.
struct Randomness {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func number(_ range: ClosedRange<UInt64>) -> UInt64 { .random(in: range, using: &generator) }

    mutating func count(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }

    /// True once in so many times.
    mutating func once(in times: UInt64) -> Bool { number(1...times) == 1 }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(number(0...UInt64(elements.count - 1)))]
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var word: UInt64 = 0
        for index in 0..<count {
            if index % 8 == 0 { word = generator.next() }
            bytes.append(UInt8(truncatingIfNeeded: word))
            word >>= 8
        }
        return bytes
    }

    /// An application's message: mostly short, sometimes about where CBOR's lengths change, sometimes some KiB.
    mutating func content() -> [UInt8] {
        switch number(1...20) {
        case 1: []
        case 2...4: bytes(pick([23, 24, 255, 256]))
        case 5: bytes(count(1_000...6_000))
        default: bytes(count(1...40))
        }
    }
}
