import Candid
import Foundation
import TestSupport

/// The sessions of `Tests/Vectors/session.json`, recorded on the released Rust library's test canister.
struct RecordedSessions: Decodable {
    struct Session: Decodable, Sendable {
        let name: String
        let note: String?
        let steps: [Step]
    }

    struct Step: Decodable, Sendable {
        let entry: String
        let note: String
        let caller: String
        let time: UInt64
        let arg: String
        let out: Outcome
        let debug: [String]
        let text: String?
        let prefix: String?
        let peerOnly: Bool?

        enum CodingKeys: String, CodingKey {
            case entry, note, caller, time, arg, out, debug, text, prefix
            case peerOnly = "peer_only"
        }
    }

    struct Outcome: Decodable, Sendable {
        let reply: String?
        let reject: Rejection?
    }

    /// `[code, message]`
    struct Rejection: Decodable, Sendable {
        let code: UInt32
        let message: String

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            code = try values.decode(UInt32.self)
            message = try values.decode(String.self)
        }

        /// What the canister gave to `ic0.trap`.
        var trapMessage: Substring? {
            guard let start = message.range(of: "with message: '") else { return nil }
            return message[start.upperBound...].dropLast()
        }
    }

    let selfID: String
    let scenarios: [Session]

    enum CodingKeys: String, CodingKey {
        case selfID = "self_id"
        case scenarios
    }

    static func load() throws -> RecordedSessions {
        let file = Checkout.root.appending(path: "Tests/Vectors/session.json")
        return try JSONDecoder().decode(RecordedSessions.self, from: Data(contentsOf: file))
    }
}
