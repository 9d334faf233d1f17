/// Tells what is waited for, once it takes longer than people wait without a word.
enum Patience {
    static func waiting<Result: Sendable>(
        for what: String, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let note = Task {
            try await Task.sleep(for: .seconds(2))
            Terminal.note("waiting for \(what) …")
        }
        defer { note.cancel() }
        return try await body()
    }
}
