import Synchronization
import WebSocketProtocol
import WebSocketTransport

/// Lets sockets in, and counts those that are in.
final class Doorkeeper: Sendable {
    /// A socket that is not let in.
    struct Refusal: Error, Hashable {
        let code: CloseCode
        let reason: String
    }

    /// A place that a socket takes, and gives back.
    struct Place: Sendable {
        fileprivate let block: AddressBlock?
    }

    let limits: AdmissionLimits
    private let state = Mutex(State())

    private struct State {
        var count = 0
        var counts: [AddressBlock: Int] = [:]
        var isClosed = false
    }

    init(_ limits: AdmissionLimits) { self.limits = limits }

    /// How many sockets are in.
    var count: Int { state.withLock { $0.count } }

    /// How many are in of the address that has most of them.
    var mostOfOneAddress: Int { state.withLock { $0.counts.values.max() ?? 0 } }

    /// Whether anybody is let in.
    var isOpen: Bool { state.withLock { !$0.isClosed } }

    /// Lets nobody in any more.
    func close() { state.withLock { $0.isClosed = true } }

    /// Takes a socket in.
    func admit(_ facts: HandshakeFacts) throws(Refusal) -> Place {
        if let origin = facts.origin, let allowed = limits.origins {
            guard let known = WebOrigin(origin), allowed.contains(known) else {
                throw Refusal(code: .originNotAllowed, reason: "this gateway does not serve pages of that origin")
            }
        }
        let block = facts.address.map(AddressBlock.init)
        let refusal: Refusal? = state.withLock { state in
            if state.isClosed { return Refusal(code: .goingAway, reason: "the gateway stops") }
            guard state.count < limits.maximumConnections else {
                return Refusal(code: .tryAgainLater, reason: "the gateway has as many connections as it may have")
            }
            if let block {
                let others = state.counts[block, default: 0]
                guard others < limits.maximumConnectionsPerAddress else {
                    return Refusal(
                        code: .tooManyConnections, reason: "there are \(others) connections from this address")
                }
                state.counts[block] = others + 1
            }
            state.count += 1
            return nil
        }
        if let refusal { throw refusal }
        return Place(block: block)
    }

    /// Takes a place back.
    func release(_ place: Place) {
        state.withLock { state in
            state.count -= 1
            guard let block = place.block, let count = state.counts[block] else { return }
            state.counts[block] = count > 1 ? count - 1 : nil
        }
    }
}
