import Candid
import SystemAPI

/// The canister itself and what the Internet Computer tells it: section "System API" of the IC interface
/// specification.
///
/// Every call goes to the host of the message at hand: on wasm the replica, natively the one that `CanisterTesting`
/// installs on the thread.
public enum IC {
    /// The time of the message at hand, in nanoseconds since 1970. It is the same during one execution and never
    /// goes back.
    public static var time: UInt64 { ic0_time() }

    /// The canister's own principal.
    public static var canisterID: Principal {
        principal(size: ic0_canister_self_size(), copy: ic0_canister_self_copy)
    }

    /// The principal of the subnet that the canister runs on.
    public static var subnetID: Principal {
        principal(size: ic0_subnet_self_size(), copy: ic0_subnet_self_copy)
    }

    /// Grows with each change of the canister's code, settings and state; only its order means something.
    public static var version: UInt64 { ic0_canister_version() }

    /// The canister's status.
    public static var status: Status {
        switch ic0_canister_status() {
        case 1: .running
        case 2: .stopping
        default: .stopped
        }
    }

    /// Whether a canister takes calls.
    public enum Status: Sendable {
        case running
        case stopping
        case stopped
    }

    /// Whether a principal controls this canister.
    public static func isController(_ principal: Principal) -> Bool {
        principal.withUnsafeBytes { ic0_is_controller($0.baseAddress, $0.count) } == 1
    }

    /// Whether the whole subnet runs this execution, so that its result is agreed on. In a query it is false: one
    /// node runs it.
    public static var isReplicated: Bool { ic0_in_replicated_execution() == 1 }

    /// Instructions used so far by this execution. Natively always 0.
    public static var instructions: UInt64 { ic0_performance_counter(0) }

    /// Instructions used so far by all executions of this call. Natively always 0.
    public static var callInstructions: UInt64 { ic0_performance_counter(1) }

    /// The public key, in DER, of the root of trust: what certificates are verified with. Traps in queries.
    public static var rootKey: [UInt8] {
        systemBytes(size: ic0_root_key_size(), copy: ic0_root_key_copy)
    }

    /// Writes a line to the canister's log.
    public static func log(_ text: Text) {
        text.withUnsafeBytes { ic0_debug_print($0.baseAddress, $0.count) }
    }

    /// Ends the message and discards all that it changed. The caller gets reject code 5 with this text.
    ///
    /// Natively nothing can be discarded: there it ends the process, which an exit test can expect.
    public static func trap(_ text: Text) -> Never {
        text.withUnsafeBytes { ic0_trap($0.baseAddress, $0.count) }
        // On wasm `ic0.trap` does not return. A native host records it and does, for the sake of ``run(_:)``.
        #if arch(wasm32)
        while true {}
        #else
        fatalError("canister trapped: \(String(decoding: text.bytes, as: UTF8.self))")
        #endif
    }
}
