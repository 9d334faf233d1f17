/// How much work a message may cause its receiver.
///
/// Candid lets a few bytes stand for billions of values or for types without end, so every decoder has limits. The
/// defaults take every message of sensible shape.
public struct DecodingQuota: Sendable, Equatable {
    /// The units of work for any message. A unit is one value, field or element visited; values that are read twice
    /// because a first attempt failed count twice.
    public var work = 100_000

    /// The units of work that each byte of the message adds.
    public var workPerByte = 4

    /// The units of work that may go into values nobody asked for: unknown fields, surplus arguments, mismatched
    /// options. They count as ``work`` too.
    public var skipping = 10_000

    /// The units of such work that each byte of the message adds.
    public var skippingPerByte = 1

    /// How deep values, and types while they are compared, may nest. Each level takes stack: in a canister the default
    /// needs far less than a mebibyte, but more than the 64 KiB that linkers give.
    public var depth = 256

    /// The entries that a type table may have.
    public var typeEntries = 10_000

    /// The fields, methods, arguments and results that all entries together may have.
    public var typeMembers = 50_000

    /// The elements of all vectors together whose type takes no bytes, such as `vec null`.
    public var zeroSizedElements = 10_000

    /// The bytes that a `nat` or `int` may take, if it is not skipped: conversions of longer ones take time that
    /// grows with the square.
    public var numberBytes = 8_192

    /// The documented defaults.
    public init() {}

    /// The documented defaults.
    public static var `default`: DecodingQuota { DecodingQuota() }

    /// The units of work for a message of so many bytes.
    func workLimit(_ count: Int) -> Int { Self.limit(work, workPerByte, count) }

    /// The units of skipped work for a message of so many bytes.
    func skippingLimit(_ count: Int) -> Int { Self.limit(skipping, skippingPerByte, count) }

    /// A sum that stays at the greatest number where it would go beyond.
    private static func limit(_ base: Int, _ perByte: Int, _ count: Int) -> Int {
        let bytes = perByte.multipliedReportingOverflow(by: count)
        let sum = base.addingReportingOverflow(bytes.partialValue)
        return bytes.overflow || sum.overflow ? .max : sum.partialValue
    }
}

/// The limit of a ``DecodingQuota`` that a message reached.
public enum QuotaLimit: Hashable, Sendable {
    case work, skipping, depth, typeEntries, typeMembers, zeroSizedElements, numberBytes, messageBytes
}
