/// A change of what the replica keeps beside the state of its subnet: bytes by key, in namespaces of its choice.
public enum BlobChange: Hashable, Sendable {
    /// Keeps a value, in place of the one that was there.
    case set(namespace: String, key: [UInt8], value: [UInt8])
    /// Removes a value, if there is one.
    case remove(namespace: String, key: [UInt8])
    /// Removes all values whose keys come before this one in the order of their bytes: what has expired, say.
    case removeAll(namespace: String, before: [UInt8])
}
