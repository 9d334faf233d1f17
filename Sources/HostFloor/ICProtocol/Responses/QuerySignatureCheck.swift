import Candid

/// Checks the signatures of nodes under an answer to a query (Interface Specification, "Request: Query call").
public struct QuerySignatureCheck: Sendable {
    /// The keys of the subnet's nodes, from a verified certificate.
    public var nodeKeys: [Principal: PublicKey]

    /// How far a signature's time may lie from the clock, in either direction.
    public var maximumAge: Duration

    /// Makes a check.
    public init(nodeKeys: [Principal: PublicKey], maximumAge: Duration = .seconds(300)) {
        self.nodeKeys = nodeKeys
        self.maximumAge = maximumAge
    }

    /// Checks that nodes of the subnet gave this answer to this query, all that claim it.
    ///
    /// - Parameters:
    ///   - requestID: that of the query.
    ///   - now: nanoseconds since 1970.
    public func check(
        _ response: QueryResponse, to requestID: RequestID, at now: UInt64
    ) throws(QuerySignatureError) {
        guard !response.signatures.isEmpty else { throw .noSignature }
        guard response.signatures.count <= nodeKeys.count else {
            throw .tooManySignatures(found: response.signatures.count, nodes: nodeKeys.count)
        }
        for signature in response.signatures {
            guard let key = nodeKeys[signature.node] else { throw .unknownNode(signature.node) }
            let distance = now > signature.timestamp ? now - signature.timestamp : signature.timestamp - now
            guard Duration.nanoseconds(Int64(clamping: distance)) <= maximumAge else {
                throw .notRecent(timestamp: signature.timestamp, now: now)
            }
            let message = response.outcome.signedBytes(timestamp: signature.timestamp, requestID: requestID)
            guard key.isValidSignature(signature.signature, for: message) else { throw .invalid(by: signature.node) }
        }
    }
}

/// Why nothing vouches for an answer to a query.
public enum QuerySignatureError: Error, Hashable, Sendable {
    /// It has no signature.
    case noSignature
    /// It has more signatures than the subnet has nodes.
    case tooManySignatures(found: Int, nodes: Int)
    /// A signature is by a node that is not known: the keys may be out of date.
    case unknownNode(Principal)
    /// A signature was not made recently. Both in nanoseconds since 1970.
    case notRecent(timestamp: UInt64, now: UInt64)
    /// A signature is not one of this answer by the node.
    case invalid(by: Principal)
}

extension QuerySignatureError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noSignature: "the query's response has no signature of a node"
        case .tooManySignatures(let found, let nodes):
            "the query's response has \(found) signatures, where the subnet has \(nodes) nodes"
        case .unknownNode(let node): "the query's response is signed by node \(node.text), whose key is not known"
        case .notRecent(let timestamp, let now):
            "the query's response was signed at \(timestamp) ns, which is too far from the clock's \(now) ns"
        case .invalid(let node): "the signature of node \(node.text) under the query's response is not valid"
        }
    }
}
