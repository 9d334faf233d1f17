import Canister

extension WebSocketCanister {
    /// The entry points of the interface and of the timers, for ``CanisterProgram/entryPoints``.
    public var webSocketEntryPoints: [EntryPoint] {
        [
            .update("ws_open", wsOpen),
            .update("ws_message", wsMessage),
            .update("ws_close", wsClose),
            .query("ws_get_messages", wsGetMessages),
            .globalTimer(globalTimer),
            .update("<swift-canister> run_timer", runTimer),
        ]
    }
}
