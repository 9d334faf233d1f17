import Canister

/// What every WebSocket canister with a generated interface holds: the class that its author's class inherits from.
open class WebSocketCanisterBase: CanisterBase {
    /// Keeps the connections.
    public final let webSockets: WebSocketServer

    /// Makes a canister as it is before `canister_init` or `canister_post_upgrade` ran.
    public required init() {
        let certification = CanisterCertification()
        webSockets = WebSocketServer(in: certification)
        super.init(certification)
    }
}
