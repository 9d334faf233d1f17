import Candid
import Logging
import WebSocketProtocol

/// Fetches what a canister has for this gateway's clients, as long as it has clients here.
final class CanisterPoller: Sendable {
    private let canister: Principal
    private let environment: GatewayEnvironment
    private let traffic: CanisterTraffic
    private let receiver: any PollReceiver
    private let pause = Pause()

    /// - Parameter traffic: where polls are counted.
    init(
        _ canister: Principal, environment: GatewayEnvironment, traffic: CanisterTraffic, receiver: any PollReceiver
    ) {
        self.canister = canister
        self.environment = environment
        self.traffic = traffic
        self.receiver = receiver
    }

    /// Polls until it is cancelled, or the canister is not available for too long.
    ///
    /// - Parameter position: how far the queue was read before.
    func start(at position: QueuePosition) -> Task<Void, Never> {
        environment.metrics.change { $0.pollers += 1 }
        return environment.tasks.start { [self] in
            var loop = PollLoop(canister, at: position, environment: environment)
            await run(&loop)
            environment.metrics.change { $0.pollers -= 1 }
        }
    }

    /// Polls as soon as possible: there may be something new.
    ///
    /// - Parameter verifying: whether the canister may have lost its state.
    func hurry(verifying: Bool) { pause.cut(verifying: verifying) }

    private func run(_ loop: inout PollLoop) async {
        while !Task.isCancelled {
            let start = environment.clock.now
            let step = await loop.poll(isVerificationWanted: pause.takeVerificationWanted())
            // What came for clients that have left since is no business of those who are there now.
            guard !Task.isCancelled else { break }
            traffic.countPoll(taking: step.pollTime)
            if let page = step.page { receiver.received(page, of: canister, position: loop.position) }
            if let loss = step.loss { receiver.lost(loss, of: canister) }
            switch step.next {
            case .poll(let duration):
                traffic.notePause(duration)
                await pause.wait(for: duration, by: environment.clock, tasks: environment.tasks)
                // Many calls that end one after another are not to be a poll each.
                let passed = Duration.nanoseconds(environment.clock.now.nanoseconds(since: start))
                let rest = environment.configuration.polling.shortest - passed
                if duration > .zero, rest > .zero { try? await environment.clock.sleep(for: rest) }
            case .retry(let duration):
                traffic.notePause(duration)
                try? await environment.clock.sleep(for: duration)
            case .giveUp:
                receiver.gaveUp(canister, reason: step.failure ?? "")
                return
            }
        }
    }
}

/// Who gets what a poller finds. Nothing here waits.
protocol PollReceiver: Sendable {
    /// A page came.
    func received(_ page: NewMessages, of canister: Principal, position: QueuePosition)
    /// A canister has lost connections, or messages.
    func lost(_ loss: CanisterLoss, of canister: Principal)
    /// A canister is not available any more, and is not polled.
    func gaveUp(_ canister: Principal, reason: String)
}

/// New messages of a page with the proof that they share.
struct NewMessages: Sendable {
    let messages: [OutputMessage]
    let certificate: [UInt8]
    let tree: [UInt8]
}

/// What a canister has lost.
enum CanisterLoss: Hashable, Sendable {
    /// The gateway's queue, and so the connections.
    case state
    /// Messages that this gateway had not read.
    case messages(expected: UInt64, found: UInt64)
}
