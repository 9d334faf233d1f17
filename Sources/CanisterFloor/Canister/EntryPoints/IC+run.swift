import Candid
import SystemAPI

extension IC {
    /// The edge of an entry point: runs its body and turns an error into what the caller gets.
    ///
    /// The body throws before it changes anything. On the Internet Computer a trap rolls back anyway; natively nothing
    /// can, so there the body's care is what keeps the state whole.
    public static func run(_ body: () throws(EntryPointFailure) -> Void) {
        do throws(EntryPointFailure) {
            try body()
        } catch {
            end(with: error)
        }
    }

    /// Tells the system how the message ends.
    @inline(never)
    private static func end(with failure: EntryPointFailure) {
        failure.text.withUnsafeBytes { text in
            switch failure.outcome {
            case .trap: ic0_trap(text.baseAddress, text.count)
            case .reject: ic0_msg_reject(text.baseAddress, text.count)
            case .deferred: break
            }
        }
    }
}
