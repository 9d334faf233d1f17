/// Pages of memory by their numbers, sparse. Copies share what they have in common: to copy costs nothing, to change a
/// page costs the way to it, and two copies are compared at the cost of what differs.
///
/// Copies may be used on several threads: what they share is never changed.
struct PageTree: @unchecked Sendable {
    /// A page at level 0, else what leads to 64 parts.
    private final class Node {
        let page: [UInt8]
        var children: [Node?]

        init(page: [UInt8]) {
            self.page = page
            children = []
        }

        init(children: [Node?] = [Node?](repeating: nil, count: PageTree.fanOut)) {
            page = []
            self.children = children
        }
    }

    private static let bitsEach: UInt64 = 6
    private static let fanOut = 64
    private static let levels: UInt64 = 5

    /// Numbers lie below this: with pages of 4 KiB there is room for 4 TiB.
    static let limit: UInt64 = 1 << (bitsEach * levels)

    private var root: Node?

    /// How many pages there are.
    private(set) var count = 0

    /// A page; `nil` where there is none. A number of ``limit`` or more has none, and a page for it is not kept.
    subscript(number: UInt64) -> [UInt8]? {
        get {
            guard number < Self.limit else { return nil }
            var node = root
            for level in (0..<Self.levels).reversed() {
                guard let next = node else { return nil }
                node = next.children[Self.slot(of: number, level)]
            }
            return node?.page
        }
        set {
            guard number < Self.limit, newValue != nil || self[number] != nil else { return }
            if self[number] == nil { count += 1 } else if newValue == nil { count -= 1 }
            Self.set(newValue, at: number, below: &root, Self.levels)
        }
    }

    /// Calls `body` for every page, in the order of their numbers.
    func forEach(_ body: (_ number: UInt64, _ page: [UInt8]) -> Void) {
        forEachDifference(from: PageTree()) { number, page in body(number, page ?? []) }
    }

    /// Calls `body` for every page that is another one in `older`, or not there in one of both, in the order of their
    /// numbers: with the page as it is here.
    func forEachDifference(from older: PageTree, _ body: (_ number: UInt64, _ page: [UInt8]?) -> Void) {
        Self.compare(root, older.root, Self.levels, 0, body)
    }

    private static func slot(of number: UInt64, _ level: UInt64) -> Int {
        Int(number >> (level * bitsEach)) & (fanOut - 1)
    }

    private static func set(_ page: [UInt8]?, at number: UInt64, below node: inout Node?, _ level: UInt64) {
        guard level > 0 else {
            node = page.map { Node(page: $0) }
            return
        }
        if node == nil {
            node = Node()
        } else if !isKnownUniquelyReferenced(&node) {
            node = node.map { Node(children: $0.children) }
        }
        guard let parent = node else { return }
        set(page, at: number, below: &parent.children[slot(of: number, level - 1)], level - 1)
    }

    private static func compare(
        _ new: Node?, _ old: Node?, _ level: UInt64, _ number: UInt64,
        _ body: (_ number: UInt64, _ page: [UInt8]?) -> Void
    ) {
        guard new !== old else { return }
        guard level > 0 else { return body(number, new?.page) }
        for slot in 0..<fanOut {
            let part = number | UInt64(slot) << ((level - 1) * bitsEach)
            compare(new?.children[slot], old?.children[slot], level - 1, part, body)
        }
    }
}
