import Candid

/// What a request was sent to: the kind of request and the destination that the address names (Interface Specification,
/// "HTTPS interface").
public struct Endpoint: Hashable, Sendable {
    /// The kind of requests that are taken there.
    public var kind: RequestContent.Kind

    /// Whom the address names.
    public var destination: Destination

    /// Puts them together.
    public init(_ kind: RequestContent.Kind, at destination: Destination) {
        self.kind = kind
        self.destination = destination
    }

    /// The effective canister id or subnet id of a request.
    public enum Destination: Hashable, Sendable {
        /// `/api/…/canister/<id>/…`
        case canister(Principal)
        /// `/api/…/subnet/<id>/…`
        case subnet(Principal)
    }
}
