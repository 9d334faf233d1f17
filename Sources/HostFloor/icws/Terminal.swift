import Foundation

/// Messages to the person who runs the tool. They go to standard error, results to standard output.
enum Terminal {
    static func note(_ text: String) { write("icws: \(text)") }
    static func warning(_ text: String) { write("icws: warning: \(text)") }
    static func error(_ text: String) { write("icws: error: \(text)") }

    private static func write(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
