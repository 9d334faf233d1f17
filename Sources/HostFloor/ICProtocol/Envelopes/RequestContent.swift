import Candid

/// What a user asks of the Internet Computer (Interface Specification, "HTTPS interface"). The envelope around it tells
/// who asks.
public enum RequestContent: Hashable, Sendable {
    /// To call a canister, with effects.
    case call(CanisterRequest)
    /// To call a canister without effects, answered by one node alone.
    case query(CanisterRequest)
    /// To read the certified state.
    case readState(ReadStateRequest)

    /// The kinds of requests, by the text in `request_type`.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// `call`.
        case call
        /// `query`.
        case query
        /// `read_state`.
        case readState = "read_state"
    }

    /// The kind.
    public var kind: Kind {
        switch self {
        case .call: .call
        case .query: .query
        case .readState: .readState
        }
    }

    /// What requests of all kinds have.
    public var terms: RequestTerms {
        switch self {
        case .call(let request), .query(let request): request.terms
        case .readState(let request): request.terms
        }
    }

    /// The fields as they are sent and hashed.
    public var fields: StructuredMap {
        switch self {
        case .call(let request), .query(let request): request.fields(kind)
        case .readState(let request): request.fields
        }
    }

    /// What names the request.
    public var requestID: RequestID { RequestID(fields.hash) }

    /// What the sender signs: the domain separator and the request id.
    public var signedBytes: [UInt8] { DomainSeparator.request + requestID.bytes }
}

/// Who sends a request and until when it holds.
public struct RequestTerms: Hashable, Sendable {
    /// Who sends it.
    public var sender: Principal

    /// Until when it may be taken, in nanoseconds since 1970.
    public var ingressExpiry: UInt64

    /// What makes a request differ from others that are otherwise equal: at most 32 bytes.
    public var nonce: [UInt8]?

    /// Puts them together.
    public init(sender: Principal, ingressExpiry: UInt64, nonce: [UInt8]? = nil) {
        self.sender = sender
        self.ingressExpiry = ingressExpiry
        self.nonce = nonce
    }

    func append(to fields: inout StructuredMap) {
        fields.append("sender", .blob(sender.bytes))
        fields.append("ingress_expiry", .natural(ingressExpiry))
        fields.append("nonce", nonce.map { .blob($0) })
    }
}

/// A call of a canister's method, with effects or without.
public struct CanisterRequest: Hashable, Sendable {
    /// Who sends it and until when it holds.
    public var terms: RequestTerms

    /// The canister, which may be the management canister.
    public var canister: Principal

    /// The method's name.
    public var method: String

    /// The argument, in Candid for most methods.
    public var argument: [UInt8]

    /// What a canister that signs for the sender says of the sender.
    public var senderInfo: SenderInfo?

    /// Puts them together.
    public init(
        terms: RequestTerms, canister: Principal, method: String, argument: [UInt8], senderInfo: SenderInfo? = nil
    ) {
        self.terms = terms
        self.canister = canister
        self.method = method
        self.argument = argument
        self.senderInfo = senderInfo
    }

    /// What a canister that signs for the sender says of the sender; only senders with canister signatures have it.
    public struct SenderInfo: Hashable, Sendable {
        /// What it says.
        public var info: [UInt8]
        /// The canister.
        public var signer: Principal
        /// Its signature of ``info``.
        public var signature: [UInt8]

        /// Puts them together.
        public init(info: [UInt8], signer: Principal, signature: [UInt8]) {
            self.info = info
            self.signer = signer
            self.signature = signature
        }
    }

    func fields(_ kind: RequestContent.Kind) -> StructuredMap {
        var fields: StructuredMap = [
            "request_type": .text(kind.rawValue), "canister_id": .blob(canister.bytes), "method_name": .text(method),
            "arg": .blob(argument),
        ]
        terms.append(to: &fields)
        fields.append("sender_info", senderInfo.map { .map($0.fields) })
        return fields
    }
}

extension CanisterRequest.SenderInfo {
    var fields: StructuredMap { ["info": .blob(info), "signer": .blob(signer.bytes), "sig": .blob(signature)] }
}

/// A request to read some paths of the certified state.
public struct ReadStateRequest: Hashable, Sendable {
    /// Who sends it and until when it holds.
    public var terms: RequestTerms

    /// The paths: at most 1,000, of at most 127 labels each.
    public var paths: [[[UInt8]]]

    /// Puts them together.
    public init(terms: RequestTerms, paths: [[[UInt8]]]) {
        self.terms = terms
        self.paths = paths
    }

    var fields: StructuredMap {
        var fields: StructuredMap = [
            "request_type": .text(RequestContent.Kind.readState.rawValue),
            "paths": .array(paths.map { path in .array(path.map { .blob($0) }) }),
        ]
        terms.append(to: &fields)
        return fields
    }
}
