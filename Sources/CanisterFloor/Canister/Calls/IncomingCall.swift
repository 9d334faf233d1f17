import Bytes
import Candid
import SystemAPI

/// The call at hand: who made it, with which arguments, and the answer to it.
public enum IncomingCall {
    /// The principal that made the call; in a callback, the one that made the original call.
    public static var caller: Principal {
        principal(size: ic0_msg_caller_size(), copy: ic0_msg_caller_copy)
    }

    /// The argument's bytes, normally Candid.
    @inline(never)
    public static var argument: [UInt8] {
        systemBytes(size: ic0_msg_arg_data_size(), copy: ic0_msg_arg_data_copy)
    }

    /// When the caller stops waiting, in nanoseconds since 1970; 0 where it waits without bound.
    public static var deadline: UInt64 { ic0_msg_deadline() }

    /// Decodes the arguments.
    ///
    /// - Throws: ``EntryPointFailure/badArguments(_:)`` where they do not fit.
    public static func decodeArguments<Result>(
        _ body: (CandidDecoder) throws(CandidError) -> Result
    ) throws(EntryPointFailure) -> Result {
        let decoder = try argumentDecoder()
        do throws(CandidError) {
            let result = try body(decoder)
            try decoder.finish()
            return result
        } catch {
            throw .badArguments(error)
        }
    }

    @inline(never)
    private static func argumentDecoder() throws(EntryPointFailure) -> CandidDecoder {
        do throws(CandidError) {
            return try CandidDecoder(argument)
        } catch {
            throw .badArguments(error)
        }
    }

    /// Answers with bytes, normally Candid. A second answer traps.
    public static func reply(_ bytes: borrowing ByteWriter) {
        bytes.withUnsafeBytes { ic0_msg_reply_data_append($0.baseAddress, $0.count) }
        ic0_msg_reply()
    }

    /// Answers with bytes, normally Candid. A second answer traps.
    public static func reply(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { ic0_msg_reply_data_append($0.baseAddress, $0.count) }
        ic0_msg_reply()
    }

    /// Adds bytes to the answer that ``reply(_:)`` gives, before those of its own: for what lies somewhere else
    /// already.
    public static func append(toReply bytes: UnsafeRawBufferPointer) {
        ic0_msg_reply_data_append(bytes.baseAddress, bytes.count)
    }

    /// Answers with an empty list of values: Candid `()`.
    public static func replyEmpty() {
        let empty: StaticString = "DIDL\0\0"
        ic0_msg_reply_data_append(empty.utf8Start, empty.utf8CodeUnitCount)
        ic0_msg_reply()
    }

    /// Refuses the call with reject code 4 (`CANISTER_REJECT`). A second answer traps.
    public static func reject(_ text: Text) {
        text.withUnsafeBytes { ic0_msg_reject($0.baseAddress, $0.count) }
    }

    /// In `canister_inspect_message`: the name of the called method, as bytes.
    public static var methodName: [UInt8] {
        systemBytes(size: ic0_msg_method_name_size(), copy: ic0_msg_method_name_copy)
    }

    /// In `canister_inspect_message`: takes the call in. Without it the call is refused. One node alone decides, and
    /// calls of canisters are not asked about: this saves cycles and is no guard.
    public static func accept() { ic0_accept_message() }
}
