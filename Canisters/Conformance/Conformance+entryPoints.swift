import CanisterWebSockets

extension Conformance {
    var entryPoints: [EntryPoint] {
        [
            .initialize(start), .postUpgrade(start), .update("send", sendMessages), .update("close", closeClient),
            .update("wipe", wipe),
        ] + webSocketEntryPoints
    }
}

#if arch(wasm32)
nonisolated(unsafe) private let canister = Conformance()

@_expose(wasm, "canister_init") @_cdecl("canister_init")
func canisterInit() { canister.start() }

@_expose(wasm, "canister_post_upgrade") @_cdecl("canister_post_upgrade")
func canisterPostUpgrade() { canister.start() }

@_expose(wasm, "canister_update send") @_cdecl("send_messages")
func sendMessages() { canister.sendMessages() }

@_expose(wasm, "canister_update close") @_cdecl("close_client")
func closeClient() { canister.closeClient() }

@_expose(wasm, "canister_update wipe") @_cdecl("wipe")
func wipe() { canister.wipe() }

@_expose(wasm, "canister_update ws_open") @_cdecl("ws_open")
func wsOpen() { canister.wsOpen() }

@_expose(wasm, "canister_update ws_message") @_cdecl("ws_message")
func wsMessage() { canister.wsMessage() }

@_expose(wasm, "canister_update ws_close") @_cdecl("ws_close")
func wsClose() { canister.wsClose() }

@_expose(wasm, "canister_query ws_get_messages") @_cdecl("ws_get_messages")
func wsGetMessages() { canister.wsGetMessages() }

@_expose(wasm, "canister_global_timer") @_cdecl("canister_global_timer")
func canisterGlobalTimer() { canister.globalTimer() }

@_expose(wasm, "canister_update <swift-canister> run_timer") @_cdecl("run_timer")
func runTimer() { canister.runTimer() }
#else
/// Natively a canister runs in tests; see `CanisterTesting`.
@main enum Native {
    static func main() {
        print("Conformance runs on the Internet Computer: build it with ./Toolchain/icws build Conformance")
    }
}
#endif
