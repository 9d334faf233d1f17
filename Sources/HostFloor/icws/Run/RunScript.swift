import Foundation

/// The steps of a run as they were written.
struct RunScript {
    /// A step, and the text that it was read from.
    struct Entry {
        let text: String
        let step: RunStep
    }

    let entries: [Entry]

    /// Reads arguments, one a step, or the lines of a file.
    ///
    /// - Throws: ``Malformed`` with the first step that is none, before anything is done.
    init(arguments: [String], file: String? = nil) throws {
        guard let file else {
            entries = try arguments.enumerated().map { index, text in
                try Self.entry(text, place: "step \(index + 1), '\(text)'")
            }
            return
        }
        let name = file == "-" ? "standard input" : file
        let lines = try Self.text(of: file, name).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        entries = try lines.enumerated().compactMap { index, line in
            let text = line.drop(while: \.isWhitespace)
            if text.isEmpty || text.hasPrefix("#") { return nil }
            return try Self.entry(String(text), place: "\(name):\(index + 1)")
        }
    }

    /// The steps, or others where there are none.
    func steps(orDefault steps: [RunStep]) -> [Entry] {
        entries.isEmpty ? steps.map { Entry(text: "\($0)", step: $0) } : entries
    }

    private static func entry(_ text: String, place: String) throws -> Entry {
        do throws(RunStepError) {
            return Entry(text: text, step: try RunStep(parsing: text))
        } catch {
            throw Malformed(place: place, error: error)
        }
    }

    private static func text(of file: String, _ name: String) throws -> String {
        let data = file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else { throw Unreadable(name: name, why: "it cannot be opened") }
        guard let text = String(validating: data, as: UTF8.self) else { throw Unreadable(name: name, why: "it is not UTF-8") }
        return text
    }

    /// A step that is none, and where it stands.
    struct Malformed: Error, CustomStringConvertible {
        let place: String
        let error: RunStepError
        var description: String { "\(place): \(error)" }
    }

    struct Unreadable: Error, CustomStringConvertible {
        let name: String
        let why: String
        var description: String { "the steps cannot be read from \(name): \(why)" }
    }
}
