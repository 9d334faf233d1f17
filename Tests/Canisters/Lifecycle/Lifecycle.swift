import CanisterWebSockets

/// Uses all that the library offers around an interface: state over upgrades, entry points that only some have, and
/// answers from callbacks.
final class Lifecycle: LifecycleService, StatefulCanister {
    private var log: [Text] = []
    private var owner = Principal.anonymous

    // MARK: Life

    func webSocketSettings(_ owner: Principal, _ argument2: UInt64?) -> WebSocketSettings {
        var settings = WebSocketSettings()
        if let argument2 { settings.acknowledgementInterval = argument2 }
        return settings
    }

    func onInstall(_ owner: Principal, _ argument2: UInt64?) throws(EntryPointFailure) {
        guard owner != .anonymous else { throw .trap("the owner must not be anonymous") }
        self.owner = owner
        log.append("installed")
    }

    func onUpgrade(_ owner: Principal, _ argument2: UInt64?) {
        log.append("upgraded by \(owner)")
    }

    func save(into writer: inout StableWriter) {
        writer.write(littleEndian: UInt32(log.count))
        for text in log {
            writer.write(littleEndian: UInt32(text.bytes.count))
            writer.write(text.bytes)
        }
    }

    func restore(from reader: inout StableReader) throws(EntryPointFailure) {
        guard let count = reader.read(littleEndian: UInt32.self) else { throw .trap("no number of events") }
        for _ in 0..<count {
            guard let size = reader.read(littleEndian: UInt32.self), let bytes = reader.readBytes(Int(size)),
                let text = Text(utf8: bytes)
            else { throw .trap("the events are cut off") }
            log.append(text)
        }
    }

    func onHeartbeat() {
        log.append("heartbeat")
    }

    func onInspectMessage(_ method: Text) -> Bool {
        method != "relay" || IncomingCall.caller == owner
    }

    // MARK: WebSockets

    func onOpen(_ client: Principal) {
        try? send(.joined(client), to: client)
    }

    func onMessage(_ message: Message, from client: Principal) {
        switch message {
        case .said(let said):
            log.append(said.text)
            try? send(message, to: client)
        case .joined, .left: try? close(client)
        }
    }

    func onUndecodableMessage(_ content: [UInt8], _ error: CandidError, from client: Principal) {
        log.append("not decoded: \(content.count) bytes")
    }

    // MARK: Methods

    func events() -> [Text] { log }

    func relay(_ callee: Principal) throws(EntryPointFailure) -> (Text, UInt64) {
        let reply = LifecycleReply.relay()
        do throws(OutgoingCall.NotSent) {
            try OutgoingCall(to: callee, method: "answer").send(
                CandidEncoder.encode(),
                onReply: { bytes in
                    guard let text = Text(utf8: bytes) else { return reply.reject("the answer is no text") }
                    self.log.append(text)
                    reply.send((text, UInt64(bytes.count)))
                },
                onReject: { reply.reject("refused: \($0.text)") })
        } catch {
            throw .reject("the call could not be sent")
        }
        throw .deferred
    }

    func wait(_ callee: Principal) throws(EntryPointFailure) {
        let reply = LifecycleReply.wait()
        try? OutgoingCall(to: callee, method: "answer").send(
            [],
            onReply: { _ in
                reply.send()
                // A second answer is one too many.
                if self.log.last == "twice" { reply.send() }
            },
            onReject: { _ in })
        throw .deferred
    }

    func key(_ client: Principal) -> ClientKey? { webSockets.openConnection(of: client) }
}
