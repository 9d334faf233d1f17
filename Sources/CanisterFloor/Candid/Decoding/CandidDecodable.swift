/// A type whose values can be read from Candid.
public protocol CandidDecodable {
    /// Reads a value that the message has as `type`, by the rules of subtyping.
    ///
    /// A record, for example:
    ///
    ///     init(from decoder: CandidDecoder, as type: WireType) throws(CandidError) {
    ///         var fields = try decoder.record(type)
    ///         nonce = try decoder.field(2680573167, "nonce", of: &fields)
    ///         try decoder.end(&fields)
    ///     }
    ///
    /// - Throws: ``CandidError``. Types that do not fit must be told by the errors that are ``CandidError/isMismatch``.
    init(from decoder: CandidDecoder, as type: WireType) throws(CandidError)

    /// The value when the message has none, for types that are `opt`, `null` or `reserved`; all others have `nil`,
    /// which is the default.
    static var absentValue: Self? { get }

    /// Reads the elements of a `vec` whose length was read.
    ///
    /// There is a default; types whose values stand in memory as they stand in a message read them in one copy.
    static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Self]
}

extension CandidDecodable {
    /// No value.
    @inline(__always)
    public static var absentValue: Self? { nil }

    /// Reads one element after the other.
    public static func decodeElements(
        from decoder: CandidDecoder, _ elements: inout VectorElements
    ) throws(CandidError) -> [Self] {
        var decoded: [Self] = []
        // Never more than a little from the length alone, which is only a claim.
        decoded.reserveCapacity(min(elements.remaining, 64))
        while let type = decoder.nextElement(&elements) {
            decoded.append(try Self(from: decoder, as: type))
        }
        return decoded
    }
}
