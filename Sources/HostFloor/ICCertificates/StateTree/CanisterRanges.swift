import Bytes
import CBOR
import Candid

/// The canisters that a subnet holds: ranges of principals, both ends included.
public struct CanisterRanges: Hashable, Sendable {
    /// The ranges.
    public var ranges: [ClosedRange<Principal>]

    /// Takes over ranges.
    public init(_ ranges: [ClosedRange<Principal>]) { self.ranges = ranges }

    /// Whether a canister is in one of them.
    public func contains(_ canister: Principal) -> Bool { ranges.contains { $0.contains(canister) } }

    /// The ranges as the state holds them: CBOR of an array of pairs, behind tag 55799.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORArrayHeader(ranges.count)
        for range in ranges {
            writer.writeCBORArrayHeader(2)
            writer.writeCBOR(bytes: range.lowerBound.bytes)
            writer.writeCBOR(bytes: range.upperBound.bytes)
        }
        return writer.bytes
    }

    /// Reads what the state holds; `nil` where it is something else, or a range ends before it begins.
    public init?(decoding bytes: [UInt8]) {
        var reader = CBORReader(bytes)
        var ranges: [ClosedRange<Principal>] = []
        do {
            try reader.skipSelfDescribeTag()
            var count = try reader.readArrayHeader()
            while try reader.next(&count) {
                guard try reader.readArrayHeader() == .definite(2) else { return nil }
                let first = try Principal(bytes: try reader.readBytes())
                let last = try Principal(bytes: try reader.readBytes())
                guard first <= last else { return nil }
                ranges.append(first...last)
            }
            try reader.finish()
        } catch {
            return nil
        }
        self.ranges = ranges
    }
}
