/// How the summary of a subtree follows from its parts: what makes a ``BalancedTree`` more than a map.
///
/// A Merkle digest is such a summary, and so is a sum or a maximum. The tree recomputes the summaries of the path
/// above a change only, and only when one is asked for.
public protocol SummaryRule {
    /// What the entries are ordered by.
    associatedtype Key: Comparable
    /// What is kept for a key.
    associatedtype Value
    /// What is known of a subtree as a whole.
    associatedtype Summary

    /// Whether there is anything to keep. With `false` nothing is, at no cost.
    static var isKept: Bool { get }

    /// The summary of a subtree.
    ///
    /// - Parameters:
    ///   - key: the key of the entry at the subtree's top.
    ///   - value: the value of that entry.
    ///   - left: the summary of the entries with smaller keys; `nil` where there are none.
    ///   - right: the summary of the entries with greater keys; `nil` where there are none.
    static func summary(of key: Key, _ value: Value, left: Summary?, right: Summary?) -> Summary
}

/// The rule of a tree that is only a map: no summary.
public enum NoSummary<Key: Comparable, Value>: SummaryRule {
    public static var isKept: Bool { false }

    public static func summary(of key: Key, _ value: Value, left: Void?, right: Void?) {}
}

/// An ordered map that strangers may fill.
///
/// Every operation takes time logarithmic in the number of entries, whatever the keys are: there is no hashing that
/// chosen keys could defeat and no growth that copies everything. It is a ``BalancedTree`` without summaries; see there
/// for its operations.
public typealias SortedMap<Key: Comparable, Value> = BalancedTree<NoSummary<Key, Value>>
