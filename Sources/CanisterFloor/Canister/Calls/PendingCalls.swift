import Candid
import BalancedTrees
import SystemAPI

/// What to do when the answer to one call comes.
final class CallContinuation {
    let onReply: ([UInt8]) -> Void
    let onReject: (CallRejection) -> Void
    let onCleanup: (() -> Void)?

    init(
        onReply: @escaping ([UInt8]) -> Void, onReject: @escaping (CallRejection) -> Void, onCleanup: (() -> Void)?
    ) {
        self.onReply = onReply
        self.onReject = onReject
        self.onCleanup = onCleanup
    }
}

/// The calls whose answer is still out.
///
/// The system hands a callback one number and nothing else. It is the call's number here, not an address: an answer
/// that comes after an upgrade, when all addresses mean something else, finds nothing and is dropped.
let pendingCalls = PendingCalls()

/// A map of calls by number. Natively all canisters of a process share it, under a lock; numbers are never used twice.
final class PendingCalls: Sendable {
    private struct State: ~Copyable {
        var calls = SortedMap<UInt, CallContinuation>()
        var last: UInt?
    }

    private let state = Guarded(State())

    /// Keeps a continuation and gives it a number.
    func insert(_ continuation: CallContinuation) -> UInt {
        state.withValue { state in
            // Starts at the time in milliseconds, so that numbers from before an upgrade are not met again.
            let id = (state.last ?? UInt(truncatingIfNeeded: ic0_time() >> 20)) &+ 1
            state.last = id
            state.calls.insert(continuation, for: id)
            return id
        }
    }

    /// Takes a continuation out.
    func remove(_ id: UInt) -> CallContinuation? {
        state.withValue { $0.calls.remove(id) }
    }
}

let callReplied: @convention(c) (UInt) -> Void = { id in
    guard let continuation = pendingCalls.remove(id) else { return }
    continuation.onReply(IncomingCall.argument)
}

let callRejected: @convention(c) (UInt) -> Void = { id in
    guard let continuation = pendingCalls.remove(id) else { return }
    let text = systemBytes(size: ic0_msg_reject_msg_size(), copy: ic0_msg_reject_msg_copy)
    continuation.onReject(CallRejection(code: ic0_msg_reject_code(), text: Text(utf8: text) ?? ""))
}

/// Runs after a callback trapped, from the state before it: the continuation is back in the map.
let callTrapped: @convention(c) (UInt) -> Void = { id in
    pendingCalls.remove(id)?.onCleanup?()
}
