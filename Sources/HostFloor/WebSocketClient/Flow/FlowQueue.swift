import Synchronization

/// A queue between one who brings and one who takes, in order, with a limit to what waits in it.
///
/// Who brings from a socket does not wait: ``offer(_:)`` takes everything, and ``isFull`` tells when reading should
/// pause. Who brings from a task waits in ``push(_:)`` while there is no room.
final class FlowQueue<Element: Sendable>: Sendable {
    private let state: Mutex<FlowQueueState<Element>>

    /// Makes a queue.
    ///
    /// - Parameters:
    ///   - capacity: what all elements may cost together; one element may cost more, and stays alone.
    ///   - cost: of one element.
    init(capacity: Int, cost: @escaping @Sendable (Element) -> Int) {
        state = Mutex(FlowQueueState(capacity: capacity, cost: cost))
    }

    /// Brings an element, whatever the limit.
    ///
    /// - Returns: whether ``isFull`` changed by it.
    func offer(_ element: Element) -> Bool {
        let (taker, becomesFull) = state.withLock { state -> (FlowQueueState<Element>.Taker?, Bool) in
            guard !state.isFinished else { return (nil, false) }
            if let taker = state.removeFirstTaker() { return (taker, false) }
            state.append(element)
            return (nil, state.becomesFull())
        }
        taker?.continuation.resume(returning: element)
        return becomesFull
    }

    /// Whether no more should be offered: from when the limit is reached until half of it is taken.
    var isFull: Bool { state.withLock { $0.isFull } }

    /// Brings an element, and waits while there is no room. Only one may wait. After ``finish()`` the element is
    /// dropped.
    func push(_ element: Element) async {
        await withCheckedContinuation { continuation in
            let (taker, waits) = state.withLock { state -> (FlowQueueState<Element>.Taker?, Bool) in
                guard !state.isFinished else { return (nil, false) }
                if let taker = state.removeFirstTaker() { return (taker, false) }
                guard state.hasRoom(for: element) else {
                    state.wait(element, continuation)
                    return (nil, true)
                }
                state.append(element)
                return (nil, false)
            }
            taker?.continuation.resume(returning: element)
            if !waits { continuation.resume() }
        }
    }

    /// Nobody waits for room from now on, although there is none: what comes is known to be little.
    func letIn() {
        state.withLock { state in
            state.isLimited = false
            return state.admit()
        }?.resume()
    }

    /// Who brings waits for room again.
    func limit() {
        state.withLock { $0.isLimited = true }
    }

    /// Takes the next element, and waits for it.
    ///
    /// - Returns: the element, and whether ``isFull`` changed by it; no element at the end, or where whoever waits is
    ///   cancelled.
    func next() async -> (element: Element?, hasRoomAgain: Bool) {
        let number = state.withLock { $0.newTaker() }
        let element = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in take(number, continuation) }
        } onCancel: {
            state.withLock { $0.cancel(number) }?.continuation.resume(returning: nil)
        }
        let hasRoomAgain = state.withLock { state in
            _ = state.forget(number)
            return state.hasRoomAgain()
        }
        return (element, hasRoomAgain)
    }

    private func take(_ number: UInt64, _ continuation: CheckedContinuation<Element?, Never>) {
        let (element, waits, admitted) = state.withLock {
            state -> (Element?, Bool, CheckedContinuation<Void, Never>?) in
            if state.forget(number) { return (nil, false, nil) }
            if let element = state.removeFirst() { return (element, false, state.admit()) }
            if state.isFinished { return (nil, false, nil) }
            state.add(FlowQueueState.Taker(number: number, continuation: continuation))
            return (nil, true, nil)
        }
        admitted?.resume()
        if !waits { continuation.resume(returning: element) }
    }

    /// Nothing more is taken in. What is there can still be taken out.
    func finish() {
        let (takers, waiting) = state.withLock { state in
            state.isFinished = true
            return (state.removeTakers(), state.dismiss())
        }
        for taker in takers { taker.continuation.resume(returning: nil) }
        waiting?.resume()
    }
}
