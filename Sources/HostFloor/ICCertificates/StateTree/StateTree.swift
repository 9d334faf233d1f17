import Certification
import SHA256

/// The state that a subnet certifies: values under paths of labels (interface specification, "The system state tree").
///
/// A change costs a few hashes for each doubling of the labels beside it, not the whole tree's, and an older state that
/// was kept stays as it was. So one tree can go with a replica from round to round.
public struct StateTree: Sendable {
    var labels = LabelTree()

    /// Makes an empty tree.
    public init() {}

    /// Puts a value at a path, in place of what was there.
    ///
    /// - Parameter path: the labels from the root on. An empty path changes nothing.
    public mutating func insert(_ value: [UInt8], at path: [[UInt8]]) {
        Self.insert(StateNode(value), at: path[...], in: &labels)
    }

    /// Puts a whole tree below a path, in place of what was there.
    ///
    /// - Parameter path: the labels from the root on. An empty path changes nothing.
    public mutating func insert(_ subtree: StateTree, at path: [[UInt8]]) {
        Self.insert(.labels(subtree.labels), at: path[...], in: &labels)
    }

    /// Takes out what stands at a path and below it, and labels that nothing stands under any more.
    public mutating func remove(at path: [[UInt8]]) {
        Self.remove(at: path[...], in: &labels)
    }

    /// The digest of ``hashTree``: what a certificate signs.
    public var digest: Digest { labels.digest }

    private static func insert(_ node: StateNode, at path: ArraySlice<[UInt8]>, in labels: inout LabelTree) {
        guard let label = path.first else { return }
        if path.count == 1 {
            labels.insert(node, under: label)
            return
        }
        var below = labels[label]?.labels ?? LabelTree()
        insert(node, at: path.dropFirst(), in: &below)
        labels.insert(.labels(below), under: label)
    }

    private static func remove(at path: ArraySlice<[UInt8]>, in labels: inout LabelTree) {
        guard let label = path.first, let node = labels[label] else { return }
        if path.count == 1 {
            labels.remove(label)
            return
        }
        guard case .labels(var below) = node else { return }
        remove(at: path.dropFirst(), in: &below)
        if below.isEmpty { labels.remove(label) } else { labels.insert(.labels(below), under: label) }
    }
}
