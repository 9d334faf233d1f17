import ICProtocol

/// The envelopes of one client: one is under way, the others wait for its end, in order.
///
/// It does nothing itself; what is to be done is returned.
struct EnvelopeQueue {
    private let limits: EnvelopeLimits
    private var waiting = FirstInFirstOut<SignedCall>()
    private var waitingBytes = 0
    private(set) var isPaused = false
    private(set) var isUnderWay = false

    /// What is to be done.
    enum Step: Hashable {
        /// Send this one to the network.
        case send(SignedCall)
        case pauseReading
        case resumeReading
    }

    init(limits: EnvelopeLimits) { self.limits = limits }

    /// How many wait.
    var waitingCount: Int { waiting.count }

    /// Whether none is under way or waits.
    var isIdle: Bool { !isUnderWay && waitingCount == 0 }

    /// Takes an envelope.
    ///
    /// - Returns: `nil` where more came after reading was paused than can have been under way.
    mutating func add(_ call: SignedCall) -> [Step]? {
        guard isUnderWay else {
            isUnderWay = true
            return [.send(call)]
        }
        guard waitingCount < limits.maximumCount + limits.maximumExcessCount,
            waitingBytes + call.bytes.count <= limits.maximumBytes + limits.maximumExcessBytes
        else { return nil }
        waiting.append(call)
        waitingBytes += call.bytes.count
        guard !isPaused, isFull else { return [] }
        isPaused = true
        return [.pauseReading]
    }

    /// The one under way has come to its end: the next follows.
    mutating func ended() -> [Step] {
        guard let next = takeFirst() else {
            isUnderWay = false
            return resumed()
        }
        return [.send(next)] + resumed()
    }

    /// Drops those that wait.
    mutating func discardWaiting() {
        waiting.removeAll()
        waitingBytes = 0
    }

    private var isFull: Bool { waitingCount >= limits.maximumCount || waitingBytes >= limits.maximumBytes }

    /// Reading goes on when half the room is there again, so that it is not paused for each envelope.
    private mutating func resumed() -> [Step] {
        guard isPaused, waitingCount <= limits.maximumCount / 2, waitingBytes <= limits.maximumBytes / 2 else {
            return []
        }
        isPaused = false
        return [.resumeReading]
    }

    private mutating func takeFirst() -> SignedCall? {
        guard let call = waiting.popFirst() else { return nil }
        waitingBytes -= call.bytes.count
        return call
    }
}
