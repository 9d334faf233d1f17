import Bytes
import CBOR
import SHA256

extension CertifiedRoot {
    /// Appends the CBOR of a witness that shows one part, behind tag 55799, as it stands in a WebSocket's `tree`.
    ///
    /// - Parameters:
    ///   - label: the part's label.
    ///   - content: writes what stands under it, pruned as wanted, without a tag.
    /// - Returns: whether there is such a part; if not, nothing is written.
    @discardableResult
    public func writeWitness(
        of label: StaticString, to writer: inout ByteWriter, content: (inout ByteWriter) -> Void
    ) -> Bool {
        let label = CertifiedRoot.bytes(of: label)
        guard let position = position(of: label) else { return false }
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        write(0..<parts.count, showing: position, to: &writer, content)
        return true
    }

    private func write(
        _ range: Range<Int>, showing position: Int, to writer: inout ByteWriter, _ content: (inout ByteWriter) -> Void
    ) {
        if range.count == 1 {
            HashTreeNodeWriting.writeLabel(parts[position].label, to: &writer)
            content(&writer)
            return
        }
        HashTreeNodeWriting.writeFork(to: &writer)
        let middle = CertifiedRoot.middle(of: range)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        if position < middle {
            write(left, showing: position, to: &writer, content)
            HashTreeNodeWriting.writePruned(digest(right), to: &writer)
        } else {
            HashTreeNodeWriting.writePruned(digest(left), to: &writer)
            write(right, showing: position, to: &writer, content)
        }
    }

    /// The number of bytes that ``writeWitness(of:to:content:)`` appends besides the content; 0 without such a part.
    public func witnessOverhead(of label: StaticString) -> Int {
        let label = CertifiedRoot.bytes(of: label)
        guard let position = position(of: label) else { return 0 }
        var siblings = 0
        var range = 0..<parts.count
        while range.count > 1 {
            let middle = CertifiedRoot.middle(of: range)
            range = position < middle ? range.lowerBound..<middle : middle..<range.upperBound
            siblings += 1
        }
        return CBORSize.head(CBORTag.selfDescribe) + HashTreeNodeWriting.labelByteCount(label.count)
            + siblings * (HashTreeNodeWriting.forkByteCount + HashTreeNodeWriting.prunedByteCount)
    }

    /// The hash tree that shows one part and has the others pruned; `nil` without such a part.
    ///
    /// - Parameters:
    ///   - label: the part's label.
    ///   - content: what stands under it, pruned as wanted.
    public func witness(of label: [UInt8], content: HashTree) -> HashTree? {
        guard let position = position(of: label) else { return nil }
        return witness(0..<parts.count, position, .labeled(label, content))
    }

    private func witness(_ range: Range<Int>, _ position: Int, _ part: HashTree) -> HashTree {
        if range.count == 1 { return part }
        let middle = CertifiedRoot.middle(of: range)
        let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
        return position < middle
            ? .fork(witness(left, position, part), .pruned(digest(right)))
            : .fork(.pruned(digest(left)), witness(right, position, part))
    }
}
