import Bytes
import CBOR

// The module of a canister, size and globals of its heap, and a line of its log.

extension InstalledModule {
    var record: [UInt8] {
        ByteWriter.record(3) { writer in
            writer.writeCBOR(bytes: bytes)
            writer.writeCBOR(bytes: hash)
            writer.writeCBOR(metadata) { writer, metadata in
                writer.writeCBORArrayHeader(3)
                writer.writeCBOR(string: metadata.name)
                writer.writeCBOR(boolean: metadata.isPublic)
                writer.writeCBOR(bytes: metadata.content)
            }
        }
    }

    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 3) { reader throws(StateError) in
            InstalledModule(
                bytes: try reader.bytes(), hash: try reader.bytes(),
                metadata: try reader.array { reader throws(StateError) in
                    try reader.items(3)
                    return ModuleMetadata(
                        name: try reader.string(), isPublic: try reader.boolean(), content: try reader.bytes())
                })
        }
    }
}

extension HeapImage {
    var record: [UInt8] { ByteWriter.record(2) { write(to: &$0) } }

    /// The image without its blocks.
    init(_ record: StateRecord) throws(StateError) {
        self = try RecordReader.read(record, 2) { reader throws(StateError) in try HeapImage(from: &reader) }
    }

    /// Writes size and globals: two items.
    func write(to writer: inout ByteWriter) {
        writer.writeCBOR(unsigned: size)
        writer.writeCBOR(globals) { writer, value in
            writer.writeCBOR(optional: value) { $0.writeCBOR(bytes: $1) }
        }
    }

    init(from reader: inout RecordReader) throws(StateError) {
        self.init(
            size: try reader.unsigned(),
            globals: try reader.array { reader throws(StateError) in
                try reader.optional { reader throws(StateError) in try reader.bytes() }
            })
    }
}

extension CanisterLog.Record {
    var record: [UInt8] {
        ByteWriter.record(2) { writer in
            writer.writeCBOR(unsigned: time)
            writer.writeCBOR(string: content)
        }
    }

    init(_ record: StateRecord, index: UInt64) throws(StateError) {
        self = try RecordReader.read(record, 2) { reader throws(StateError) in
            CanisterLog.Record(index: index, time: try reader.unsigned(), content: try reader.string())
        }
    }
}
