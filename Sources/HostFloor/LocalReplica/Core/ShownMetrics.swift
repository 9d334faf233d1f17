import Bytes
import CBOR

/// What the state tree shows under `/subnet/<id>/metrics` (Interface Specification, "Subnet information").
struct ShownMetrics: Hashable {
    var canisters: UInt64
    /// Bytes of all heaps and stable memories.
    var stateBytes: UInt64
    /// Calls by users that came to their end, since the replica was started.
    var updates: UInt64

    /// CBOR of a map. Cycles are numbers in two halves, the lower first; nothing costs any here.
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        writer.writeCBORMapHeader(4)
        writer.writeCBOR(text: "num_canisters")
        writer.writeCBOR(unsigned: canisters)
        writer.writeCBOR(text: "canister_state_bytes")
        writer.writeCBOR(unsigned: stateBytes)
        writer.writeCBOR(text: "consumed_cycles_total")
        writer.writeCBORMapHeader(2)
        for half: UInt64 in [0, 1] {
            writer.writeCBOR(unsigned: half)
            writer.writeCBOR(unsigned: 0)
        }
        writer.writeCBOR(text: "update_transactions_total")
        writer.writeCBOR(unsigned: updates)
        return writer.bytes
    }
}
