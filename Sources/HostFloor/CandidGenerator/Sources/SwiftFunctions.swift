/// The entry points that a canister has only if its author wrote them, found by a look through the target's Swift files:
/// for the word `func` before the name, outside of comments and texts. Conditions such as `#if` are not evaluated.
public struct SwiftFunctions: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `func onHeartbeat`.
    public static let heartbeat = SwiftFunctions(rawValue: 1)
    /// `func onInspectMessage`.
    public static let inspectMessage = SwiftFunctions(rawValue: 2)

    /// Looks through the text of a file.
    public init(in source: String) {
        self = []
        var scanner = SwiftScanner(source)
        var previous = ""
        while let word = scanner.nextWord() {
            if previous == "func" {
                if word == "onHeartbeat" { insert(.heartbeat) }
                if word == "onInspectMessage" { insert(.inspectMessage) }
            }
            previous = word
        }
    }
}
