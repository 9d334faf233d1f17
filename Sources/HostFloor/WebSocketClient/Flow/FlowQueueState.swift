/// What a ``FlowQueue`` holds, and who waits for it.
struct FlowQueueState<Element: Sendable> {
    private var elements: [Element?] = []
    /// The place of the next element; those before it are taken and nothing of them is kept.
    private var head = 0
    private(set) var size = 0
    let capacity: Int
    let cost: @Sendable (Element) -> Int

    var isFinished = false
    /// Whether no more should be offered.
    private(set) var isFull = false

    /// Who waits for an element, the first in front.
    private(set) var takers: [Taker] = []
    /// Takers that were cancelled before they began to wait.
    private var cancelled: Set<UInt64> = []
    private var lastTaker: UInt64 = 0

    /// Who waits for room, with what is to come in.
    private(set) var waiting: (element: Element, continuation: CheckedContinuation<Void, Never>)?

    struct Taker {
        let number: UInt64
        let continuation: CheckedContinuation<Element?, Never>
    }

    init(capacity: Int, cost: @escaping @Sendable (Element) -> Int) {
        self.capacity = capacity
        self.cost = cost
    }

    /// Whether the limit holds for those who wait.
    var isLimited = true

    // MARK: Elements

    func hasRoom(for element: Element) -> Bool { !isLimited || size == 0 || size + cost(element) <= capacity }

    mutating func append(_ element: Element) {
        elements.append(element)
        size += cost(element)
    }

    /// - Returns: whether ``isFull`` changed.
    mutating func becomesFull() -> Bool {
        guard size >= capacity, !isFull else { return false }
        isFull = true
        return true
    }

    /// - Returns: whether ``isFull`` changed.
    mutating func hasRoomAgain() -> Bool {
        guard isFull, size <= capacity / 2 else { return false }
        isFull = false
        return true
    }

    mutating func removeFirst() -> Element? {
        guard head < elements.count, let element = elements[head] else { return nil }
        elements[head] = nil
        head += 1
        size -= cost(element)
        if head == elements.count || head >= 64 {
            elements.removeFirst(head)
            head = 0
        }
        return element
    }

    // MARK: Who waits

    mutating func newTaker() -> UInt64 {
        lastTaker += 1
        return lastTaker
    }

    mutating func add(_ taker: Taker) { takers.append(taker) }

    mutating func removeFirstTaker() -> Taker? { takers.isEmpty ? nil : takers.removeFirst() }

    mutating func removeTakers() -> [Taker] {
        defer { takers = [] }
        return takers
    }

    /// - Returns: the taker, if it waits.
    mutating func cancel(_ number: UInt64) -> Taker? {
        guard let index = takers.firstIndex(where: { $0.number == number }) else {
            cancelled.insert(number)
            return nil
        }
        return takers.remove(at: index)
    }

    /// - Returns: whether the taker was cancelled before.
    mutating func forget(_ number: UInt64) -> Bool { cancelled.remove(number) != nil }

    mutating func wait(_ element: Element, _ continuation: CheckedContinuation<Void, Never>) {
        precondition(waiting == nil, "two wait for room in a queue that one brings to")
        waiting = (element, continuation)
    }

    /// Lets in who waits, if there is room.
    mutating func admit() -> CheckedContinuation<Void, Never>? {
        guard let waiting, hasRoom(for: waiting.element) else { return nil }
        self.waiting = nil
        append(waiting.element)
        return waiting.continuation
    }

    /// Sends away who waits.
    mutating func dismiss() -> CheckedContinuation<Void, Never>? {
        defer { waiting = nil }
        return waiting?.continuation
    }
}
