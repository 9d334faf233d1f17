import Bytes
import Candid
import Canister
import WebSocketProtocol

extension WebSocketService {
    /// Does nothing.
    public func onOpen(_ client: Principal) {}

    /// Does nothing.
    public func onClose(_ client: Principal) {}

    /// Connections survive upgrades.
    @inline(__always)
    public static var keepsConnections: Bool { true }

    /// Decodes the content, one Candid value, and hands it to the author.
    public func onMessage(_ content: [UInt8], from client: Principal) {
        let message: ApplicationMessage
        do throws(CandidError) {
            message = try CandidDecoder.decode(ApplicationMessage.self, from: content)
        } catch {
            onUndecodableMessage(content, error, from: client)
            return
        }
        onMessage(message, from: client)
    }

    /// Says so in the log.
    public func onUndecodableMessage(_ content: [UInt8], _ error: CandidError, from client: Principal) {
        IC.log("a message of \(client) is not of the type in the interface: \(error)")
    }

    /// Queues a message for a client. It is certified at the latest at the end of the entry point.
    ///
    /// - Throws: where the client is not connected, its gateway's queue is full, or the message could never be fetched.
    ///   Then no number was used up; a few messages that are older than the acknowledgement interval may have been
    ///   dropped to make room.
    public func send(_ message: ApplicationMessage, to client: Principal) throws(WebSocketError) {
        try send(Self.encode(message), to: client)
    }

    /// A message as clients get it: the whole Candid message of one value.
    public static func encode(_ message: ApplicationMessage) -> [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.write(messageHeader)
        message.encode(into: &writer)
        return writer.bytes
    }

    /// Runs an entry point: an error becomes a trap or a reject, and all that was sent is certified once, at the end.
    public func run(_ body: () throws(EntryPointFailure) -> Void) {
        IC.run { () throws(EntryPointFailure) in try webSockets.batch(body) }
    }

    /// `canister_global_timer`.
    public func globalTimer() { timers.globalTimer() }

    /// The update method ``Timers/method``.
    public func runTimer() {
        webSockets.batch { () throws(Never) in timers.runTimer() }
    }
}
