import Bytes
import CBOR
import SHA256

/// The top of a canister's certified tree: a few labels side by side, each with a part of its own below it.
///
/// A part is known here by its label and its digest alone, so any module can contribute one, such as `websocket` for
/// message logs or `http_expr` for certified responses. Whoever answers a request writes the witness of its part, and
/// the root puts the label above it and the other parts beside it as pruned nodes.
///
/// A single part stands under its label without a fork. With several, the labels are split in halves, so a witness has
/// one pruned node for each doubling of their number.
///
/// ```swift
/// var root = CertifiedRoot()
/// root.set("websocket", logs.root() ?? HashTreeDigest.empty)
/// certifiedData = root.digest
/// root.writeWitness(of: "websocket", to: &reply) { logs.writeWitness(of: range, in: gateway, to: &$0) }
/// ```
public struct CertifiedRoot: Sendable {
    /// A part with its label.
    struct Part: Sendable {
        let label: [UInt8]
        /// The digest of what stands under the label.
        var content: Digest
        /// The digest of the label over the content.
        var digest: Digest
    }

    /// In bytewise order of their labels.
    private(set) var parts: [Part] = []

    /// A root without parts.
    public init() {}

    /// Puts a part under a label, or a new digest in the place of its old one.
    public mutating func set(_ label: StaticString, _ content: Digest) {
        set(CertifiedRoot.bytes(of: label), content)
    }

    /// Puts a part under a label, or a new digest in the place of its old one.
    ///
    /// - Parameters:
    ///   - label: the bytes of the label.
    ///   - content: the digest of what stands under it.
    public mutating func set(_ label: [UInt8], _ content: Digest) {
        let position = parts.firstIndex { !$0.label.precedes(label) } ?? parts.count
        if position < parts.count, parts[position].label == label {
            guard parts[position].content != content else { return }
            parts[position].content = content
            parts[position].digest = HashTreeDigest.labeled(label, content)
        } else {
            let digest = HashTreeDigest.labeled(label, content)
            parts.insert(Part(label: label, content: content, digest: digest), at: position)
        }
    }

    /// Takes a part away.
    public mutating func remove(_ label: StaticString) {
        remove(CertifiedRoot.bytes(of: label))
    }

    /// Takes a part away.
    public mutating func remove(_ label: [UInt8]) {
        parts.removeAll { $0.label == label }
    }

    /// The digest of the whole tree: what to set as certified data.
    public var digest: Digest {
        parts.isEmpty ? HashTreeDigest.empty : digest(0..<parts.count)
    }

    /// The digest of the parts in a range of positions.
    func digest(_ range: Range<Int>) -> Digest {
        if range.count == 1 { return parts[range.lowerBound].digest }
        let middle = CertifiedRoot.middle(of: range)
        return HashTreeDigest.fork(digest(range.lowerBound..<middle), digest(middle..<range.upperBound))
    }

    /// Where a range of positions is split; the first half is the larger.
    static func middle(of range: Range<Int>) -> Int { range.lowerBound + (range.count + 1) / 2 }

    func position(of label: [UInt8]) -> Int? { parts.firstIndex { $0.label == label } }

    static func bytes(of label: StaticString) -> [UInt8] {
        Array(UnsafeBufferPointer(start: label.utf8Start, count: label.utf8CodeUnitCount))
    }
}
