import Candid

extension StageClient {
    /// Says something in the sample's own type of messages.
    func say(_ text: Text, leavingOut missing: UInt64 = 0) -> Call {
        send(DemoMessage(text: text, timestamp: canister.time).encoded, leavingOut: missing)
    }
}
