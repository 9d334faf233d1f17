import Candid
import ICAgent
import Logging
import WebSocketProtocol

/// One canister's polls, one after another: what each is to ask, and what its answer means.
struct PollLoop {
    private let canister: Principal
    private let environment: GatewayEnvironment
    private let keyPrefix: [UInt8]
    private(set) var position: QueuePosition
    private var pacing: PollPacing
    private var unreadableTries = 0
    private var isFailing = false
    /// How many pages in a row lacked the last message.
    private var doubts = 0

    /// One node answers a query, and it may be some blocks behind: a page that lacks the last message is asked for
    /// again, of another node most likely, before it counts.
    private static let maximumDoubts = 3
    private static let pauseInDoubt: Duration = .seconds(1)

    /// What a poll came to.
    struct Step {
        var page: NewMessages?
        var loss: CanisterLoss?
        var failure: String?
        /// What the poll took, in nanoseconds, where it was answered.
        var pollTime: Int64?
        var next: PollPacing.Next
    }

    init(_ canister: Principal, at position: QueuePosition, environment: GatewayEnvironment) {
        self.canister = canister
        self.environment = environment
        self.position = position
        keyPrefix = MessageKey.prefix(gateway: environment.principal)
        pacing = PollPacing(environment.configuration.polling, at: environment.clock.now)
    }

    mutating func poll(isVerificationWanted: Bool) async -> Step {
        let start = environment.clock.now
        // A page that begins with the last message again may be too large for that alone.
        let verifying =
            unreadableTries == 0 && (isVerificationWanted || doubts > 0 || pacing.wantsVerification(at: start))
        let nonce = position.nonce(verifying: verifying)
        do throws(PollFailure) {
            let page = try await environment.network.messages(of: canister, from: nonce)
            let now = environment.clock.now
            let pollTime = now.nanoseconds(since: start)
            environment.metrics.polls.increment()
            environment.metrics.pollTime.recordNanoseconds(pollTime)
            succeeded()
            var step = take(page, from: nonce, at: now)
            step.pollTime = pollTime
            return step
        } catch {
            // Whoever cancelled the poll does not want its page, and nothing is wrong with the canister.
            guard !Task.isCancelled else { return Step(next: .poll(after: .zero)) }
            environment.metrics.failedPolls.increment()
            return failed(error)
        }
    }

    private mutating func take(_ page: CertifiedMessages, from nonce: UInt64, at now: UInt64) -> Step {
        if position.nonce(verifying: true) == nonce { pacing.noteVerification(at: now) }
        let reading = position.read(page, from: nonce, prefix: keyPrefix)
        if reading == .forgotten, page.messages.isEmpty, doubts < Self.maximumDoubts {
            doubts += 1
            return Step(next: .retry(after: Self.pauseInDoubt))
        }
        doubts = 0
        switch reading {
        case .messages(let messages):
            let outcome: PollPacing.Outcome =
                if !page.isEndOfQueue, !page.messages.isEmpty { .more } else { messages.isEmpty ? .nothing : .messages }
            let new = NewMessages(messages: messages, certificate: page.certificate, tree: page.tree)
            return Step(page: messages.isEmpty ? nil : new, next: pacing.next(after: outcome, at: now))
        case .forgotten: return startAnew(.state, at: now)
        case .gap(let expected, let found):
            return startAnew(.messages(expected: expected, found: found), at: now)
        }
    }

    private mutating func startAnew(_ loss: CanisterLoss, at now: UInt64) -> Step {
        position = QueuePosition()
        return Step(loss: loss, next: pacing.next(after: .messages, at: now))
    }

    private mutating func succeeded() {
        unreadableTries = 0
        guard isFailing else { return }
        isFailing = false
        environment.log.notice("the canister answers again", metadata: ["canister": "\(canister.text)"])
    }

    private mutating func failed(_ failure: PollFailure) -> Step {
        if !isFailing {
            isFailing = true
            environment.log.warning(
                "the canister's messages cannot be fetched",
                metadata: ["canister": "\(canister.text)", "reason": "\(failure.reason)"])
        }
        var loss: CanisterLoss?
        switch failure {
        case .unavailable: break
        case .unreadable: noteUnreadable()
        case .gone:
            // Once is enough: whoever comes later comes to a new canister.
            if position.hasRead { loss = .state }
            position = QueuePosition()
            doubts = 0
        }
        var next = pacing.next(after: .failure, at: environment.clock.now)
        // The page after it may be as unreadable: those are passed over one after another, and each costs a poll.
        if case .retry(let pause) = next, unreadableTries > 0 {
            next = .retry(after: min(pause, environment.configuration.polling.quick))
        }
        return Step(loss: loss, failure: failure.reason, next: next)
    }

    /// Passes over the next message after some tries, so that those behind it come through.
    private mutating func noteUnreadable() {
        unreadableTries += 1
        guard unreadableTries >= environment.configuration.polling.unreadableTries else { return }
        environment.log.error(
            "a message that cannot be fetched is passed over",
            metadata: ["canister": "\(canister.text)", "nonce": "\(position.next)"])
        position.skip()
    }
}
