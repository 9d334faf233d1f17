import Candid

extension StateKey {
    enum Kind: UInt8 {
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
