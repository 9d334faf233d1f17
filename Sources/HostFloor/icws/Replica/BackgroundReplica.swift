import Foundation
import Glibc
import LocalReplica

/// A replica in a process of its own, which goes on when the command has ended.
struct BackgroundReplica {
    let command: ReplicaStartCommand

    enum Failure: Error, CustomStringConvertible {
        case notStarted(reason: String)
        case ended(log: String)
        case noAnswer(seconds: Int, log: String)

        var description: String {
            switch self {
            case .notStarted(let reason): "the replica's process cannot be started: \(reason)"
            case .ended(let log): "the replica ended at once: \(log)"
            case .noAnswer(let seconds, let log): "the replica does not answer after \(seconds) s: see \(log)"
            }
        }
    }

    private var folder: String { command.folder.stateDirectory }
    private var log: String { StateDirectory.path(of: .log, in: folder) }

    /// Starts the process, and waits until the replica answers.
    func start() async throws -> ReplicaFacts {
        if let process = StateDirectory.process(using: folder) {
            throw ReplicaError.stateDirectoryInUse(path: folder, process: process)
        }
        try StateDirectory.make(folder)
        let logStart = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
        let process = try spawn()
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while ContinuousClock.now < deadline {
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG) == process { throw Failure.ended(log: lastWords(from: logStart)) }
            if let facts = try? ReplicaProbe(folder: folder).facts(), facts.process == process, facts.health == "healthy" { return facts }
            try await Task.sleep(for: .milliseconds(50))
        }
        kill(process, SIGTERM)
        throw Failure.noAnswer(seconds: Self.patience, log: log)
    }

    /// What the process reported last.
    private func lastWords(from start: Int) -> String {
        let data = FileManager.default.contents(atPath: log) ?? Data()
        let text = String(decoding: data.dropFirst(start), as: UTF8.self)
        let line = text.split(separator: "\n").last.map(String.init) ?? "see \(log)"
        return line.replacing("icws: error: ", with: "")
    }

    /// A process in a session of its own, so that nothing that ends the terminal ends it.
    private func spawn() throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        // Whoever waits for the end of this command, by a pipe say, must not wait for that of the replica.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for file in files.compactMap({ Int32($0) }) where file > STDERR_FILENO {
            _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Self.newSession)

        let tool = "/proc/self/exe"
        var words = (["icws"] + command.argumentsInForeground).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, tool, &actions, &attributes, &words, environ)
        guard error == 0 else { throw .notStarted(reason: String(cString: strerror(error))) }
        return process
    }

    /// `POSIX_SPAWN_SETSID` of the C library's `spawn.h`, which its module map leaves out.
    private static let newSession: Int16 = 0x80

    /// Seconds that a replica may take until it answers: it reads its whole state before.
    private static let patience = 120
}
