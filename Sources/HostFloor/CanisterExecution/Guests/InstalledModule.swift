import SHA256

/// A module as it was submitted, and what the network shows of it.
public struct InstalledModule: Hashable, Sendable {
    /// The bytes that were submitted, compressed where they were.
    public let bytes: [UInt8]
    /// Their SHA-256: the canister's `module_hash`.
    public let hash: [UInt8]
    /// What its custom sections `icp:public NAME` and `icp:private NAME` hold, in their order.
    public let metadata: [ModuleMetadata]

    /// Describes a module.
    public init(bytes: [UInt8], metadata: [ModuleMetadata]) {
        self.bytes = bytes
        self.hash = SHA256.hash(bytes).bytes
        self.metadata = metadata
    }

    /// The module of a record, whose hash is known.
    init(bytes: [UInt8], hash: [UInt8], metadata: [ModuleMetadata]) {
        self.bytes = bytes
        self.hash = hash
        self.metadata = metadata
    }

    /// The metadata of a name.
    public func metadata(named name: String) -> ModuleMetadata? {
        metadata.first { $0.name.utf8.elementsEqual(name.utf8) }
    }
}

/// Metadata of a module, as it is found under `/canister/ID/metadata/NAME` in the state tree.
public struct ModuleMetadata: Hashable, Sendable {
    /// The name behind `icp:public ` or `icp:private `.
    public var name: String
    /// Whether everybody may read it; otherwise the controllers alone.
    public var isPublic: Bool
    /// What the section holds.
    public var content: [UInt8]

    /// Makes one.
    public init(name: String, isPublic: Bool, content: [UInt8]) {
        self.name = name
        self.isPublic = isPublic
        self.content = content
    }
}
