import Bytes
import CBOR
import SHA256

/// How large a tree may be that comes from outside.
public struct HashTreeLimits: Sendable {
    /// How deep nodes may nest. Trees of the Internet Computer stay below 64.
    public var depth: Int
    /// How many nodes there may be in all.
    public var nodes: Int

    /// Limits; the depth is held to 512 at most, since trees are walked recursively.
    public init(depth: Int = 128, nodes: Int = 100_000) {
        self.depth = min(depth, 512)
        self.nodes = nodes
    }
}

/// Why bytes are not a hash tree.
public indirect enum HashTreeError: Error, Hashable, Sendable {
    /// The bytes are not the CBOR that a node has.
    case encoding(CBORError)
    /// A node begins with a number other than 0 to 4.
    case unknownNode(offset: Int, kind: UInt64)
    /// A node has more or fewer parts than its kind has.
    case wrongArity(offset: Int, expected: Int, found: Int)
    /// A pruned node whose digest is not of 32 bytes.
    case digestLength(offset: Int, found: Int)
    /// Nodes nest deeper than the limit.
    case tooDeep(offset: Int, limit: Int)
    /// There are more nodes than the limit.
    case tooManyNodes(offset: Int, limit: Int)
}

extension HashTreeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .encoding(let error): error.description
        case .unknownNode(let offset, let kind):
            "hash tree has a node of kind \(kind) at byte \(offset), where 0 to 4 was expected"
        case .wrongArity(let offset, let expected, let found):
            "hash tree has a node of \(found) parts at byte \(offset), where \(expected) were expected"
        case .digestLength(let offset, let found):
            "hash tree has a pruned node at byte \(offset) with a digest of \(found) bytes instead of 32"
        case .tooDeep(let offset, let limit):
            "hash tree is nested deeper than \(limit) levels at byte \(offset)"
        case .tooManyNodes(let offset, let limit):
            "hash tree has more than \(limit) nodes at byte \(offset)"
        }
    }
}

extension HashTree {
    /// Decodes a tree that takes up all the bytes, with or without tag 55799 before it.
    public init(decoding bytes: [UInt8], limits: HashTreeLimits = HashTreeLimits()) throws(HashTreeError) {
        var reader = CBORReader(bytes)
        do throws(CBORError) { try reader.skipSelfDescribeTag() } catch { throw .encoding(error) }
        self = try HashTree(from: &reader, limits: limits)
        do throws(CBORError) { try reader.finish() } catch { throw .encoding(error) }
    }

    /// Decodes the tree that stands next in a reader, without a tag, as it does inside a certificate.
    public init(
        from reader: inout CBORReader, limits: HashTreeLimits = HashTreeLimits()
    ) throws(HashTreeError) {
        var decoder = HashTreeDecoder(reader: reader, limits: limits, nodesLeft: limits.nodes)
        self = try decoder.node(depth: 0)
        reader = decoder.reader
    }
}

private struct HashTreeDecoder {
    var reader: CBORReader
    let limits: HashTreeLimits
    var nodesLeft: Int

    mutating func node(depth: Int) throws(HashTreeError) -> HashTree {
        let start = reader.position
        guard depth < limits.depth else { throw .tooDeep(offset: start, limit: limits.depth) }
        guard nodesLeft > 0 else { throw .tooManyNodes(offset: start, limit: limits.nodes) }
        nodesLeft -= 1
        let count: CBORCount
        let kind: UInt64
        do throws(CBORError) {
            count = try reader.readArrayHeader()
            guard count != .definite(0) else { throw .endOfInput(offset: reader.position, expected: .unsigned) }
            kind = try reader.readUnsigned()
        } catch {
            throw .encoding(error)
        }
        switch kind {
        case 0:
            try check(count, is: 1, at: start)
            return .empty
        case 1:
            try check(count, is: 3, at: start)
            let left = try node(depth: depth + 1)
            return .fork(left, try node(depth: depth + 1))
        case 2:
            try check(count, is: 3, at: start)
            let label = try bytes()
            return .labeled(label, try node(depth: depth + 1))
        case 3:
            try check(count, is: 2, at: start)
            return .leaf(try bytes())
        case 4:
            try check(count, is: 2, at: start)
            let value = try bytes()
            guard let digest = Digest(value) else { throw .digestLength(offset: start, found: value.count) }
            return .pruned(digest)
        default:
            throw .unknownNode(offset: start, kind: kind)
        }
    }

    private func check(_ count: CBORCount, is expected: Int, at offset: Int) throws(HashTreeError) {
        guard case .definite(let found) = count else { throw .encoding(.indefiniteLength(offset: offset)) }
        guard found == expected else { throw .wrongArity(offset: offset, expected: expected, found: found) }
    }

    private mutating func bytes() throws(HashTreeError) -> [UInt8] {
        do throws(CBORError) { return try reader.readBytes() } catch { throw .encoding(error) }
    }
}
