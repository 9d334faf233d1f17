import SHA256

/// The layout of a snapshot in stable memory. All numbers are little-endian.
///
/// ```
///  offset  bytes
///       0      8   magic: "icwsSNAP"
///       8      8   layout version: 1
///      16      8   n, the number of bytes from offset 32 on
///      24      8   checksum of these n bytes: see `StableReader.checksum()`
///      32      n   contents
///
///  contents
///              8   time of saving
///              8   first bytes of the root of the certified tree, as they are
///              8   when clients are acknowledged next
///              8   when they are checked for an answer
///              8   when an acknowledgement goes on that takes several runs
///              8   when the last acknowledgement began
///              p   the client that was acknowledged last
///              4   g, the number of gateways, level by level of the certified tree, each:
///                      p           principal
///                      8           since when it has no connection; never where it has one
///                      8 + 8       number of its first message, and of the one after its last
///                     32 × …       digests of its log: see `CertifiedLog.forEachDigestRun`
///              4   c, the number of connections, each:
///                      p + 8       key
///                      p           gateway
///                     32           opened at, last sequence numbers from and to the client, unanswered since
///              …   for each gateway in the order of their principals its messages, each:
///                      8           number of an earlier one to the same connection; or 2⁶⁴ − 1, and:
///                                  p + 8   key of the connection
///                      8           time of sending
///                      4 + …       content: count, bytes
/// ```
///
/// p stands for a principal: 1 byte with its count, and 0 to 29 bytes. Times are in nanoseconds since 1970; 2⁶⁴ − 1
/// means never.
///
/// A later layout gets the next version. Its code goes on reading this one: `Tests/Vectors` holds a snapshot of each.
enum SnapshotLayout {
    /// "icwsSNAP".
    static let magic: UInt64 = 0x5041_4e53_7377_6369
    /// The version that is written, and the greatest that is read.
    static let version: UInt64 = 1
    /// Bytes before the contents.
    static let headerSize: UInt64 = 32

    /// In the place of a time.
    static let never = UInt64.max
    /// A snapshot is read by the code that comes after the one that saved it, in the same message. One that is older
    /// than this, in nanoseconds, was left behind in an earlier upgrade to code that did not know of it: an hour.
    static let maximumAge: UInt64 = 3_600_000_000_000
}

extension Digest {
    /// The first eight bytes: enough to tell two roots apart.
    var firstWord: UInt64 {
        withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    }
}
