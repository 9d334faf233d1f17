import NIOCore

/// Hands on what arrives, in order; holds it while the receiver has paused.
struct Delivery {
    enum Item {
        case message([UInt8])
        case end(WebSocketEnd)
    }

    /// None after the end.
    private(set) var receiver: (any WebSocketReceiver)?
    private let maximumHeldBytes: Int
    private var held = CircularBuffer<Item>()
    private var heldBytes = 0

    init(to receiver: any WebSocketReceiver, maximumHeldBytes: Int) {
        self.receiver = receiver
        self.maximumHeldBytes = maximumHeldBytes
    }

    var isHolding: Bool { !held.isEmpty }
    var isAboveLimit: Bool { heldBytes > maximumHeldBytes }

    mutating func hold(_ item: Item) {
        held.append(item)
        if case .message(let message) = item { heldBytes += Outbox.size(message) }
    }

    mutating func next() -> Item? {
        guard let item = held.popFirst() else { return nil }
        if case .message(let message) = item { heldBytes -= Outbox.size(message) }
        return item
    }

    /// Drops the messages that are held. The end, if it is among them, stays.
    mutating func dropMessages() {
        held.removeAll { if case .message = $0 { true } else { false } }
        heldBytes = 0
    }

    /// Whoever gets the end gets nothing more.
    mutating func takeReceiver() -> (any WebSocketReceiver)? {
        defer { receiver = nil }
        return receiver
    }
}

extension WebSocketHandler {
    func deliver(_ item: Delivery.Item) {
        guard delivery != nil else { return }
        // Who closed the connection waits for its end and for nothing else.
        if !isClosedHere, delivery?.isHolding == true || connection?.isPaused == true {
            delivery?.hold(item)
            if delivery?.isAboveLimit == true {
                failure = "more than \(configuration.maximumHeldBytes) bytes came while reading was paused"
                context?.close(promise: nil)
            }
        } else {
            hand(item)
        }
    }

    /// Gives what is held while nobody pauses again, then reads or does not.
    func readingChanged() {
        while connection?.isPaused == false, let item = delivery?.next() { hand(item) }
        let isOpen = if case .open = phase { true } else { false }
        // A connection that ends reads on, to see its end.
        setReading(!isOpen || connection?.isPaused == false)
    }

    func setReading(_ isOn: Bool) {
        guard let context else { return }
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    func hand(_ item: Delivery.Item) {
        switch item {
        case .message(let message): delivery?.receiver?.received(message)
        case .end(let end):
            connection = nil
            delivery?.takeReceiver()?.closed(end)
        }
    }
}
