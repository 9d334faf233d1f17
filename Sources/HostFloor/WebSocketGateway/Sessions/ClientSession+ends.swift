import Candid
import Logging
import WebSocketProtocol

extension ClientSession {
    func close(_ socket: (any ClientSocket)?, _ end: SessionEnd) {
        services.environment.metrics.countClose(end.code)
        log(.info, "the session ends", ["code": "\(end.code.rawValue)", "reason": "\(end.reason)"])
        socket?.close(end.code, reason: end.reason)
    }

    func unregister() {
        let (subject, wasCounted) = state.withLock { state in
            defer {
                state.isSocketCounted = false
                state.socket = nil
            }
            return (state.core.subject, state.isSocketCounted)
        }
        if wasCounted { services.environment.metrics.change { $0.sessions -= 1 } }
        if let subject { services.directory.unregister(self, as: subject) }
    }

    func closeAtCanister() {
        guard let subject = state.withLock({ $0.core.subject }) else { return }
        services.closer.close(subject) { [self] in handle { $0.handle(.closedAtCanister) } }
    }

    func release() {
        let wasCounted = state.withLock { state in
            defer { state.isConnectionCounted = false }
            return state.isConnectionCounted
        }
        if wasCounted { services.environment.metrics.change { $0.canisterConnections -= 1 } }
        services.directory.remove(self)
    }

    /// One line of the log, which tells whose session it is and nothing of what is said in it.
    func log(_ level: Logger.Level, _ text: String, _ details: Logger.Metadata = [:]) {
        let log = services.environment.log
        guard log.logLevel <= level else { return }
        var metadata = details
        metadata["session"] = "\(id)"
        if let subject = state.withLock({ $0.core.subject }) {
            metadata["client"] = "\(Text { subject.client.writeText(into: &$0) })"
            metadata["canister"] = "\(subject.canister.text)"
        }
        log.log(level: level, "\(text)", metadata: metadata)
    }
}
