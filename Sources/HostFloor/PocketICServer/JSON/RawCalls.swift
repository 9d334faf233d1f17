import Foundation

/// A call or a query, as clients send it.
struct RawCanisterCall: Decodable, Sendable {
    var sender: RawPrincipal
    /// Of no bytes for the management canister.
    var canisterId: RawPrincipal
    var effectivePrincipal: EffectivePrincipal
    var method: String
    var payload: Data
}

/// Where a call is sent to: `"None"`, `{"SubnetId": …}` or `{"CanisterId": …}`.
enum EffectivePrincipal: Decodable, Sendable {
    /// Where the call itself says.
    case none
    case subnet(RawPrincipal)
    case canister(RawPrincipal)

    private enum Kind: String, CodingKey {
        case subnet = "SubnetId"
        case canister = "CanisterId"
    }

    init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self), text == "None" {
            self = .none
            return
        }
        let expected = "Expected \"None\", {\"SubnetId\": …} or {\"CanisterId\": …}"
        guard let container = try? decoder.container(keyedBy: Kind.self), container.allKeys.count == 1 else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: expected))
        }
        self = try container.contains(.subnet)
            ? .subnet(container.decode(RawPrincipal.self, forKey: .subnet))
            : .canister(container.decode(RawPrincipal.self, forKey: .canister))
    }
}

/// What names a call that was submitted. The effective principal is not needed to find it.
struct RawMessageID: Decodable, Sendable {
    var messageId: Data
}

/// Asks how far a call has come.
struct IngressStatusQuestion: Decodable, Sendable {
    var rawMessageId: RawMessageID
    /// Who asks; `nil` for one who may see all.
    var rawCaller: UserReference?
}
