import Candid
import SHA256

/// The word of one key that another may sign in its place (Interface Specification, "Authentication").
public struct Delegation: Hashable, Sendable {
    /// The key that may sign, in DER.
    public var publicKey: [UInt8]

    /// Until when, in nanoseconds since 1970.
    public var expiration: UInt64

    /// The canisters that it holds for, at most 1,000; all of them where there is no list.
    public var targets: [Principal]?

    /// What it may sign; everything where this is absent.
    public var permissions: Permissions?

    /// Puts a delegation together.
    public init(
        publicKey: [UInt8], expiration: UInt64, targets: [Principal]? = nil, permissions: Permissions? = nil
    ) {
        self.publicKey = publicKey
        self.expiration = expiration
        self.targets = targets
        self.permissions = permissions
    }

    /// What a delegated key may sign.
    public enum Permissions: Hashable, Sendable {
        /// Requests of every kind.
        case all
        /// Queries and reading of the state, but no calls.
        case queries
        /// A text that is not known: nothing can be permitted by it.
        case unknown(String)

        /// The text that stands for it.
        public var text: String {
            switch self {
            case .all: "all"
            case .queries: "queries"
            case .unknown(let text): text
            }
        }

        /// The permissions that a text stands for.
        public init(_ text: String) {
            switch text {
            case "all": self = .all
            case "queries": self = .queries
            default: self = .unknown(text)
            }
        }
    }

    /// The fields as they are sent and hashed.
    public var fields: StructuredMap {
        var fields: StructuredMap = ["pubkey": .blob(publicKey), "expiration": .natural(expiration)]
        fields.append("targets", targets.map { .array($0.map { .blob($0.bytes) }) })
        fields.append("permissions", permissions.map { .text($0.text) })
        return fields
    }

    /// What the delegating key signs: the domain separator and the hash of the fields.
    public var signedBytes: [UInt8] { DomainSeparator.delegation + fields.hash.bytes }
}

/// A delegation with the signature of the key that gives it.
public struct SignedDelegation: Hashable, Sendable {
    /// The delegation.
    public var delegation: Delegation

    /// The signature by the key before it in the chain.
    public var signature: [UInt8]

    /// Puts them together.
    public init(delegation: Delegation, signature: [UInt8]) {
        self.delegation = delegation
        self.signature = signature
    }

    var fields: StructuredMap { ["delegation": .map(delegation.fields), "signature": .blob(signature)] }
}
