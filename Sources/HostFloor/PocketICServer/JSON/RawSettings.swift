import Foundation

/// A body of which nothing is asked: none, or any.
struct AnyBody: Decodable, Sendable {
    init() {}
    init(from decoder: any Decoder) {}
}

/// `{"nanos_since_epoch": …}`
struct RawTime: Decodable, Sendable {
    var nanosSinceEpoch: UInt64
}

/// `{"artificial_delay_ms": …}`
struct RawProgress: Decodable, Sendable {
    /// Milliseconds between rounds; 100 are the least.
    var artificialDelayMs: UInt64?
}

/// Which blocks a round makes, of which a subnet with one node has no choice.
struct RawTick: Decodable, Sendable {
    var blockmakers: [AnyBody]?
    var firstSubnet: SubnetReference?
    var lastSubnet: SubnetReference?
}

/// Cycles from nowhere.
struct RawCycles: Decodable, Sendable {
    var canisterId: RawPrincipal
    var amount: UInt128
}

/// A blob that is to be a stable memory.
struct RawStableMemory: Decodable, Sendable {
    var canisterId: RawPrincipal
    /// The SHA-256 of the blob.
    var blobId: Data
}
