import Bytes
import CBOR

/// Time and counters of a subnet.
struct SubnetRecord {
    var time: UInt64
    var lastCallID: UInt64
    var nextCanisterIndex: UInt64
    /// What the next answer of the built-in `raw_rand` follows from.
    var randomState: UInt64
    /// The numbers that the next call and the next response in the queues get.
    var nextRequest: UInt64
    var nextResponse: UInt64

    var bytes: [UInt8] {
        ByteWriter.record(6) { writer in
            writer.writeCBOR(unsigned: time)
            writer.writeCBOR(unsigned: lastCallID)
            writer.writeCBOR(unsigned: nextCanisterIndex)
            writer.writeCBOR(unsigned: randomState)
            writer.writeCBOR(unsigned: nextRequest)
            writer.writeCBOR(unsigned: nextResponse)
        }
    }
}

extension SubnetRecord {
    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 6) { reader throws(StateError) in
            SubnetRecord(
                time: try reader.unsigned(), lastCallID: try reader.unsigned(),
                nextCanisterIndex: try reader.unsigned(), randomState: try reader.unsigned(),
                nextRequest: try reader.unsigned(), nextResponse: try reader.unsigned())
        }
    }
}
