import Candid
import Canister

/// Accepts 600 of the cycles that come with a `transfer`.
final class CycleTaker: CanisterProgram {
    init() {}

    var entryPoints: [EntryPoint] {
        [
            .update("transfer") {
                Cycles.accept(600)
                IncomingCall.replyEmpty()
            }
        ]
    }
}
