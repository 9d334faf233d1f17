/// How many clones of guests wait for queries at most. One that is missing is made anew: its module instantiated, its
/// whole heap copied. So where canisters are asked in turn, as gateways do, each should have one; but heaps can be
/// large.
public struct CloneLimits: Hashable, Sendable {
    /// Clones of large heaps, whatever their size, and as many of small ones.
    public var count: Int
    /// Clones of small heaps, as long as those together have no more than ``smallBytes``.
    public var smallCount: Int
    /// Bytes of small heaps, those included that were never touched. A heap is small that has no more than its share
    /// of it, where there are ``count`` of them: so one large clone cannot take the place of many small ones.
    public var smallBytes: UInt64

    /// Limits; by default 16 clones of heaps above 16 MiB, and of smaller ones 256 with up to 256 MiB.
    public init(count: Int = 16, smallCount: Int = 256, smallBytes: UInt64 = 256 << 20) {
        self.count = count
        self.smallCount = smallCount
        self.smallBytes = smallBytes
    }

    func isSmall(_ bytes: UInt64) -> Bool { bytes <= smallBytes / UInt64(max(count, 1)) }

    /// Whether so many clones may wait, all of small heaps or all of large ones, with so many bytes.
    func allows(_ count: Int, bytes: UInt64, areSmall: Bool) -> Bool {
        count <= self.count || areSmall && count <= smallCount && bytes <= smallBytes
    }
}
