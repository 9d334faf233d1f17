import ICProtocol
import WebSocketProtocol

/// A session without its surroundings: the machine, the client's envelopes that wait, the canister's messages that are
/// held. What happens goes in; what is to be done comes out, in order.
struct SessionCore {
    private(set) var machine = SessionMachine()
    private var envelopes: EnvelopeQueue
    private var held: HeldMessages
    private var areCallsAwaited = false
    private var lastSequenceNumber: UInt64 = 0

    /// Whose connection it is, from the first envelope on.
    private(set) var subject: EnvelopeCheck.Subject?

    /// What is to be done.
    enum Effect {
        case start(SessionTimer)
        case cancel(SessionTimer)
        case submit(SignedCall)
        case pauseReading
        case resumeReading
        case send([UInt8])
        case drop
        case closeSocket(SessionEnd)
        case unregister
        case closeAtCanister
        case release
        case report(IllegalSessionStep)
        case reached(GatewayLimit)
    }

    init(_ configuration: GatewayConfiguration) {
        envelopes = EnvelopeQueue(limits: configuration.envelopes)
        held = HeldMessages(maximumBytes: configuration.maximumHeldBytes)
    }

    /// Whether a message of the canister has come.
    var hasReceived: Bool { lastSequenceNumber > 0 }

    /// What an event is about.
    private enum Load {
        case none
        case envelope(SignedCall)
        case frame([UInt8])
    }

    mutating func handle(_ event: SessionEvent) -> [Effect] { handle(event, with: .none) }

    mutating func handle(_ event: SessionEvent, envelope: SignedCall) -> [Effect] {
        handle(event, with: .envelope(envelope))
    }

    /// The first envelope came.
    mutating func open(_ subject: EnvelopeCheck.Subject, isProven: Bool, envelope: SignedCall) -> [Effect] {
        self.subject = subject
        return handle(.openRequested(isProven: isProven), with: .envelope(envelope))
    }

    /// A message of the canister came.
    ///
    /// - Parameter glance: `nil` where it could not be read, which is the client's to judge.
    mutating func receive(_ frame: [UInt8], glance: MessageGlance?) -> [Effect] {
        // One for an earlier connection of the same name, while this one is about to open.
        guard subject != nil else { return [.drop] }
        guard let glance else { return handle(.canisterMessage, with: .frame(frame)) }
        // A page that was fetched twice.
        guard glance.sequenceNumber > lastSequenceNumber else { return [.drop] }
        guard glance.sequenceNumber == lastSequenceNumber + 1 else {
            return handle(.ended(SessionEnd(.connectionLost, "messages of the canister are missing")))
        }
        lastSequenceNumber = glance.sequenceNumber
        guard let reason = glance.closeReason else { return handle(.canisterMessage, with: .frame(frame)) }
        return handle(
            .canisterClose(SessionEnd(reason.closeCode, "the canister closed the connection: \(reason)")),
            with: .frame(frame))
    }

    /// The call under way has come to its end.
    ///
    /// - Parameter verdict: what that means for the session, if anything.
    mutating func callEnded(_ verdict: SessionEvent?) -> [Effect] {
        var effects = verdict.map { handle($0) } ?? []
        effects += envelopes.ended().map { Effect($0) }
        if areCallsAwaited, envelopes.isIdle {
            areCallsAwaited = false
            effects += handle(.callsEnded)
        }
        return effects
    }

    private mutating func handle(_ event: SessionEvent, with load: Load) -> [Effect] {
        var effects: [Effect] = []
        do throws(IllegalSessionStep) {
            for action in try machine.handle(event) { perform(action, load, &effects) }
        } catch {
            effects.append(.report(error))
            effects += handle(.ended(SessionEnd(.internalError, "the gateway lost track of the session")))
        }
        return effects
    }

    private mutating func perform(_ action: SessionAction, _ load: Load, _ effects: inout [Effect]) {
        switch action {
        case .start(let timer): effects.append(.start(timer))
        case .cancel(let timer): effects.append(.cancel(timer))
        case .forward:
            guard case .envelope(let call) = load else { return }
            guard let steps = envelopes.add(call) else {
                effects.append(.reached(.clientQueueExcess))
                let end = SessionEnd(.tooFast, "more messages wait than may, and more came")
                effects += handle(.ended(end))
                return
            }
            effects += steps.map { Effect($0) }
        case .discardWaiting: envelopes.discardWaiting()
        case .awaitCalls:
            if envelopes.isIdle { effects += handle(.callsEnded) } else { areCallsAwaited = true }
        case .deliver:
            if case .frame(let frame) = load { effects.append(.send(frame)) }
        case .hold:
            guard case .frame(let frame) = load else { return }
            guard !held.add(frame) else { return }
            effects.append(.reached(.heldMessages))
            effects += handle(.sendFailed)
        case .deliverHeld: effects += held.takeAll().map { .send($0) }
        case .drop: effects.append(.drop)
        case .closeSocket(let end): effects.append(.closeSocket(end))
        case .unregister:
            _ = held.takeAll()
            effects.append(.unregister)
        case .closeAtCanister: effects.append(.closeAtCanister)
        case .release: effects.append(.release)
        }
    }
}

extension SessionCore.Effect {
    init(_ step: EnvelopeQueue.Step) {
        switch step {
        case .send(let call): self = .submit(call)
        case .pauseReading: self = .pauseReading
        case .resumeReading: self = .resumeReading
        }
    }
}
