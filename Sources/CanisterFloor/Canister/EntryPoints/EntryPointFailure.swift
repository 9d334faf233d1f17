import Bytes
import Candid

/// Why an entry point ends without an effect, or without an answer of its own.
///
/// Errors travel as typed throws to the edge of the entry point. Only there, before anything was changed, they become
/// a trap or a reject; see ``IC/run(_:)``.
public struct EntryPointFailure: Error {
    /// The ways for an entry point to end without an answer.
    public enum Outcome: Sendable {
        /// The message is rolled back; the caller gets reject code 5 (`CANISTER_ERROR`).
        case trap
        /// The caller gets reject code 4 (`CANISTER_REJECT`).
        case reject
        /// The caller gets its answer later; see ``EntryPointFailure/deferred``.
        case deferred
    }

    /// What the caller gets.
    public let outcome: Outcome

    /// What was wrong and what was expected, for the caller to read.
    public let text: Text

    /// The message is to be rolled back.
    public static func trap(_ text: Text) -> EntryPointFailure {
        EntryPointFailure(outcome: .trap, text: text)
    }

    /// The caller is to get a reject.
    public static func reject(_ text: Text) -> EntryPointFailure {
        EntryPointFailure(outcome: .reject, text: text)
    }

    /// Nothing went wrong: the method has no result yet, as a callback answers later through a ``Reply``. What the method
    /// changed stays.
    public static var deferred: EntryPointFailure {
        EntryPointFailure(outcome: .deferred, text: .empty)
    }

    /// The arguments do not have the method's types.
    public static func badArguments(_ error: CandidError) -> EntryPointFailure {
        .trap("failed to decode call arguments: \(error)")
    }
}
