import Candid
import ICCertificates
import WebSocketProtocol

/// A page of messages that `ws_get_messages` answered, with the canister that it came from: all that a verifier needs.
public struct CertifiedPage: Hashable, Sendable {
    /// The canister.
    public let canister: Principal

    /// The answer.
    public let page: CertifiedMessages

    /// Makes a page.
    public init(canister: Principal, page: CertifiedMessages) {
        self.canister = canister
        self.page = page
    }

    /// The frames that a gateway relays, one a message.
    public var relayedMessages: [RelayedMessage] {
        page.messages.map { message in
            RelayedMessage(
                key: message.key.bytes, content: message.content, certificate: page.certificate, tree: page.tree)
        }
    }

    /// One line of JSON, which `Tests/Verifier/verify_pages.py` reads: `canister`, `cert` and `tree` in hexadecimal,
    /// and `messages`, each with its `key` and, in hexadecimal, `content`.
    public var line: String { Self.line(of: relayedMessages, from: canister) }

    /// The same of messages that were relayed and have one proof. Empty where there are none, which need no proof.
    public static func line(of messages: [RelayedMessage], from canister: Principal) -> String {
        guard let first = messages.first else { return "" }
        let entries = messages.map { message in
            "{\"key\": \"\(String(decoding: message.key, as: UTF8.self))\", \"content\": \"\(message.content.hex)\"}"
        }
        return "{\"canister\": \"\(canister.bytes.hex)\", \"cert\": \"\(first.certificate.hex)\", "
            + "\"tree\": \"\(first.tree.hex)\", \"messages\": [\(entries.joined(separator: ", "))]}"
    }
}
