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

/// Records of a canister of which there are many, as they are removed together.
public struct StateGroup: Hashable, Sendable {
    /// What the bytes of the keys of all its records begin with, and of no others.
    public let prefix: [UInt8]

    fileprivate init(_ kind: StateKey.Kind, _ canister: Principal) {
        prefix = kind.prefix(canister)
    }

    static func callContexts(of canister: Principal) -> StateGroup { StateGroup(.callContext, canister) }
    static func callbacks(of canister: Principal) -> StateGroup { StateGroup(.callback, canister) }
    static func logLines(of canister: Principal) -> StateGroup { StateGroup(.logLine, canister) }
    static func heapPages(of canister: Principal) -> StateGroup { StateGroup(.heapPage, canister) }
    static func stablePages(of canister: Principal) -> StateGroup { StateGroup(.stablePage, canister) }
    static func chunks(of canister: Principal) -> StateGroup { StateGroup(.chunk, canister) }

    /// All records of a canister that there can be many of.
    static func all(of canister: Principal) -> [StateGroup] {
        StateKey.Kind.ofManyRecords.map { StateGroup($0, canister) }
    }
}

// MARK: - Bytes

extension StateKey {
    fileprivate enum Kind: UInt8 {
        case subnet = 0x01
        case canister = 0x10
        case module = 0x11
        case callContext = 0x12
        case callback = 0x13
        case logLine = 0x14
        case heap = 0x15
        case heapPage = 0x16
        case stablePage = 0x17
        case chunk = 0x18
        case change = 0x19
        case snapshot = 0x1a
        case snapshotModule = 0x1b
        case snapshotHeapPage = 0x1c
        case snapshotStablePage = 0x1d
        case snapshotChunk = 0x1e
        case request = 0x20
        case response = 0x21
        case unanswered = 0x22
        case result = 0x23

        static let ofManyRecords: [Kind] = [
            .callContext, .callback, .logLine, .heapPage, .stablePage, .chunk, .change, .snapshot, .snapshotModule,
            .snapshotHeapPage, .snapshotStablePage, .snapshotChunk,
        ]

        /// How many numbers stand behind the canister, or alone.
        var numberCount: Int {
            switch self {
            case .subnet, .canister, .module, .heap: 0
            case .snapshotHeapPage, .snapshotStablePage, .snapshotChunk: 2
            default: 1
            }
        }

        func prefix(_ canister: Principal) -> [UInt8] { [rawValue, UInt8(canister.count)] + canister.bytes }
        func bytes(_ number: UInt64) -> [UInt8] { [rawValue] + StateKey.bytes(number) }
        func bytes(_ canister: Principal, _ numbers: UInt64...) -> [UInt8] {
            prefix(canister) + numbers.flatMap(StateKey.bytes)
        }
    }

    private static func bytes(_ number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian) { Array($0) } }

    /// The key for a store: kind, canister, number. Keys of one kind are ordered by canister and number.
    public var bytes: [UInt8] {
        switch self {
        case .subnet: [Kind.subnet.rawValue]
        case .canister(let id): Kind.canister.prefix(id)
        case .module(let id): Kind.module.prefix(id)
        case .callContext(let id, let number): Kind.callContext.bytes(id, number)
        case .callback(let id, let number): Kind.callback.bytes(id, number)
        case .logLine(let id, let number): Kind.logLine.bytes(id, number)
        case .heap(let id): Kind.heap.prefix(id)
        case .heapPage(let id, let number): Kind.heapPage.bytes(id, number)
        case .stablePage(let id, let number): Kind.stablePage.bytes(id, number)
        case .chunk(let id, let number): Kind.chunk.bytes(id, number)
        case .change(let id, let number): Kind.change.bytes(id, number)
        case .snapshot(let id, let number): Kind.snapshot.bytes(id, number)
        case .snapshotModule(let id, let number): Kind.snapshotModule.bytes(id, number)
        case .snapshotHeapPage(let id, let number, let page): Kind.snapshotHeapPage.bytes(id, number, page)
        case .snapshotStablePage(let id, let number, let page): Kind.snapshotStablePage.bytes(id, number, page)
        case .snapshotChunk(let id, let number, let chunk): Kind.snapshotChunk.bytes(id, number, chunk)
        case .request(let number): Kind.request.bytes(number)
        case .response(let number): Kind.response.bytes(number)
        case .unanswered(let call): Kind.unanswered.bytes(call.rawValue)
        case .result(let call): Kind.result.bytes(call.rawValue)
        }
    }

    /// The key of some bytes; `nil` for bytes that are none.
    public init?(bytes: [UInt8]) {
        guard let kind = bytes.first.flatMap(Kind.init(rawValue:)) else { return nil }
        var rest = bytes.dropFirst()
        var canister = Principal.managementCanister
        switch kind {
        case .subnet, .request, .response, .unanswered, .result: break
        default:
            guard let count = rest.popFirst(), rest.count >= count,
                let id = Principal(bytes: Array(rest.prefix(Int(count))), else: nil)
            else { return nil }
            canister = id
            rest = rest.dropFirst(Int(count))
        }
        guard rest.count == kind.numberCount * 8 else { return nil }
        let number = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let part = rest.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        switch kind {
        case .subnet: self = .subnet
        case .canister: self = .canister(canister)
        case .module: self = .module(canister)
        case .callContext: self = .callContext(canister, number)
        case .callback: self = .callback(canister, number)
        case .logLine: self = .logLine(canister, number)
        case .heap: self = .heap(canister)
        case .heapPage: self = .heapPage(canister, number)
        case .stablePage: self = .stablePage(canister, number)
        case .chunk: self = .chunk(canister, number)
        case .change: self = .change(canister, number)
        case .snapshot: self = .snapshot(canister, number)
        case .snapshotModule: self = .snapshotModule(canister, number)
        case .snapshotHeapPage: self = .snapshotHeapPage(canister, number, part)
        case .snapshotStablePage: self = .snapshotStablePage(canister, number, part)
        case .snapshotChunk: self = .snapshotChunk(canister, number, part)
        case .request: self = .request(number)
        case .response: self = .response(number)
        case .unanswered: self = .unanswered(CallID(rawValue: number))
        case .result: self = .result(CallID(rawValue: number))
        }
    }
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
