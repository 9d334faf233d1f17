import CBOR
import Candid
import Certification

/// The entries of a certificate's map, as they are read.
struct CertificateFields {
    var reader: CBORReader
    let limits: HashTreeLimits
    private(set) var tree: HashTree?
    private(set) var signature: [UInt8]?
    private(set) var delegation: Certificate.Delegation?

    init(reader: CBORReader, limits: HashTreeLimits) {
        self.reader = reader
        self.limits = limits
    }

    mutating func readAll() throws(CertificateError) {
        try reading { reader throws(CBORError) in _ = try reader.skipSelfDescribeTag() }
        try forEachEntry { fields, name, offset throws(CertificateError) in
            switch name {
            case "tree":
                try fields.needsNone(fields.tree, offset)
                do throws(HashTreeError) {
                    fields.tree = try HashTree(from: &fields.reader, limits: fields.limits)
                } catch {
                    throw .tree(error)
                }
            case "signature":
                try fields.needsNone(fields.signature, offset)
                fields.signature = try fields.readBytes()
            case "delegation":
                try fields.needsNone(fields.delegation, offset)
                fields.delegation = try fields.readDelegation()
            default:
                try fields.skip()
            }
        }
        try reading { reader throws(CBORError) in try reader.finish() }
    }

    private mutating func readDelegation() throws(CertificateError) -> Certificate.Delegation {
        var subnet: [UInt8]?
        var certificate: [UInt8]?
        try forEachEntry { fields, name, offset throws(CertificateError) in
            switch name {
            case "subnet_id":
                try fields.needsNone(subnet, offset)
                subnet = try fields.readBytes()
            case "certificate":
                try fields.needsNone(certificate, offset)
                certificate = try fields.readBytes()
            default:
                try fields.skip()
            }
        }
        guard let subnet else { throw .missingField("subnet_id") }
        guard let certificate else { throw .missingField("certificate") }
        guard let id = try? Principal(bytes: subnet) else { throw .subnetSize(found: subnet.count) }
        return Certificate.Delegation(subnet: id, certificate: certificate)
    }

    /// Reads a map with texts as keys; the body reads each value.
    private mutating func forEachEntry(
        _ body: (inout CertificateFields, _ name: String, _ offset: Int) throws(CertificateError) -> Void
    ) throws(CertificateError) {
        var entries = try reading { reader throws(CBORError) in try reader.readMapHeader() }
        while try reading({ reader throws(CBORError) in try reader.next(&entries) }) {
            let offset = reader.position
            let name = try reading { reader throws(CBORError) in try reader.readText() }
            try body(&self, String(decoding: name, as: UTF8.self), offset)
        }
    }

    private func needsNone<Field>(_ field: Field?, _ offset: Int) throws(CertificateError) {
        if field != nil { throw .encoding(.duplicateKey(offset: offset)) }
    }

    private mutating func readBytes() throws(CertificateError) -> [UInt8] {
        try reading { reader throws(CBORError) in try reader.readBytes() }
    }

    private mutating func skip() throws(CertificateError) {
        try reading { reader throws(CBORError) in try reader.skipValue() }
    }

    private mutating func reading<Value>(
        _ body: (inout CBORReader) throws(CBORError) -> Value
    ) throws(CertificateError) -> Value {
        do throws(CBORError) { return try body(&reader) } catch { throw .encoding(error) }
    }
}
