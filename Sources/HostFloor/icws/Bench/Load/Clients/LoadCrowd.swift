import Candid
import Foundation
import ICCertificates
import NIOCore
import NIOPosix
import Synchronization
import WebSocketClient
import WebSocketTransport

/// The clients of one process.
final class LoadCrowd: Sendable {
    private let gateway: WebSocketAddress
    private let certificates: CertificateVerifier
    private let group: any EventLoopGroup
    private let clients = Mutex<[LoadClient]>([])

    /// How long answers are waited for after the last message of an exchange.
    private static let patience: Duration = .seconds(20)

    init(_ gateway: WebSocketAddress, certificates: CertificateVerifier, threads: Int) {
        self.gateway = gateway
        self.certificates = certificates
        group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        // What a client of its own would have a timer for.
        _ = group.next().scheduleRepeatedTask(initialDelay: .seconds(2), delay: .seconds(2)) { [self] _ in
            for client in clients.withLock({ $0 }) { client.timePassed() }
        }
    }

    func perform(_ order: LoadOrder) async throws -> LoadAnswer {
        var answer: LoadAnswer
        switch order {
        case .open(let count, let canisters, let isGreeted, let atOnce):
            answer = try await open(count, canisters.map { try Principal(text: $0) }, isGreeted, atOnce)
        case .exchange(let content, let perSecond, let seconds):
            answer = await exchange([UInt8](hexadecimal: content) ?? [], perSecond, seconds)
        case .close: answer = await close()
        case .nothing: answer = LoadAnswer()
        }
        let clients = clients.withLock { $0 }
        answer.connected = clients.count(where: \.isConnected)
        for case let end? in clients.map(\.end) { answer.failures["\(end)", default: 0] += 1 }
        return answer
    }

    private func open(
        _ count: Int, _ canisters: [Principal], _ isGreeted: Bool, _ atOnce: Int
    ) async throws -> LoadAnswer {
        guard !canisters.isEmpty else { return LoadAnswer() }
        let new = try (0..<count).map { number in
            try LoadClient(canisters[number % canisters.count], certificates: certificates, isGreeted: isGreeted)
        }
        clients.withLock { $0 += new }
        let failures = await withTaskGroup(of: String?.self) { tasks in
            var failures: [String: Int] = [:]
            for (number, client) in new.enumerated() {
                if number >= atOnce, let failure = await tasks.next() ?? nil { failures[failure, default: 0] += 1 }
                tasks.addTask { [self] in
                    do throws(WebSocketConnectError) { try await client.open(gateway, on: group) } catch {
                        return "\(error)"
                    }
                    return nil
                }
            }
            for await case let failure? in tasks { failures[failure, default: 0] += 1 }
            return failures
        }
        return LoadAnswer(failures: failures)
    }

    private func exchange(_ content: [UInt8], _ perSecond: Double?, _ seconds: Double) async -> LoadAnswer {
        let clients = clients.withLock { $0 }
        let start = SystemClientClock().now.uptime
        let exchange = LoadExchange(
            content: content, followsAnswers: perSecond == nil, end: start + UInt64(seconds * 1_000_000_000))
        for client in clients { client.join(exchange) }
        if let perSecond {
            await send(at: LoadPace(start: start, end: exchange.end, perSecond: perSecond), by: clients)
        } else {
            for client in clients { client.send() }
        }
        try? await SystemClientClock().sleep(untilUptime: exchange.end)
        let limit = ContinuousClock.now + Self.patience
        while exchange.answer.answered < exchange.answer.sent, ContinuousClock.now < limit {
            try? await Task.sleep(for: .milliseconds(5))
        }
        return exchange.answer
    }

    /// In even steps, each client in turn.
    private func send(at pace: LoadPace, by clients: [LoadClient]) async {
        guard !clients.isEmpty else { return }
        for number in 0..<pace.count {
            let due = pace.due(number)
            try? await SystemClientClock().sleep(untilUptime: due)
            clients[number % clients.count].send(dueAt: due)
        }
    }

    private func close() async -> LoadAnswer {
        let clients = clients.withLock { $0 }
        for client in clients { client.close() }
        let limit = ContinuousClock.now + Self.patience
        while clients.contains(where: { !$0.isGone }), ContinuousClock.now < limit {
            try? await Task.sleep(for: .milliseconds(20))
        }
        self.clients.withLock { $0 = [] }
        return LoadAnswer()
    }
}
