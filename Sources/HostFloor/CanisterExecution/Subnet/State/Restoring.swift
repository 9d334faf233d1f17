import Candid

extension Subnet {
    /// Makes a subnet that goes on where another one was when its state was taken.
    ///
    /// Host canisters are the owner's to add anew, the built-in management canister excepted.
    ///
    /// - Parameters:
    ///   - records: all records, in any order; see ``takeChanges()``.
    ///   - configuration: as of the other subnet; its time is not looked at.
    ///   - guests: makes the guests of the modules. No code of theirs runs.
    /// - Throws: why the records are not the state of a subnet.
    public convenience init(
        restoring records: some Sequence<StateRecord>, _ configuration: SubnetConfiguration,
        guests: (any GuestFactory)? = nil
    ) throws(StateError) {
        self.init(configuration, guests: guests)
        var restoration = Restoration()
        for record in records { try restoration.read(record) }
        try restoration.restore(self)
        // All is known to whoever has the records.
        synchronise()
        _ = tracker.take()
    }
}

/// The records of a subnet, read and put in order.
private struct Restoration {
    private var subnet: SubnetRecord?
    private var canisters: [Principal: CanisterParts] = [:]
    private var requests: [UInt64: Request] = [:]
    private var responses: [UInt64: ResponseMessage] = [:]
    private var unanswered: [CallID: Request] = [:]
    private var results: [CallID: CallResult] = [:]

    mutating func read(_ record: StateRecord) throws(StateError) {
        switch record.key {
        case .subnet: subnet = try SubnetRecord(record)
        case .request(let number): requests[number] = try Request(record)
        case .response(let number): responses[number] = try ResponseMessage(record)
        case .unanswered(let call): unanswered[call] = try Request(record)
        case .result(let call): results[call] = try CallResult(record)
        case .canister(let id), .module(let id), .callContext(let id, _), .callback(let id, _), .logLine(let id, _),
            .heap(let id), .heapPage(let id, _), .stablePage(let id, _), .chunk(let id, _), .change(let id, _),
            .snapshot(let id, _), .snapshotModule(let id, _), .snapshotHeapPage(let id, _, _),
            .snapshotStablePage(let id, _, _), .snapshotChunk(let id, _, _):
            try canisters[id, default: CanisterParts()].read(record)
        }
    }

    func restore(_ subnet: Subnet) throws(StateError) {
        guard let record = self.subnet else { throw .missing(.subnet) }
        var restored: [Principal: HostedCanister] = [:]
        for (id, parts) in canisters { restored[id] = try parts.canister(id, on: subnet) }
        subnet.restore(
            record, canisters: restored, requests: try queue(requests, before: record.nextRequest) { .request($0) },
            responses: try queue(responses, before: record.nextResponse) { .response($0) }, unanswered: unanswered,
            results: results)
    }

    /// A queue, whose numbers have no gaps up to the next one.
    private func queue<Element>(
        _ elements: [UInt64: Element], before next: UInt64, _ key: (UInt64) -> StateKey
    ) throws(StateError) -> FirstInFirstOut<Element> {
        if let stray = elements.keys.max(), stray >= next {
            throw .damaged(key(stray), reason: "the queue ends before \(next)")
        }
        let first = next - UInt64(elements.count)
        var ordered: [Element] = []
        for number in first..<next {
            guard let element = elements[number] else { throw .missing(key(number)) }
            ordered.append(element)
        }
        return FirstInFirstOut(ordered, from: first)
    }
}
