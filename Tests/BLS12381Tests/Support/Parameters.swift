@testable import BLS12381

/// The curve's numbers, computed from its parameter alone: p = (x - 1)²·r/3 + x and r = x⁴ - x² + 1 for a negative x.
enum Parameters {
    static let magnitude = Integer(CurveParameter.magnitude)
    private static let square = magnitude * magnitude
    static let order = square * square - square + Integer(1)
    static let prime: Integer = {
        let next = magnitude + Integer(1)
        return next * next * order / Integer(3) - magnitude
    }()
}
