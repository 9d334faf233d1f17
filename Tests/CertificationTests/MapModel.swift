import Certification
import SHA256
import TestSupport

/// Values at paths the slow way: as a hash tree built anew, one fork beside the other.
struct PathsModel {
    private(set) var values: [[[UInt8]]: CertifiedLeaf] = [:]

    mutating func set(_ value: CertifiedLeaf, at path: [[UInt8]]) { values[path] = value }

    mutating func remove(_ path: [[UInt8]]) -> Bool {
        let leaving = values.keys.filter { $0.starts(with: path) }
        for path in leaving { values[path] = nil }
        return !leaving.isEmpty
    }

    /// Whether a value can stand at a path beside the others.
    func hasRoom(at path: [[UInt8]]) -> Bool {
        !values.keys.contains { $0 != path && ($0.starts(with: path) || path.starts(with: $0)) }
    }

    func knownLabelCount(of path: [[UInt8]]) -> Int {
        path.indices.reversed().first { index in values.keys.contains { $0.starts(with: path[...index]) } }
            .map { $0 + 1 } ?? 0
    }

    /// All paths with their values in the order of a hash tree.
    var ordered: [([[UInt8]], CertifiedLeaf)] {
        values.map { ($0.key, $0.value) }.sorted { first, second in
            first.0.lexicographicallyPrecedes(second.0) { $0.lexicographicallyPrecedes($1) }
        }
    }
}

extension HashTree {
    /// All paths that lead to leaves, with the leaves' values; those of pruned parts are missing.
    var leaves: [([[UInt8]], [UInt8])] {
        sideBySide.flatMap { node -> [([[UInt8]], [UInt8])] in
            switch node {
            case .leaf(let value): [([], value)]
            case .labeled(let label, let tree): tree.leaves.map { ([label] + $0.0, $0.1) }
            case .empty, .fork, .pruned: []
            }
        }
    }

    /// The number of forks on the longest way down to a label.
    var forkDepth: Int {
        switch self {
        case .fork(let left, let right): 1 + max(left.forkDepth, right.forkDepth)
        case .empty, .labeled, .leaf, .pruned: 0
        }
    }
}

/// Labels that are alike at their beginnings, of no length, and of some.
func randomLabel(_ random: inout SplitMix64, variety: Int) -> [UInt8] {
    let number = Int.random(in: 0..<variety, using: &random)
    switch number % 4 {
    case 0: return Array(repeating: UInt8(0x61), count: number / 4 % 9)
    case 1: return SHA256.hash([UInt8(number & 255)]).bytes
    case 2: return Array("key-\(number)".utf8)
    default: return [0xff, UInt8(number & 255)]
    }
}

func randomLeaf(_ random: inout SplitMix64) -> CertifiedLeaf {
    let number = random.next()
    if number % 2 == 0 { return .digest(SHA256.hash(Array("\(number)".utf8))) }
    return .bytes(Array(repeating: UInt8(truncatingIfNeeded: number >> 8), count: Int(number % 77)))
}
