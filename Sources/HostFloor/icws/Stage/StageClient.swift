import Candid
import CanisterExecution
import ICCertificates
import MessageVerification
import WebSocketProtocol

/// A client with one connection: opens it, sends messages, and takes nothing that it cannot verify.
final class StageClient {
    let name: String
    let key: ClientKey
    let canister: LocalCanister
    private(set) var receiver: MessageReceiver
    /// The sequence number of the last message that it sent.
    private(set) var lastSent: UInt64 = 0

    init(name: String, principal: Principal, nonce: UInt64 = 1, canister: LocalCanister) {
        self.name = name
        self.canister = canister
        key = ClientKey(principal: principal, nonce: nonce)
        receiver = MessageReceiver(
            clientKey: key,
            verifier: CertifiedMessageVerifier(
                canister: canister.id, certificates: CertificateVerifier(signatureCheck: UncheckedSignature())))
    }

    /// A call to the canister that was made.
    struct Call {
        /// Bytes of the argument.
        let size: Int
        let outcome: CallOutcome
    }

    func open(through gateway: Principal) -> Call {
        call("ws_open", OpenArguments(clientNonce: key.nonce, gateway: gateway).encoded)
    }

    /// Sends one of the application's messages.
    func send(_ content: [UInt8]) -> Call { send(content, isServiceMessage: false) }

    /// Answers an acknowledgement.
    func keepAlive() -> Call {
        let message = ServiceMessage.keepAlive(lastIncomingSequenceNumber: receiver.nextSequenceNumber - 1)
        return send(message.encoded, isServiceMessage: true)
    }

    private func send(_ content: [UInt8], isServiceMessage: Bool) -> Call {
        lastSent += 1
        let message = WebSocketMessage(
            clientKey: key, sequenceNumber: lastSent, timestamp: canister.time, isServiceMessage: isServiceMessage,
            content: content)
        return call("ws_message", MessageArguments(message: message).encoded)
    }

    private func call(_ method: String, _ argument: [UInt8]) -> Call {
        Call(size: argument.count, outcome: canister.update(method, argument, from: key.principal))
    }

    /// Takes a frame as it came from a gateway.
    func receive(frame: [UInt8], at now: UInt64) throws -> ReceivedMessage {
        try receiver.receive(RelayedMessage(decoding: frame), at: now)
    }
}
