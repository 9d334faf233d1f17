import Foundation
import Logging

/// Writes a log, one line an event, as text or as JSON.
public struct GatewayLogHandler: LogHandler {
    /// How a line is written.
    public enum Format: String, Sendable, CaseIterable {
        /// `2026-01-31T12:00:00.000Z info the client has gone session=7`
        case text
        /// An object with `time`, `level`, `message`, and what else is said.
        case json
    }

    /// The least level that is written.
    public var logLevel = Logger.Level.info
    /// What every line says.
    public var metadata: Logger.Metadata = [:]

    private let format: Format
    private let sink: LogSink
    private let now: @Sendable () -> Date

    /// Makes a handler.
    public init(_ format: Format, to sink: LogSink, now: @escaping @Sendable () -> Date = { Date() }) {
        self.format = format
        self.sink = sink
        self.now = now
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let time = now().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        switch format {
        case .text:
            let pairs = all.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.word(Self.cut($0.value)))" }
            sink.take("\(time) \(event.level) \(Self.line("\(event.message)"))\(pairs.joined())")
        case .json:
            var object = all.mapValues { Self.cut($0) }
            object["time"] = time
            object["level"] = event.level.rawValue
            object["message"] = "\(event.message)"
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let line = try? encoder.encode(object) else { return }
            sink.take(String(decoding: line, as: UTF8.self))
        }
    }

    /// The most bytes of a value.
    private static let maximumValueSize = 500

    /// What others wrote must not fill the log: its end is left out, which three dots tell.
    private static func cut(_ value: Logger.Metadata.Value) -> String {
        let text = "\(value)"
        guard text.utf8.count > maximumValueSize else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: maximumValueSize)
        // Not within a character.
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return String(text.unicodeScalars[..<end]) + "…"
    }

    /// What others wrote must not look like a line of its own.
    private static func line(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}" {
                line += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                line.unicodeScalars.append(scalar)
            }
        }
        return line
    }

    private static func word(_ text: String) -> String {
        let line = line(text)
        guard line.isEmpty || line.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return line }
        return "\"" + line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
