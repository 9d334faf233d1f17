import Foundation
import Glibc

/// Runs other programs, found in PATH, to their end.
///
/// By the system's own calls: Foundation's `Process` now and then never hears of the end of a program, when it runs in
/// a program that was itself started by one.
enum Subprocess {
    /// Runs a program with its messages shown as they come, and gives its exit status.
    static func run(_ tool: String, _ arguments: [String], hint: String) throws(BuildError) -> Int32 {
        // Standard output stays with the command's own result.
        try wait(for: try spawn(tool, arguments, output: STDERR_FILENO, hint: hint), of: tool)
    }

    /// Runs a program and gives what it prints.
    static func output(_ tool: String, _ arguments: [String], hint: String) throws(BuildError) -> Data {
        let pipe = Pipe()
        let writing = pipe.fileHandleForWriting
        let process = try spawn(tool, arguments, output: writing.fileDescriptor, hint: hint)
        // The end of the output is seen when nobody can write any more.
        try? writing.close()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        let status = try wait(for: process, of: tool)
        guard status == 0 else { throw .toolFailed(tool, status: status) }
        return data
    }

    /// Starts a program that reads nothing.
    private static func spawn(
        _ tool: String, _ arguments: [String], output: Int32, hint: String
    ) throws(BuildError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)

        var words = ([tool] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawnp(&process, tool, &actions, nil, &words, environ) == 0 else {
            throw .missingTool(tool, hint: hint)
        }
        return process
    }

    /// The exit status of a program, or, as a shell has it, 128 and the number of the signal that ended it.
    private static func wait(for process: pid_t, of tool: String) throws(BuildError) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1 {
            guard errno == EINTR else { throw .toolFailed(tool, status: -1) }
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }
}
