import ICAgent
import MessageVerification
import WebSocketProtocol

// What the other side does.

extension ClientConnection {
    /// A binary frame came.
    public mutating func received(_ frame: [UInt8], at now: Moment) -> [ConnectionAction] {
        switch phase {
        case .awaitingHandshake: handshake(frame, at: now)
        case .opening, .open: message(frame, at: now)
        case .closing, .closed: []
        }
    }

    /// The socket is gone: by a close frame, or without one.
    public mutating func socketClosed(_ status: CloseStatus) -> [ConnectionAction] {
        guard phase != .closed else { return [] }
        phase = .closed
        let end = end ?? .socketEnded(status)
        self.end = end
        return [.ended(end)]
    }

    /// The gateway says who it is, for which nothing vouches; the client asks the canister for a connection through it.
    private mutating func handshake(_ frame: [UInt8], at now: Moment) -> [ConnectionAction] {
        let handshake: GatewayHandshake
        do throws(FrameError) { handshake = try GatewayHandshake(decoding: frame) } catch {
            return close(for: .handshake(error))
        }
        let argument = OpenArguments(clientNonce: clientKey.nonce, gateway: handshake.gateway).encoded
        do throws(IdentityError) {
            let frame = try envelopes.frame("ws_open", argument, at: now.time)
            phase = .opening(gateway: handshake.gateway)
            phaseDeadline = now.uptime.advanced(by: settings.openTimeout)
            return [.transmit(frame)]
        } catch {
            return close(for: .identity(error))
        }
    }

    /// A message of the canister: its form, its proof, its place, and then what it says.
    private mutating func message(_ frame: [UInt8], at now: Moment) -> [ConnectionAction] {
        let relayed: RelayedMessage
        do throws(FrameError) { relayed = try RelayedMessage(decoding: frame) } catch {
            return close(for: .frame(error))
        }
        do throws(MessageRefusal) {
            return take(try receiver.receive(relayed, at: now.time), at: now)
        } catch {
            return close(for: .refused(error))
        }
    }

    private mutating func take(_ message: ReceivedMessage, at now: Moment) -> [ConnectionAction] {
        switch (phase, message.body) {
        case (.opening(let gateway), .service(.open)):
            phase = .open(gateway: gateway)
            return [.opened]
        case (_, .service(.close(let reason))):
            return close(for: .closedByCanister(reason))
        case (.opening, _):
            return close(for: .notOpened(message.body))
        case (_, .service(.acknowledge(let number))):
            return acknowledged(number, at: now)
        case (_, .application(let content)):
            return [
                .deliver(
                    IncomingMessage(
                        connection: clientKey, sequenceNumber: message.sequenceNumber, content: content,
                        timestamp: message.timestamp, certifiedAt: message.certifiedAt, receivedAt: now.time,
                        signature: message.signature))
            ]
        case (_, .service(let service)):
            // The receiver lets none of these through.
            return close(for: .refused(.unexpected(service)))
        }
    }

    /// The canister tells up to where messages came, and wants to know that the client is there.
    private mutating func acknowledged(_ number: UInt64, at now: Moment) -> [ConnectionAction] {
        switch unacknowledged.acknowledge(upTo: number, at: now.uptime) {
        case .tooHigh(let last): return close(for: .acknowledgedTooMuch(found: number, last: last))
        case .overdue(let numbers): return close(for: .acknowledgementTimeout(numbers))
        case .taken: break
        }
        // While nothing waits, any number is taken; what was never sent is not told all the same.
        acknowledgedSequenceNumber = max(acknowledgedSequenceNumber, min(number, nextSequenceNumber - 1))
        let answer = ServiceMessage.keepAlive(lastIncomingSequenceNumber: lastReceivedSequenceNumber).encoded
        do throws(IdentityError) {
            let message = try outgoing(answer, isServiceMessage: true, at: now)
            sent(message)
            return [.acknowledged(upTo: acknowledgedSequenceNumber), .transmit(message.frame)]
        } catch {
            return close(for: .identity(error))
        }
    }
}
