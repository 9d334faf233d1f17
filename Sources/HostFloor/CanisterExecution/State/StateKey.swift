import Candid

/// What a part of a subnet's state is kept under.
public enum StateKey: Hashable, Sendable {
    /// Time and counters of the subnet.
    case subnet
    /// A canister: all of it that is small and there once.
    case canister(Principal)
    /// The module that is installed, with its metadata.
    case module(Principal)
    /// What is open because of one message.
    case callContext(Principal, UInt64)
    /// What a canister keeps for a call of its own.
    case callback(Principal, UInt64)
    /// A line of a canister's log.
    case logLine(Principal, UInt64)
    /// The size of a canister's heap, and its globals.
    case heap(Principal)
    /// 16 KiB of a canister's heap, see ``GuestCheckpoint/blockSize``; none where all is zero.
    case heapPage(Principal, UInt64)
    /// 4 KiB of a canister's stable memory; none where nothing was ever written.
    case stablePage(Principal, UInt64)
    /// A chunk of a canister's chunk store.
    case chunk(Principal, UInt64)
    /// A change in a canister's history.
    case change(Principal, UInt64)
    /// A snapshot that was taken of a canister: what is small and there once.
    case snapshot(Principal, UInt64)
    /// The module of a snapshot.
    case snapshotModule(Principal, UInt64)
    /// 16 KiB of a snapshot's heap; none where all is zero.
    case snapshotHeapPage(Principal, UInt64, UInt64)
    /// 4 KiB of a snapshot's stable memory; none where nothing was ever written.
    case snapshotStablePage(Principal, UInt64, UInt64)
    /// A chunk of a snapshot's chunk store.
    case snapshotChunk(Principal, UInt64, UInt64)
    /// A call that waits to be executed, by its place in the queue.
    case request(UInt64)
    /// A response that waits to be executed, by its place in the queue.
    case response(UInt64)
    /// A call that a host canister has not answered.
    case unanswered(CallID)
    /// The result of a call that nobody took yet.
    case result(CallID)
}

extension StateKey: CustomStringConvertible {
    /// What it is the key of, for messages.
    public var description: String {
        switch self {
        case .subnet: "the subnet's counters"
        case .canister(let id): "canister \(id.text)"
        case .module(let id): "the module of canister \(id.text)"
        case .callContext(let id, let number): "call context \(number) of canister \(id.text)"
        case .callback(let id, let number): "callback \(number) of canister \(id.text)"
        case .logLine(let id, let number): "log line \(number) of canister \(id.text)"
        case .heap(let id): "the heap of canister \(id.text)"
        case .heapPage(let id, let number): "heap page \(number) of canister \(id.text)"
        case .stablePage(let id, let number): "stable memory page \(number) of canister \(id.text)"
        case .chunk(let id, let number): "chunk \(number) of canister \(id.text)"
        case .change(let id, let number): "change \(number) of canister \(id.text)"
        case .snapshot(let id, let number): "snapshot \(number) of canister \(id.text)"
        case .snapshotModule(let id, let number): "the module of snapshot \(number) of canister \(id.text)"
        case .snapshotHeapPage(let id, let number, let page):
            "heap page \(page) of snapshot \(number) of canister \(id.text)"
        case .snapshotStablePage(let id, let number, let page):
            "stable memory page \(page) of snapshot \(number) of canister \(id.text)"
        case .snapshotChunk(let id, let number, let chunk):
            "chunk \(chunk) of snapshot \(number) of canister \(id.text)"
        case .request(let number): "request \(number)"
        case .response(let number): "response \(number)"
        case .unanswered(let call): "unanswered call \(call.rawValue)"
        case .result(let call): "the result of call \(call.rawValue)"
        }
    }
}
