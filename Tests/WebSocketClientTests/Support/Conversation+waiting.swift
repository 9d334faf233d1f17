import Candid
import Testing
import WebSocketProtocol
@testable import WebSocketClient

extension Conversation {
    /// An open connection that took one message, and three more that are at the gateway.
    static func withThreeWaiting() throws -> (Conversation, [RelayedMessage]) {
        var conversation = try Conversation()
        try conversation.openAndListen()
        for text in ["one", "two", "three"] as [Text] { try conversation.say(text) }
        let messages = try conversation.relay.poll()
        try #require(messages.count == 3)
        return (conversation, messages)
    }

    /// Whether the connection would end for a frame, for good.
    func refuses(_ frame: [UInt8]) -> Bool {
        var conversation = self
        let actions = conversation.receive(frame)
        guard actions.summary == ["close 4000 Error receiving message"] else { return false }
        return conversation.connection.end?.allowsReturn == false
    }
}
