import Bytes
import HTTPCertification
import SHA256

/// A file of a site: generated code has one for each file in the folder `Site`. Its bytes stand in the module's data.
public struct SiteFile {
    /// Where it is served: `/style.css`.
    let path: StaticString
    /// The value of the header `content-type`.
    let type: StaticString
    let body: ResponseBody

    /// The SHA-256 of a body as four numbers, each of eight bytes with the first as the lowest.
    public typealias Hash = (UInt64, UInt64, UInt64, UInt64)

    /// A file whose bytes are UTF-8. Nothing is copied.
    ///
    /// - Parameters:
    ///   - path: the path in the folder behind a slash, not percent-encoded.
    ///   - type: its media type, with the charset.
    ///   - hash: the SHA-256 of the bytes.
    public init(_ path: StaticString, type: StaticString, hash: Hash, text: StaticString) {
        self.path = path
        self.type = type
        let bytes = UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        body = ResponseBody(constant: bytes, digest: Self.digest(hash))
    }

    /// A file of any bytes. As texts alone are compiled quickly, seven bytes stand in eight characters: they are
    /// unpacked once.
    ///
    /// - Parameters:
    ///   - path: the path in the folder behind a slash, not percent-encoded.
    ///   - type: its media type.
    ///   - hash: the SHA-256 of the bytes.
    ///   - count: how many bytes they are.
    ///   - packed: the bits of the bytes, the highest first, seven to an ASCII character; the last is filled up with
    ///     zeros.
    public init(_ path: StaticString, type: StaticString, hash: Hash, count: Int, packed: StaticString) {
        self.path = path
        self.type = type
        body = ResponseBody(Self.unpacked(packed, count), digest: Self.digest(hash))
    }

    private static func digest(_ hash: Hash) -> Digest {
        withUnsafeBytes(
            of: (hash.0.littleEndian, hash.1.littleEndian, hash.2.littleEndian, hash.3.littleEndian)
        ) { Digest(loading: $0, at: 0) }
    }

    static func unpacked(_ packed: StaticString, _ count: Int) -> [UInt8] {
        let characters = UnsafeBufferPointer(start: packed.utf8Start, count: packed.utf8CodeUnitCount)
        return Array(unsafeUninitializedCapacity: count) { bytes, initialized in
            var bits: UInt32 = 0
            var known: UInt32 = 0
            for character in characters where initialized < count {
                bits = bits << 7 | UInt32(character)
                known += 7
                guard known >= 8 else { continue }
                known -= 8
                bytes.initializeElement(at: initialized, to: UInt8(truncatingIfNeeded: bits >> known))
                initialized += 1
            }
        }
    }
}
