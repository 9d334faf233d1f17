import Bytes
import SHA256

/// What takes the nodes of a hash tree one by one, each before those below it.
protocol HashTreeSink: ~Copyable {
    mutating func addEmpty()
    /// Two trees follow.
    mutating func addFork()
    /// A tree follows.
    mutating func addLabel(_ label: [UInt8])
    mutating func addLeaf(_ leaf: CertifiedLeaf)
    mutating func addPruned(_ digest: Digest)
}

extension ByteWriter: HashTreeSink {
    mutating func addEmpty() { HashTreeNodeWriting.writeEmpty(to: &self) }

    mutating func addFork() { HashTreeNodeWriting.writeFork(to: &self) }

    mutating func addLabel(_ label: [UInt8]) { HashTreeNodeWriting.writeLabel(label, to: &self) }

    mutating func addLeaf(_ leaf: CertifiedLeaf) { HashTreeNodeWriting.writeLeaf(leaf.bytes, to: &self) }

    mutating func addPruned(_ digest: Digest) { HashTreeNodeWriting.writePruned(digest, to: &self) }
}

/// Counts the bytes that a ``ByteWriter`` would take.
struct HashTreeSize: HashTreeSink {
    private(set) var byteCount = 0

    mutating func addEmpty() { byteCount &+= HashTreeNodeWriting.emptyByteCount }

    mutating func addFork() { byteCount &+= HashTreeNodeWriting.forkByteCount }

    mutating func addLabel(_ label: [UInt8]) { byteCount &+= HashTreeNodeWriting.labelByteCount(label.count) }

    mutating func addLeaf(_ leaf: CertifiedLeaf) {
        switch leaf {
        case .bytes(let bytes): byteCount &+= HashTreeNodeWriting.leafByteCount(bytes.count)
        case .digest: byteCount &+= HashTreeNodeWriting.leafByteCount(Digest.byteCount)
        }
    }

    mutating func addPruned(_ digest: Digest) { byteCount &+= HashTreeNodeWriting.prunedByteCount }
}

/// Puts a ``HashTree`` together.
struct HashTreeBuilder: HashTreeSink {
    /// Nodes that wait for the trees below them, the lowest last.
    private enum Waiting {
        case fork
        case forkWith(left: HashTree)
        case label([UInt8])
    }

    private var waiting: [Waiting] = []

    /// The whole tree, when all nodes were added.
    private(set) var tree = HashTree.empty

    mutating func addEmpty() { add(.empty) }

    mutating func addFork() { waiting.append(.fork) }

    mutating func addLabel(_ label: [UInt8]) { waiting.append(.label(label)) }

    mutating func addLeaf(_ leaf: CertifiedLeaf) { add(.leaf(leaf.bytes)) }

    mutating func addPruned(_ digest: Digest) { add(.pruned(digest)) }

    private mutating func add(_ node: HashTree) {
        var node = node
        while let above = waiting.popLast() {
            switch above {
            case .label(let label): node = .labeled(label, node)
            case .forkWith(let left): node = .fork(left, node)
            case .fork:
                waiting.append(.forkWith(left: node))
                return
            }
        }
        tree = node
    }
}
