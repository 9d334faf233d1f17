import Foundation
import Synchronization

/// All processes of a measurement, so that whatever ends it ends them.
final class BenchProcesses: Sendable {
    private let state = Mutex(State())

    private struct State {
        var running: [BenchProcess] = []
        var started: [pid_t] = []
        var isClosed = false
    }

    /// Starts a process of this executable.
    ///
    /// - Parameter tool: another executable.
    func start(
        _ name: String, tool: String? = nil, _ arguments: [String]
    ) throws(BenchProcess.Failure) -> BenchProcess {
        // Under the lock, so that none is started after all were ended.
        let result: Result<BenchProcess, BenchProcess.Failure> = state.withLock { state in
            guard !state.isClosed else { return .failure(BenchProcess.Failure(description: "the measurement ends")) }
            do throws(BenchProcess.Failure) {
                let process = try BenchProcess(name, tool: tool ?? Self.ownExecutable, arguments)
                state.running.append(process)
                state.started.append(process.id)
                return .success(process)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Ends some of them.
    func end(_ processes: [BenchProcess]) {
        for process in processes { process.end() }
        state.withLock { state in
            state.running.removeAll { process in processes.contains { $0 === process } }
        }
    }

    /// Ends all of them, and starts none any more.
    func endAll() {
        let running = state.withLock { state in
            state.isClosed = true
            return state.running
        }
        end(running)
    }

    /// All that were started.
    var started: [pid_t] { state.withLock { $0.started } }

    /// Those of whose process groups something is left: they themselves, or what they started.
    var left: [pid_t] { started.filter { kill(-$0, 0) == 0 } }

    private static var ownExecutable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/proc/self/exe"
    }
}
