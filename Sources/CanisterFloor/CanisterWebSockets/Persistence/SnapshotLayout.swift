/// The layout of a snapshot in stable memory. All numbers are little-endian.
///
/// ```
///  offset  bytes
///       0      8   magic: "icwsSNAP"
///       8      8   layout version: 1
///      16      8   n, the number of bytes from offset 32 on
///      24      8   checksum of these n bytes (`StableChecksum`), with n added as the last word
///      32      n   contents
///
///  contents
///              8   time of saving
///              1   whether there is certified data (0 or 1); if so:  32   certified data
///              8   when clients are acknowledged next
///             16 + cursor             acknowledgement that goes on: when it does, when it began, last client
///             12 + cursor + cursor    check for answers: when it goes on, u32 connections a run, last client, last gateway
///              4   g, the number of gateways, in the order of their depth in the certified tree
///                  for each gateway
///                      1 + 0...29     principal: count, bytes
///                      8              since when it has no connection; 2⁶⁴ − 1 where it has one
///                      8 + 8          numbers of its first message, and of the one after its last
///                     32 × …          digests of its log: see `CertifiedLog.forEachDigestRun`
///              4   c, the number of connections, in the order of their principals
///                  for each connection
///                      1 + 0...29 + 8 key: principal and nonce; this is recipient 0, 1, 2, …
///                      4              gateway, by its place above
///                     32              opened at, last incoming, last outgoing, last keep-alive
///                      1              whether it is on the watch (0 or 1)
///                  for each gateway in the same order, for each of its messages
///                      4              recipient; if it is the next number that no recipient has, there follows its
///                                     key:  1 + 0...29 + 8
///                      8              time of sending
///                      4 + …          content: count, bytes
/// ```
///
/// Times are in nanoseconds since 1970; 2⁶⁴ − 1 means never. A cursor is a principal, or the single byte 255 for none.
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
    /// In the place of a principal's byte count.
    static let noPrincipal: UInt8 = 255

    /// A snapshot is read by the code that comes after the one that saved it, in the same message. One that is older
    /// than this, in nanoseconds, was left behind in an earlier upgrade to code that did not know of it: an hour.
    static let maximumAge: UInt64 = 3_600_000_000_000
}
