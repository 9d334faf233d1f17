import Candid
import ICAgent

/// With whom a client connects, and as whom.
struct SocketTarget: Sendable {
    /// The gateway's address.
    let gateway: String
    let canister: Principal
    let identity: any Identity
    let network: ClientNetwork
}
