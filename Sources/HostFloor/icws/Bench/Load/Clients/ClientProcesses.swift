import Candid
import WebSocketGateway

/// Clients of a gateway, in as many processes as the limit of file descriptors asks for.
final class ClientProcesses: Sendable {
    private let members: [(process: BenchProcess, count: Int)]
    private let processes: BenchProcesses
    let count: Int

    /// How long what an order asks for may take beyond its own time.
    private static let patience: Duration = .seconds(240)

    init(_ count: Int, of processes: BenchProcesses, gateway: String, rootKey: String) throws {
        let capacity = max(1, DescriptorLimit.raise(to: .max) - LoadPlan.otherDescriptors)
        let number = (count + capacity - 1) / capacity
        members = try (0..<number).map { index in
            let process = try processes.start(
                "a process of clients", ["bench-clients", "--gateway", gateway, "--root-key", rootKey])
            return (process, count / number + (index < count % number ? 1 : 0))
        }
        self.processes = processes
        self.count = count
    }

    var ids: [Int32] { members.map(\.process.id) }

    /// Waits until the processes run, so that what they need to begin is in no measurement.
    func begin() async throws { _ = try await all(within: Self.patience) { _ in .nothing } }

    /// Connects all clients.
    func open(_ canisters: [Principal], isGreeted: Bool, atOnce: Int) async throws -> LoadAnswer {
        let texts = canisters.map(\.text)
        let answer = try await all(within: Self.patience) { [count = members.count] share in
            .open(count: share, canisters: texts, isGreeted: isGreeted, atOnce: max(1, atOnce / count))
        }
        try check(answer)
        return answer
    }

    /// Lets all send messages and wait for the answers.
    func exchange(_ content: [UInt8], perSecond: Double?, seconds: Double) async throws -> LoadAnswer {
        let digits = content.hex
        let answer = try await all(within: Self.patience + .seconds(seconds)) { [count] share in
            .exchange(
                content: digits, perSecond: perSecond.map { $0 * Double(share) / Double(count) }, seconds: seconds)
        }
        try check(answer)
        guard answer.answered == answer.sent else {
            throw StageFailure("of \(answer.sent) messages \(answer.answered) were answered")
        }
        return answer
    }

    /// Closes all connections, and ends the processes.
    func close() async throws {
        _ = try await all(within: Self.patience) { _ in .close }
        end()
    }

    /// Ends the processes, as if the machine of the clients had gone.
    func end() { processes.end(members.map(\.process)) }

    private func check(_ answer: LoadAnswer) throws {
        guard answer.connected == count, answer.failures.isEmpty else {
            let reasons = answer.failures.map { "\($0.value) × \($0.key)" }.sorted().joined(separator: "; ")
            throw StageFailure("of \(count) clients \(answer.connected) are connected: \(reasons)")
        }
    }

    private func all(
        within limit: Duration, _ order: @escaping @Sendable (_ share: Int) -> LoadOrder
    ) async throws -> LoadAnswer {
        try await withThrowingTaskGroup(of: LoadAnswer.self) { group in
            for member in members {
                group.addTask {
                    try member.process.tell(order(member.count))
                    return try await member.process.answer(LoadAnswer.self, within: limit)
                }
            }
            return try await group.reduce(LoadAnswer(), +)
        }
    }
}
