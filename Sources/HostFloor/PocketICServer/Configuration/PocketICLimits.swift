/// What a server takes from outside, and how much of it it keeps.
public struct PocketICLimits: Hashable, Sendable {
    /// Instances at one time. Each has threads of its own.
    public var instances = 64
    /// Instances that there ever were, deleted ones included: they are all listed.
    public var instancesEver = 100_000
    /// HTTP gateways at one time.
    public var gateways = 64
    /// Bytes of all blobs together: 512 MiB. Of more, the oldest go.
    public var blobBytes = 512 << 20
    /// Bytes of one blob, which is also the most that can be set as a stable memory: 256 MiB.
    public var blobSize = 256 << 20
    /// Blobs that come in at one time.
    public var blobUploads = 4
    /// Bytes of a stable memory that are read: 256 MiB.
    public var stableMemoryBytes: UInt64 = 256 << 20
    /// Bytes of a body in JSON: 8 MiB, for an argument of 2 MiB in base64 and more.
    public var bodySize = 8 << 20
    /// Connections over HTTP.
    public var connections = 1_000

    /// The default limits.
    public init() {}
}
