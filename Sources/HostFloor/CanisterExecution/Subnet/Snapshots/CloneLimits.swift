/// How many clones of guests wait for queries at most. One that is missing is made anew: its module instantiated, its
/// whole heap copied. So where canisters are asked in turn, as gateways do, each should have one; but heaps can be
/// large.
public struct CloneLimits: Hashable, Sendable {
    /// Clones, whatever their size.
    public var count: Int
    /// Clones, as long as all together have no more than ``smallBytes``.
    public var smallCount: Int
    /// Bytes of heaps, those included that were never touched.
    public var smallBytes: UInt64

    /// Limits; by default 16 clones whatever their size, and 256 with up to 256 MiB.
    public init(count: Int = 16, smallCount: Int = 256, smallBytes: UInt64 = 256 << 20) {
        self.count = count
        self.smallCount = smallCount
        self.smallBytes = smallBytes
    }

    func allows(_ count: Int, bytes: UInt64) -> Bool {
        count <= self.count || count <= smallCount && bytes <= smallBytes
    }
}
