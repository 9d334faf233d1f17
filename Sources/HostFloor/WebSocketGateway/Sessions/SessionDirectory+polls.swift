import Candid
import Logging
import WebSocketProtocol

extension SessionDirectory: PollReceiver {
    func received(_ page: NewMessages, of canister: Principal, position: QueuePosition) {
        let receivers = state.withLock { state in
            state.canisters[canister]?.position = position
            let clients = state.canisters[canister]?.clients ?? [:]
            return page.messages.map { clients[$0.clientKey] }
        }
        let frames = RelayedPage(certificate: page.certificate, tree: page.tree)
        for (message, receiver) in zip(page.messages, receivers) {
            if let receiver {
                receiver.deliver(message, of: frames)
            } else {
                environment.metrics.messagesWithoutClient.increment()
            }
        }
    }

    func lost(_ loss: CanisterLoss, of canister: Principal) {
        environment.metrics.losses.increment()
        state.withLock { $0.canisters[canister]?.position = QueuePosition() }
        environment.log.warning(
            "the canister has lost connections or messages",
            metadata: ["canister": "\(canister.text)", "loss": "\(loss)"])
        for session in sessions(of: canister) {
            switch loss {
            case .state: session.canisterForgot()
            case .messages: session.messagesLost()
            }
        }
    }

    func gaveUp(_ canister: Principal, reason: String) {
        // Whoever comes now begins with a poller that has patience again.
        let sessions = state.withLock { state in
            state.canisters.removeValue(forKey: canister).map { Array($0.clients.values) } ?? []
        }
        environment.log.error(
            "the canister is not available: its clients are told",
            metadata: ["canister": "\(canister.text)", "clients": "\(sessions.count)", "reason": "\(reason)"])
        for session in sessions {
            session.end(.canisterUnavailable, reason: "the canister is not available: \(reason)")
        }
    }
}
