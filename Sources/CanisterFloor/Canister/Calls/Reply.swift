import Bytes
import Candid

/// The answer to a call that is given later: in a callback of a call to another canister.
///
/// The generated `NAMEReply` makes one for each method:
///
/// ```swift
/// func fee() throws(EntryPointFailure) -> Nat {
///     let reply = ChatReply.fee()
///     try? OutgoingCall(to: ledger, method: "icrc1_fee").send(CandidEncoder.encode()) { bytes in
///         …
///         reply.send(fee)
///     } onReject: { reply.reject($0.text) }
///     throw .deferred
/// }
/// ```
///
/// A call is answered once: a second answer traps. One that is never answered is rejected by the system when nothing
/// can answer it any more. The callbacks have to be those of the call at hand: in others the system would take the
/// answer for theirs.
public struct Reply<Value> {
    private let header: [UInt8]
    private let encode: (Value, inout ByteWriter) -> Void

    /// An answer whose Candid header (magic, type table, types of the values) is known.
    public init(header: [UInt8], _ encode: @escaping (Value, inout ByteWriter) -> Void) {
        self.header = header
        self.encode = encode
    }

    /// Answers the call.
    public func send(_ value: Value) {
        var writer = ByteWriter(capacity: 256)
        writer.write(header)
        encode(value, &writer)
        IncomingCall.reply(writer)
    }

    /// Refuses the call with reject code 4 (`CANISTER_REJECT`).
    public func reject(_ text: Text) {
        IncomingCall.reject(text)
    }
}

extension Reply where Value == Void {
    /// Answers the call of a method without results.
    public func send() { send(()) }
}
