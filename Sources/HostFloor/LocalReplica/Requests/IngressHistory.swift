import CanisterExecution
import ICProtocol

/// What became of calls by users: their status until five minutes after their end, and until they expire, so that a call
/// that is sent again is answered and not executed again.
struct IngressHistory {
    /// One call.
    struct Entry: Hashable, Sendable {
        /// Who sent it, where to.
        var origin: RequestOrigin
        /// Until when it may be sent again, in nanoseconds since 1970.
        var expiry: UInt64
        /// How far it has come.
        var status: Status
        /// Under which its result comes, while it is executed.
        var call: CallID?
        /// When it ended, in nanoseconds since 1970; 0 before.
        var end: UInt64 = 0
    }

    /// How far a call has come (Interface Specification, "Request status").
    enum Status: Hashable, Sendable {
        /// It waits for a round.
        case received
        /// It was handed to its canister.
        case processing
        /// The canister replied.
        case replied([UInt8])
        /// The canister, or the system for it, rejected.
        case rejected(Rejection)
        /// It has ended, and with what is forgotten.
        case done
    }

    private let limits: ReplicaLimits
    private(set) var entries: [RequestID: Entry] = [:]
    /// Requests in the order of their ends.
    private var ended = Queue<RequestID>()
    /// Those of them with a reply or reject that is remembered, in the same order.
    private var answered = Queue<RequestID>()
    private(set) var answerBytes = 0
    private var calls: [CallID: RequestID] = [:]
    private var changed: Set<RequestID> = []

    init(limits: ReplicaLimits) { self.limits = limits }

    /// Whether no more can be remembered.
    var isFull: Bool { entries.count >= limits.rememberedRequests }

    /// Calls that were handed to canisters and have no result yet.
    var openCalls: Int { calls.count }

    subscript(id: RequestID) -> Entry? { entries[id] }

    mutating func receive(_ id: RequestID, from origin: RequestOrigin, expiry: UInt64) {
        entries[id] = Entry(origin: origin, expiry: expiry, status: .received)
        changed.insert(id)
    }

    mutating func begin(_ id: RequestID, as call: CallID) {
        entries[id]?.status = .processing
        entries[id]?.call = call
        calls[call] = id
        changed.insert(id)
    }

    /// Notes the result of a call.
    ///
    /// - Returns: its request; `nil` for a call that no request stands for.
    mutating func end(_ call: CallID, with result: CallResult, at time: UInt64) -> RequestID? {
        guard let id = calls.removeValue(forKey: call) else { return nil }
        switch result {
        case .reply(let bytes): end(id, .replied(bytes), at: time)
        case .reject(let reject): end(id, .rejected(Rejection(reject)), at: time)
        }
        return id
    }

    /// Notes how a request ended.
    mutating func end(_ id: RequestID, _ status: Status, at time: UInt64) {
        guard entries[id] != nil else { return }
        entries[id]?.status = status
        entries[id]?.call = nil
        entries[id]?.end = time
        changed.insert(id)
        ended.append(id)
        answered.append(id)
        answerBytes += status.size
        while answerBytes > limits.rememberedReplyBytes, answered.count > 1, let oldest = answered.popFirst() {
            answerBytes -= entries[oldest]?.status.size ?? 0
            if entries[oldest] != nil { entries[oldest]?.status = .done }
            changed.insert(oldest)
        }
    }

    /// Forgets what ended long enough ago and has expired.
    mutating func forget(at time: UInt64) {
        while let id = ended.first {
            if let entry = entries[id] {
                guard entry.end < time, time - entry.end > limits.statusLifetime, entry.expiry < time else { return }
                answerBytes -= entry.status.size
                entries[id] = nil
                changed.insert(id)
            }
            ended.removeFirst()
            if answered.first == id { answered.removeFirst() }
        }
    }

    /// What changed since this was last called: entries as they are now, `nil` for those that are forgotten.
    mutating func takeChanges() -> [RequestID: Entry?] {
        defer { changed = [] }
        return Dictionary(uniqueKeysWithValues: changed.map { ($0, entries[$0]) })
    }

    /// Takes over entries that were stored. Calls that waited for a round are gone with the process that they waited in:
    /// nothing of them was executed, and nobody was told that it would be.
    mutating func restore(_ stored: [RequestID: Entry]) {
        entries = stored.filter { $0.value.status != .received }
        changed.formUnion(stored.keys.filter { entries[$0] == nil })
        for (id, entry) in entries { if let call = entry.call { calls[call] = id } }
        for (id, entry) in entries.filter({ $0.value.isEnded }).sorted(by: { $0.value.end < $1.value.end }) {
            ended.append(id)
            if entry.status != .done { answered.append(id) }
            answerBytes += entry.status.size
        }
    }
}

extension IngressHistory.Entry {
    /// Whether the call has come to its end.
    var isEnded: Bool { status.isEnded }
}

extension IngressHistory.Status {
    /// Whether the call has come to its end.
    var isEnded: Bool {
        switch self {
        case .received, .processing: false
        case .replied, .rejected, .done: true
        }
    }

    /// Bytes of the answer.
    var size: Int {
        switch self {
        case .received, .processing, .done: 0
        case .replied(let bytes): bytes.count
        case .rejected(let rejection): rejection.message.utf8.count
        }
    }
}

extension Rejection {
    /// The reject of an execution as it is sent to users: with a finer code also where the canister itself rejected, as
    /// the network has it.
    init(_ reject: Reject) {
        let errorCode = reject.errorCode ?? (reject.code == .canisterReject ? .canisterRejectedMessage : nil)
        self.init(
            code: UInt64(reject.code.rawValue), message: reject.message, errorCode: errorCode?.rawValue)
    }
}
