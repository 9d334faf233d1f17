import Bytes
import CBOR

extension StructuredMap {
    /// The CBOR of the map behind tag 55799: the form of every request and response.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 512)
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        write(to: &writer)
        return writer.bytes
    }

    func write(to writer: inout ByteWriter) {
        writer.writeCBORMapHeader(fields.count)
        for field in fields {
            writer.writeCBOR(utf8: Array(field.name.utf8))
            field.value.write(to: &writer)
        }
    }
}

extension StructuredValue {
    func write(to writer: inout ByteWriter) {
        switch self {
        case .blob(let bytes): writer.writeCBOR(bytes: bytes)
        case .text(let text): writer.writeCBOR(utf8: Array(text.utf8))
        case .natural(let number): writer.writeCBOR(unsigned: number)
        case .integer(let number): writer.writeCBOR(integer: number)
        case .array(let values):
            writer.writeCBORArrayHeader(values.count)
            for value in values { value.write(to: &writer) }
        case .map(let map): map.write(to: &writer)
        }
    }
}
