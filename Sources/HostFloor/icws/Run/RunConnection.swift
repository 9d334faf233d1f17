import Candid

/// A client's connection and the gateway that relays for it: each connection has one of its own, so that what a canister
/// forgets with a connection confuses no other.
struct RunConnection {
    /// The client's number.
    let number: Int
    let client: StageClient
    let gateway: StageGateway

    /// - Parameter nonce: counts the client's connections, from 1.
    init(number: Int, nonce: UInt64, canister: LocalCanister) {
        self.number = number
        client = StageClient(
            name: "client \(number)", principal: Self.principal(ofClient: number), nonce: nonce, canister: canister)
        gateway = StageGateway(principal: .stageUser(.max - UInt64(number) &* 1_000_000 &- nonce), canister: canister)
    }

    static func principal(ofClient number: Int) -> Principal { .stageUser(UInt64(number)) }
}
