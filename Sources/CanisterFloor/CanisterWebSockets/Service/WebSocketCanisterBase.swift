import Canister

/// What every WebSocket canister with a generated interface holds: the class that its author's class inherits from.
open class WebSocketCanisterBase: CanisterBase {
    /// Keeps the connections.
    public final let webSockets = WebSocketServer()
}
