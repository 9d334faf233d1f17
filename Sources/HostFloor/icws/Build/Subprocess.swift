import Foundation

/// Runs other programs.
enum Subprocess {
    /// Runs a program, found in PATH, with its messages shown as they come, and gives its exit status.
    static func run(_ tool: String, _ arguments: [String], hint: String) throws(BuildError) -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        // Standard output stays with the command's own result.
        process.standardOutput = FileHandle.standardError
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { throw .missingTool(tool, hint: hint) }
        process.waitUntilExit()
        // What `env` says if it does not find the program.
        guard process.terminationStatus != 127 else { throw .missingTool(tool, hint: hint) }
        return process.terminationStatus
    }

    /// Runs a program on a file and gives what it prints.
    static func output(_ tool: String, _ arguments: [String], hint: String) throws(BuildError) -> Data {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { throw .missingTool(tool, hint: hint) }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus != 127 else { throw .missingTool(tool, hint: hint) }
        guard process.terminationStatus == 0 else { throw .toolFailed(tool, status: process.terminationStatus) }
        return data
    }
}
