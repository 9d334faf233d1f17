import Foundation

/// The lines of a file, standard input by default: read as they are asked for, on a thread that may wait.
final class InputLines: Sendable {
    private let file: Int32
    private let queue = DispatchQueue(label: "icws.input")
    private let buffer = Buffer()

    /// Whether a person types them.
    let isTerminal: Bool

    /// The most bytes of a line.
    static let maximumSize = 2 << 20

    /// What was read and not asked for; used on the queue alone.
    private final class Buffer: @unchecked Sendable {
        var bytes: [UInt8] = []
        var isAtEnd = false
    }

    init(file: Int32 = STDIN_FILENO) {
        self.file = file
        isTerminal = isatty(file) != 0
    }

    /// The next line without its end; `nil` at the end. One that is not ended by a newline counts.
    func next() async throws(CommandFailure) -> String? {
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.read()) }
        }
        return try result.get()
    }

    private func read() -> Result<String?, CommandFailure> {
        var searched = 0
        while true {
            if let end = buffer.bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                let line = buffer.bytes[..<end]
                buffer.bytes.removeFirst(end + 1 - buffer.bytes.startIndex)
                return text(of: Array(line))
            }
            searched = buffer.bytes.count
            if buffer.isAtEnd {
                guard !buffer.bytes.isEmpty else { return .success(nil) }
                defer { buffer.bytes = [] }
                return text(of: buffer.bytes)
            }
            guard searched <= Self.maximumSize else {
                let reason = "a line of input has more than the \(Self.maximumSize) bytes that are taken"
                return .failure(CommandFailure(.usage, reason))
            }
            var chunk = [UInt8](repeating: 0, count: 64 << 10)
            let count = Glibc.read(file, &chunk, chunk.count)
            guard count >= 0 else {
                let code = errno
                if code == EAGAIN { waitForInput() }
                if code == EAGAIN || code == EINTR { continue }
                return .failure(CommandFailure(.failure, "input cannot be read: \(String(cString: strerror(code)))"))
            }
            if count == 0 { buffer.isAtEnd = true } else { buffer.bytes += chunk[..<count] }
        }
    }

    /// Waits for a file that does not wait by itself, as whoever shares it may have set it.
    private func waitForInput() {
        var descriptor = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        _ = poll(&descriptor, 1, -1)
    }

    private func text(of line: [UInt8]) -> Result<String?, CommandFailure> {
        guard let text = String(validating: line, as: UTF8.self) else {
            return .failure(CommandFailure(.usage, "a line of input is not UTF-8"))
        }
        return .success(text)
    }
}
