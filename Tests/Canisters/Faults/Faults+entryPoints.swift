import CanisterWebSockets

extension Faults {
    var entryPoints: [EntryPoint] {
        [
            .initialize(start), .postUpgrade(start), .update("set_fault", setFault), .query("journal", readJournal),
            .query("timer_count", countTimers), .update("schedule", schedule), .update("ask", ask),
            .update("break_down", breakDown),
        ] + webSocketEntryPoints
    }
}

#if arch(wasm32)
nonisolated(unsafe) private let canister = Faults()

@_expose(wasm, "canister_init") @_cdecl("canister_init")
func canisterInit() { canister.start() }

@_expose(wasm, "canister_post_upgrade") @_cdecl("canister_post_upgrade")
func canisterPostUpgrade() { canister.start() }

@_expose(wasm, "canister_update set_fault") @_cdecl("set_fault")
func setFault() { canister.setFault() }

@_expose(wasm, "canister_query journal") @_cdecl("journal")
func readJournal() { canister.readJournal() }

@_expose(wasm, "canister_query timer_count") @_cdecl("timer_count")
func countTimers() { canister.countTimers() }

@_expose(wasm, "canister_update schedule") @_cdecl("schedule")
func schedule() { canister.schedule() }

@_expose(wasm, "canister_update ask") @_cdecl("ask")
func ask() { canister.ask() }

@_expose(wasm, "canister_update break_down") @_cdecl("break_down")
func breakDown() { canister.breakDown() }

@_expose(wasm, "canister_update ws_open") @_cdecl("ws_open")
func wsOpen() { canister.wsOpen() }

@_expose(wasm, "canister_update ws_message") @_cdecl("ws_message")
func wsMessage() { canister.wsMessage() }

@_expose(wasm, "canister_update ws_close") @_cdecl("ws_close")
func wsClose() { canister.wsClose() }

@_expose(wasm, "canister_query ws_get_messages") @_cdecl("ws_get_messages")
func wsGetMessages() { canister.wsGetMessages() }

@_expose(wasm, "canister_global_timer") @_cdecl("canister_global_timer")
func canisterGlobalTimer() { canister.runGlobalTimer() }

@_expose(wasm, "canister_update <swift-canister> run_timer") @_cdecl("run_timer")
func runTimer() { canister.runTimer() }
#else
/// Natively a trap ends the process: this canister is for the engine.
@main enum Native {
    static func main() { print("Faults runs in the project's own tests: ./Toolchain/test builds it") }
}
#endif
