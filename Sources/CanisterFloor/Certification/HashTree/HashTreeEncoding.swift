import Bytes
import CBOR
import SHA256

extension HashTree {
    /// Appends the CBOR of the tree, without a tag, as it stands inside a certificate.
    public func write(to writer: inout ByteWriter) {
        switch self {
        case .empty:
            HashTreeNodeWriting.writeEmpty(to: &writer)
        case .fork(let left, let right):
            HashTreeNodeWriting.writeFork(to: &writer)
            left.write(to: &writer)
            right.write(to: &writer)
        case .labeled(let label, let tree):
            HashTreeNodeWriting.writeLabel(label, to: &writer)
            tree.write(to: &writer)
        case .leaf(let value):
            HashTreeNodeWriting.writeLeaf(value, to: &writer)
        case .pruned(let digest):
            HashTreeNodeWriting.writePruned(digest, to: &writer)
        }
    }

    /// The CBOR of the tree behind tag 55799, as it stands in a WebSocket's `tree` and in canister signatures.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.writeCBOR(tag: CBORTag.selfDescribe)
        write(to: &writer)
        return writer.bytes
    }
}

/// The CBOR of a hash tree's nodes one by one, for those who write a witness without building the tree first.
public enum HashTreeNodeWriting {
    /// The number of bytes of an empty node.
    public static let emptyByteCount = 2

    /// The number of bytes of a pruned node.
    public static let prunedByteCount = 36

    /// The number of bytes of a fork without the two trees that follow it.
    public static let forkByteCount = 2

    /// The number of bytes of a labeled node without the tree that follows it.
    public static func labelByteCount(_ labelCount: Int) -> Int { 2 + CBORSize.string(labelCount) }

    /// The number of bytes of a leaf with a value.
    public static func leafByteCount(_ valueCount: Int) -> Int { 2 + CBORSize.string(valueCount) }

    /// Appends an empty node.
    public static func writeEmpty(to writer: inout ByteWriter) {
        writer.write(bigEndian: UInt16(0x8100))
    }

    /// Appends the beginning of a fork; its two trees must follow.
    @inline(__always)
    public static func writeFork(to writer: inout ByteWriter) {
        writer.write(bigEndian: UInt16(0x8301))
    }

    /// Appends the beginning of a labeled node; its tree must follow.
    public static func writeLabel(_ label: [UInt8], to writer: inout ByteWriter) {
        writer.write(bigEndian: UInt16(0x8302))
        writer.writeCBOR(bytes: label)
    }

    /// Appends a leaf.
    public static func writeLeaf(_ value: [UInt8], to writer: inout ByteWriter) {
        writer.write(bigEndian: UInt16(0x8203))
        writer.writeCBOR(bytes: value)
    }

    /// Appends a pruned node.
    public static func writePruned(_ digest: Digest, to writer: inout ByteWriter) {
        let node = writer.extend(by: prunedByteCount)
        node.storeBytes(of: UInt32(0x8204_5820).bigEndian, as: UInt32.self)
        digest.store(to: node + 4)
    }
}
