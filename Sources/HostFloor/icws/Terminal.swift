import Foundation

/// Messages to the person who runs the tool. They go to standard error, results to standard output.
enum Terminal {
    static func note(_ text: String) { write("icws: \(text)") }
    static func warning(_ text: String) { write("icws: warning: \(text)") }
    static func error(_ text: String) { write("icws: error: \(text)") }

    /// A line as it is, for programs that read them.
    static func line(_ text: String) { write(text) }

    /// How results are set off: with colours where a person reads them on a terminal and did not switch them off
    /// (`NO_COLOR`).
    static var outputStyle: TextStyle {
        let environment = ProcessInfo.processInfo.environment
        guard isatty(STDOUT_FILENO) != 0, environment["NO_COLOR", default: ""].isEmpty, environment["TERM"] != "dumb"
        else { return .plain }
        return .coloured
    }

    private static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
