/// What a replica says of itself at `/api/v2/status` (Interface Specification, "Status endpoint").
public struct StatusResponse: Hashable, Sendable {
    /// The root key in DER. **Take it from here only in development**: on the network it is a constant.
    public var rootKey: [UInt8]?

    /// How the replica is; `healthy` once it serves.
    public var health: String?

    /// What implements the replica, and its version.
    public var implementationVersion: String?

    /// A hash of the implementation.
    public var implementationHash: String?

    /// The version of the interface specification.
    public var interfaceVersion: String?

    /// The height of the last certified state.
    public var certifiedHeight: UInt64?

    /// What ``health`` says of a replica that serves.
    public static let healthy = "healthy"

    /// Puts them together.
    public init(
        rootKey: [UInt8]?, health: String? = StatusResponse.healthy, implementationVersion: String? = nil,
        implementationHash: String? = nil, interfaceVersion: String? = nil, certifiedHeight: UInt64? = nil
    ) {
        self.rootKey = rootKey
        self.health = health
        self.implementationVersion = implementationVersion
        self.implementationHash = implementationHash
        self.interfaceVersion = interfaceVersion
        self.certifiedHeight = certifiedHeight
    }

    /// The body of the HTTP answer.
    public var encoded: [UInt8] {
        var fields = StructuredMap()
        fields.append("ic_api_version", interfaceVersion.map { .text($0) })
        fields.append("root_key", rootKey.map { .blob($0) })
        fields.append("impl_version", implementationVersion.map { .text($0) })
        fields.append("impl_hash", implementationHash.map { .text($0) })
        fields.append("replica_health_status", health.map { .text($0) })
        fields.append("certified_height", certifiedHeight.map { .natural($0) })
        return fields.encoded
    }

    /// Reads the body of an HTTP answer. Fields that are not known are passed over.
    public init(decoding bytes: [UInt8], limits: MessageLimits = MessageLimits()) throws(MessageError) {
        var reader = try MessageReader(bytes, limits: limits)
        var status = StatusResponse(rootKey: nil, health: nil)
        func text(_ reader: inout MessageReader) throws(MessageError) -> String? {
            try reader.optional { reader throws(MessageError) in try reader.text() }
        }
        try reader.message { reader, name throws(MessageError) in
            switch name {
            case "root_key":
                status.rootKey = try reader.optional { reader throws(MessageError) in try reader.bytes() }
            case "replica_health_status": status.health = try text(&reader)
            case "impl_version": status.implementationVersion = try text(&reader)
            case "impl_hash": status.implementationHash = try text(&reader)
            case "ic_api_version": status.interfaceVersion = try text(&reader)
            case "certified_height":
                status.certifiedHeight = try reader.optional { reader throws(MessageError) in try reader.natural() }
            default: try reader.skip()
            }
        }
        self = status
    }
}
