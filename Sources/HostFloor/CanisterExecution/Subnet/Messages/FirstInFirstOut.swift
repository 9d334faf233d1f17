/// A queue whose front is taken in constant time. Its elements are numbered in their order, each number once.
struct FirstInFirstOut<Element> {
    private var elements: [Element?] = []
    private var head = 0
    /// The number of the first of ``elements``.
    private var base: UInt64 = 0

    init() {}

    /// Makes a queue of elements with their numbers, which go up one by one.
    init(_ elements: [Element], from number: UInt64) {
        self.elements = elements
        self.base = number
    }

    var isEmpty: Bool { head == elements.count }
    var count: Int { elements.count - head }

    /// The numbers of the elements.
    var numbers: Range<UInt64> { (base + UInt64(head))..<(base + UInt64(elements.count)) }

    /// The element with a number; `nil` where it is not there any more, or not yet.
    subscript(number: UInt64) -> Element? {
        numbers.contains(number) ? elements[Int(number - base)] : nil
    }

    /// - Returns: its number.
    @discardableResult
    mutating func append(_ element: Element) -> UInt64 {
        elements.append(element)
        return numbers.upperBound - 1
    }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer {
            elements[head] = nil
            head += 1
            if head == elements.count || head > 1_024 && head * 2 > elements.count {
                elements.removeFirst(head)
                base += UInt64(head)
                head = 0
            }
        }
        return elements[head]
    }
}
