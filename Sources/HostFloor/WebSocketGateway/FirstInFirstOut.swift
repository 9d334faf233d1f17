/// A queue whose ends cost the same however long it is.
struct FirstInFirstOut<Element> {
    private var elements: [Element?] = []
    /// Where the first stands.
    private var start = 0

    var count: Int { elements.count - start }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func append(contentsOf others: some Sequence<Element>) { for other in others { elements.append(other) } }

    mutating func popFirst() -> Element? {
        guard start < elements.count else { return nil }
        let element = elements[start]
        elements[start] = nil
        start += 1
        // Half of it is empty: moving the rest costs no more than what was taken.
        if start * 2 >= elements.count {
            elements.removeFirst(start)
            start = 0
        }
        return element
    }

    mutating func removeAll() {
        elements = []
        start = 0
    }
}
