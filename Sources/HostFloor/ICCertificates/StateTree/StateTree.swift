import Certification

/// The state that a subnet certifies: values under paths of labels (interface specification, "The system state tree").
public struct StateTree: Sendable {
    private enum Node: Sendable {
        case leaf([UInt8])
        case branch([[UInt8]: Node])
    }

    private var labels: [[UInt8]: Node] = [:]

    /// Makes an empty tree.
    public init() {}

    /// Puts a value at a path, in place of what was there.
    ///
    /// - Parameter path: the labels from the root on. An empty path changes nothing.
    public mutating func insert(_ value: [UInt8], at path: [[UInt8]]) {
        Self.insert(value, at: path[...], in: &labels)
    }

    private static func insert(_ value: [UInt8], at path: ArraySlice<[UInt8]>, in labels: inout [[UInt8]: Node]) {
        guard let label = path.first else { return }
        if path.count == 1 {
            labels[label] = .leaf(value)
            return
        }
        var below: [[UInt8]: Node] = [:]
        if case .branch(let there) = labels[label] { below = there }
        insert(value, at: path.dropFirst(), in: &below)
        labels[label] = .branch(below)
    }

    /// The hash tree of the whole state: labels in the order of their bytes, under forks that are balanced.
    public var hashTree: HashTree { Self.tree(of: labels) }

    private static func tree(of labels: [[UInt8]: Node]) -> HashTree {
        let sorted = labels.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        return balanced(
            sorted.map { label, node in
                switch node {
                case .leaf(let value): .labeled(label, .leaf(value))
                case .branch(let labels): .labeled(label, tree(of: labels))
                }
            }[...])
    }

    private static func balanced(_ trees: ArraySlice<HashTree>) -> HashTree {
        guard let first = trees.first else { return .empty }
        guard trees.count > 1 else { return first }
        let middle = trees.startIndex + (trees.count + 1) / 2
        return .fork(balanced(trees[..<middle]), balanced(trees[middle...]))
    }
}
