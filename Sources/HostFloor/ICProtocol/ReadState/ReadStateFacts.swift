import Candid

/// What a replica knows, as far as it decides who may read what.
public protocol ReadStateFacts {
    /// The root subnet.
    var rootSubnet: Principal { get }

    /// Who sent a call that the state holds the status of; `nil` for calls that it does not hold.
    func origin(of request: RequestID) -> RequestOrigin?

    /// Whether a section of a canister's module is private. `false` also where there is no such canister or section.
    func isPrivateMetadata(_ name: String, of canister: Principal) -> Bool

    /// Whether a user controls a canister.
    func isController(_ user: Principal, of canister: Principal) -> Bool
}

/// What is remembered of a call to decide who may read its status.
public struct RequestOrigin: Hashable, Sendable {
    /// Who sent it.
    public var sender: Principal
    /// The canister that it called.
    public var canister: Principal
    /// Whom the address named.
    public var destination: Endpoint.Destination

    /// Puts them together.
    public init(sender: Principal, canister: Principal, destination: Endpoint.Destination) {
        self.sender = sender
        self.canister = canister
        self.destination = destination
    }

    /// What a request tells.
    ///
    /// - Returns: `nil` for requests to read the state.
    public init?(_ request: AuthenticRequest) {
        switch request.content {
        case .call(let call), .query(let call):
            self.init(sender: request.sender, canister: call.canister, destination: request.destination)
        case .readState: return nil
        }
    }
}
