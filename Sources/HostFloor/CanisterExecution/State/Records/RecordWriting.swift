import Bytes
import CBOR
import Candid

// Items of records, in deterministic CBOR. Numbers of 128 bits are byte strings of 16, big endian.

extension ByteWriter {
    /// The bytes of a record: an array whose first item is the layout's version.
    ///
    /// - Parameters:
    ///   - count: how many items follow.
    ///   - body: appends them.
    static func record(_ count: Int, _ body: (inout ByteWriter) -> Void) -> [UInt8] {
        var writer = ByteWriter()
        writer.writeCBORArrayHeader(count + 1)
        writer.writeCBOR(unsigned: StateLayout.version)
        body(&writer)
        return writer.bytes
    }

    mutating func writeCBOR(principal: Principal) {
        writeCBOR(bytes: principal.bytes)
    }

    mutating func writeCBOR(cycles: UInt128) {
        writeCBOR(bytes: Swift.withUnsafeBytes(of: cycles.bigEndian) { [UInt8]($0) })
    }

    mutating func writeCBOR(string: String) {
        writeCBOR(utf8: [UInt8](string.utf8))
    }

    mutating func writeCBOR<Element>(_ elements: [Element], _ body: (inout ByteWriter, Element) -> Void) {
        writeCBORArrayHeader(elements.count)
        for element in elements { body(&self, element) }
    }

    mutating func writeCBOR<Value>(optional value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        if let value { body(&self, value) } else { writeCBORNull() }
    }
}
