import ICAgent
import NIOCore

/// The clock of the system, whose waits are an event loop's: one that is cancelled is forgotten at once. A cancelled
/// `Task.sleep` is kept until its time has come, and sessions that end early leave many.
public struct EventLoopClock: AgentClock {
    private let group: any EventLoopGroup
    private let system = SystemAgentClock()

    /// Makes a clock whose waits are spread over event loops.
    public init(_ group: any EventLoopGroup) { self.group = group }

    public var now: UInt64 { system.now }

    public func sleep(for duration: Duration) async throws {
        let wait = group.next().scheduleTask(in: TimeAmount(duration)) {}
        try await withTaskCancellationHandler {
            do { try await wait.futureResult.get() } catch { throw CancellationError() }
        } onCancel: {
            wait.cancel()
        }
    }
}
