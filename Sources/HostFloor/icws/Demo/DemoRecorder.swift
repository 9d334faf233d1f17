import Candid
import MessageVerification
import Synchronization
import WebSocketClient
import WebSocketProtocol

/// Keeps what gateways sent to honest clients, so that others can judge it.
final class DemoRecorder: Sendable {
    private let messages = Mutex<[(canister: Principal, message: RelayedMessage)]>([])

    /// How many messages are kept.
    static let maximumCount = 10_000

    /// A dialer whose sockets' messages are kept.
    func dialer(for canister: Principal) -> any GatewayDialer { Dialer(recorder: self, canister: canister) }

    fileprivate func record(_ frame: [UInt8], from canister: Principal) {
        guard let message = try? RelayedMessage(decoding: frame) else { return }
        messages.withLock { messages in
            if messages.count < Self.maximumCount { messages.append((canister, message)) }
        }
    }

    /// The pages that the messages came from, a line of JSON each: those with the same proof together.
    var lines: [String] {
        var pages: [(canister: Principal, messages: [RelayedMessage])] = []
        var places: [Proof: Int] = [:]
        for (canister, message) in messages.withLock({ $0 }) {
            let proof = Proof(canister: canister, certificate: message.certificate, tree: message.tree)
            if let place = places[proof] {
                pages[place].messages.append(message)
            } else {
                places[proof] = pages.count
                pages.append((canister, [message]))
            }
        }
        return pages.map { CertifiedPage.line(of: $0.messages, from: $0.canister) }
    }

    private struct Proof: Hashable {
        let canister: Principal
        let certificate: [UInt8]
        let tree: [UInt8]
    }

    private struct Dialer: GatewayDialer {
        let recorder: DemoRecorder
        let canister: Principal

        func open(
            _ address: String, for receiver: any GatewaySocketReceiver
        ) async throws -> any GatewaySocket {
            try await WebSocketDialer().open(
                address, for: Receiver(recorder: recorder, canister: canister, receiver: receiver))
        }
    }

    private struct Receiver: GatewaySocketReceiver {
        let recorder: DemoRecorder
        let canister: Principal
        let receiver: any GatewaySocketReceiver

        func received(_ frame: [UInt8]) {
            recorder.record(frame, from: canister)
            receiver.received(frame)
        }

        func closed(_ status: CloseStatus) { receiver.closed(status) }
    }
}
