import CanisterWebSockets

extension PingPong {
    func start() {
        run { () throws(EntryPointFailure) in try startWebSockets() }
    }

    func save() {
        IC.run { () throws(EntryPointFailure) in try saveWebSockets() }
    }

    func restore() {
        IC.run { () throws(EntryPointFailure) in try restoreWebSockets() }
    }

    var entryPoints: [EntryPoint] {
        [.initialize(start), .preUpgrade(save), .postUpgrade(restore)] + webSocketEntryPoints
    }
}

#if arch(wasm32)
nonisolated(unsafe) private let canister = PingPong()

@_expose(wasm, "canister_init") @_cdecl("canister_init")
func canisterInit() { canister.start() }

@_expose(wasm, "canister_pre_upgrade") @_cdecl("canister_pre_upgrade")
func canisterPreUpgrade() { canister.save() }

@_expose(wasm, "canister_post_upgrade") @_cdecl("canister_post_upgrade")
func canisterPostUpgrade() { canister.restore() }

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
    static func main() { print("PingPong runs on the Internet Computer: build it with ./Toolchain/icws build PingPong") }
}
#endif
