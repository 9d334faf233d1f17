import TestSupport

@testable import BLS12381

/// What tests take at random: the same for the same seed.
protocol RandomElement: Field {
    static func random(_ generator: inout SplitMix64) -> Self
}

extension Fp: RandomElement {
    static func random(_ generator: inout SplitMix64) -> Fp {
        Fp(reducing: (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }[...])
    }
}

extension Fp2: RandomElement {
    static func random(_ generator: inout SplitMix64) -> Fp2 { Fp2(.random(&generator), .random(&generator)) }
}

extension Fp6: RandomElement {
    static func random(_ generator: inout SplitMix64) -> Fp6 {
        Fp6(.random(&generator), .random(&generator), .random(&generator))
    }
}

extension Fp12: RandomElement {
    static func random(_ generator: inout SplitMix64) -> Fp12 { Fp12(.random(&generator), .random(&generator)) }
}

extension CurveGroup where Coordinate: RandomElement {
    /// A point of the curve: hardly ever one of the group.
    static func randomCurvePoint(_ generator: inout SplitMix64) -> AffinePoint<Self> {
        while true {
            let x = Coordinate.random(&generator)
            if let y = (x.squared * x + b).squareRoot { return AffinePoint(x, y) }
        }
    }

    /// A point of the group.
    static func randomPoint(_ generator: inout SplitMix64) -> JacobianPoint<Self> {
        JacobianPoint(Self.generator).multiplied(by: randomScalar(&generator))
    }
}

/// A number below r, in words, least significant first.
func randomScalar(_ generator: inout SplitMix64) -> [UInt64] {
    ScalarReduction.reduce((0..<48).map { _ in UInt8.random(in: 0...255, using: &generator) })
}

func randomBytes(_ count: Int, _ generator: inout SplitMix64) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
}
