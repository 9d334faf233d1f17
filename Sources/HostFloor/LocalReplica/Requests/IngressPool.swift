import ICProtocol

/// Calls by users that wait for a round, in the order in which they came. It is bounded by their number and their bytes.
struct IngressPool {
    /// One call.
    struct Message: Sendable {
        var id: RequestID
        var request: CanisterRequest

        /// Bytes of the method's name and the argument.
        var size: Int { request.method.utf8.count + request.argument.count }
    }

    private let limits: ReplicaLimits
    private var messages = Queue<Message>()
    private(set) var bytes = 0

    init(limits: ReplicaLimits) { self.limits = limits }

    var count: Int { messages.count }
    var isEmpty: Bool { messages.isEmpty }

    /// Whether there is room for a call.
    func hasRoom(for message: Message) -> Bool {
        messages.count < limits.waitingCalls && bytes + message.size <= limits.waitingBytes
    }

    mutating func append(_ message: Message) {
        messages.append(message)
        bytes += message.size
    }

    mutating func popFirst() -> Message? {
        guard let message = messages.popFirst() else { return nil }
        bytes -= message.size
        return message
    }
}
