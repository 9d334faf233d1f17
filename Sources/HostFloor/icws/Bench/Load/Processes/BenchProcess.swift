import Foundation
import Glibc
import Synchronization

/// A process of this very executable, which is told what to do in lines and answers in lines. It ends when its standard
/// input does, so that it does not outlive whoever started it.
final class BenchProcess: Sendable {
    /// What it is, for messages.
    let name: String
    let id: pid_t
    private let input: Int32
    private let lines: InputLines
    private let output: Int32
    private let isEnded = Mutex(false)

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - tool: the executable's path.
    ///   - arguments: without the executable's name.
    init(_ name: String, tool: String, _ arguments: [String]) throws(Failure) {
        let (read, write) = (try Self.pipe(), try Self.pipe())
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, read.out, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, write.in, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What a terminal sends at Ctrl-C reaches the one who started it, who ends it in order.
        posix_spawnattr_setflags(&attributes, Self.newGroup)
        posix_spawnattr_setpgroup(&attributes, 0)

        var words = (["icws"] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let error = posix_spawn(&process, tool, &actions, &attributes, &words, environ)
        close(read.out)
        close(write.in)
        guard error == 0 else {
            close(read.in)
            close(write.out)
            throw Failure(description: "\(name) cannot be started: \(String(cString: strerror(error)))")
        }
        self.name = name
        id = process
        input = read.in
        output = write.out
        lines = InputLines(file: write.out)
    }

    /// What the process wrote next, as JSON.
    ///
    /// - Parameter limit: after which it is ended, and nothing comes.
    func answer<Answer: Decodable>(_ type: Answer.Type, within limit: Duration) async throws -> Answer {
        let deadline = Task { [self] in
            try await Task.sleep(for: limit)
            end()
        }
        defer { deadline.cancel() }
        guard let line = try await lines.next() else {
            throw Failure(description: "\(name) ended, or gave no answer within \(limit)")
        }
        return try JSONDecoder().decode(type, from: Data(line.utf8))
    }

    /// Gives the process a line.
    func tell(_ order: some Encodable) throws(Failure) {
        let line = Array((JSONText.line(order) + "\n").utf8)
        var sent = 0
        while sent < line.count {
            let count = isEnded.withLock { $0 ? -1 : Glibc.write(input, Array(line[sent...]), line.count - sent) }
            guard count > 0 else { throw Failure(description: "\(name) takes no orders any more") }
            sent += count
        }
    }

    /// Ends the process at once, and waits until it is gone. Only the first time has an effect, so that the id of
    /// another process is never meant.
    func end() {
        isEnded.withLock { isEnded in
            guard !isEnded else { return }
            isEnded = true
            close(input)
            kill(id, SIGKILL)
            var status: Int32 = 0
            while waitpid(id, &status, 0) == -1, errno == EINTR {}
        }
    }

    deinit {
        end()
        close(output)
    }

    private static func pipe() throws(Failure) -> (in: Int32, out: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Glibc.pipe(&ends) == 0 else {
            throw Failure(description: "no pipe: \(String(cString: strerror(errno)))")
        }
        // None of them for other processes: one that holds an end would keep it open.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[1], ends[0])
    }

    /// `POSIX_SPAWN_SETPGROUP` of the C library's `spawn.h`, which its module map leaves out.
    private static let newGroup: Int16 = 0x02
}
