import Certification
import MessageVerification
import Testing
import WebSocketProtocol
@testable import WebSocketClient

@Suite("Text that a gateway writes")
struct ForeignTextTests {
    private let text = "\u{1b}[2Jgone\n\u{9b}" + String(repeating: "\u{e9}", count: 400)

    /// The first 300 scalars, with nothing in them that steers a terminal.
    private var shown: String { "?[2Jgone??" + String(repeating: "\u{e9}", count: 290) + "…" }

    @Test("into a close frame is told without what steers a terminal, and not at any length")
    func closeReason() {
        #expect(CloseStatus(number: 4_199, reason: text).description
                == "the gateway closed the connection: 4199, \(shown)")
    }

    @Test("as a key is told the same way")
    func key() {
        let description = MessageRefusal.keyNotProven(Array(text.utf8), .absent).description
        #expect(description.hasPrefix("the tree has no value at key '\(shown)': "))
    }
}
