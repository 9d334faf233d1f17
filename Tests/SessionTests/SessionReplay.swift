import Candid
import CanisterExecution
import CanisterTesting
import ICCertificates
import TestSupport
import Testing
import WebSocketProtocol

/// Runs one recorded session on a host and compares each step.
struct SessionReplay {
    /// Where the canister's code comes from.
    enum Code {
        case guest(() throws -> any Guest)
        /// A module, which the subnet's own engine makes guests of.
        case module([UInt8], any GuestFactory)
    }

    private(set) var subnet: Subnet
    private let canister: Principal
    private let code: Code
    /// What the canister was last started with.
    private var settings: [UInt8] = []

    /// Pages with messages that were answered, in order.
    private(set) var pages: [CertifiedMessages] = []

    /// Lines of the recorded library itself, which nobody else has to print.
    private static let peerPrefix = "[IC-WEBSOCKET-CDK]"

    init(
        _ session: RecordedSessions.Session, selfID: String, code: @escaping () throws -> any Guest
    ) throws {
        try self.init(session, selfID: selfID, .guest(code))
    }

    init(_ session: RecordedSessions.Session, selfID: String, _ code: Code) throws {
        let first = try #require(session.steps.first)
        switch code {
        case .guest: subnet = .forTests(time: first.time)
        case .module(_, let guests):
            subnet = Subnet(.forTests(time: first.time), guests: guests)
            subnet.certifyData(with: TestCertificateSigner())
        }
        canister = try Principal(bytes: #require([UInt8](hexadecimal: selfID)))
        self.code = code
        try subnet.createCanister(canister, controllers: [.anonymous])
    }

    mutating func play(_ step: RecordedSessions.Step) throws {
        subnet.advanceTime(to: step.time)
        let before = subnet.executions.count
        let result = try run(step)
        try compare(result, with: step)
        if step.text != "rejects" {
            let lines = subnet.executions[before...].flatMap(\.debugOutput)
            #expect(lines == step.debug.filter { !$0.hasPrefix(Self.peerPrefix) }, "\(step.entry) \(step.note)")
        }
    }

    /// Upgrades the canister to the code that it has, with the settings that it has.
    ///
    /// - Returns: whether there was a canister.
    mutating func upgrade() throws -> Bool {
        guard subnet.canisters[canister]?.guest != nil else { return false }
        let before = certifiedData
        let lines = subnet.executions.count
        try install(.upgrade(), settings, caller: .anonymous)
        #expect(certifiedData == before)
        #expect(subnet.executions[lines...].allSatisfy { $0.debugOutput.isEmpty })
        return true
    }

    /// Goes on with a subnet made of the data of the one until now.
    mutating func restore(from image: StateImage) throws {
        guard case .module(_, let guests) = code else { return }
        subnet = try Subnet(restoring: image.records, subnet.configuration, guests: guests)
        subnet.certifyData(with: TestCertificateSigner())
    }

    private func install(_ mode: InstallMode, _ argument: [UInt8], caller: Principal) throws {
        switch code {
        case .guest(let make):
            try subnet.install(make(), in: canister, mode: mode, argument: argument, caller: caller)
        case .module(let module, _):
            try subnet.install(module: module, in: canister, mode: mode, argument: argument, caller: caller)
        }
    }

    /// The result; nil where the step has none.
    private mutating func run(_ step: RecordedSessions.Step) throws -> CallResult? {
        let caller = try Principal(bytes: #require([UInt8](hexadecimal: step.caller)))
        let argument = try #require([UInt8](hexadecimal: step.arg))
        let parts = step.entry.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts[0], parts.dropFirst().first) {
        case ("init", nil):
            do {
                try install(.install, argument, caller: caller)
                settings = argument
                return nil
            } catch let error as Reject {
                return .reject(error)
            }
        case ("timer", nil):
            subnet.runTimers()
            return nil
        case ("update", let method?), ("replicated_query", let method?):
            let result = subnet.call(canister, method, argument, from: caller).result
            if method == "wipe", case .reply = result { settings = argument }
            return result
        case ("query", let method?):
            return subnet.query(canister, method, argument, from: caller).result
        default:
            Issue.record("an entry of no known form: \(step.entry)")
            return nil
        }
    }

    private mutating func compare(_ result: CallResult?, with step: RecordedSessions.Step) throws {
        let comment: Comment = "\(step.entry) \(step.note)"
        switch (result, step.out.reply, step.out.reject) {
        case (nil, nil, nil):
            break
        case (.reply(let reply)?, let recorded?, nil):
            try compare(reply, try #require([UInt8](hexadecimal: recorded)), step, comment)
        case (.reject(let reject)?, nil, let recorded?):
            if step.text != "rejects" {
                #expect(reject.code.rawValue == recorded.code, comment)
                #expect(reject.trap?.message == recorded.trapMessage.map(String.init), comment)
            }
        default:
            Issue.record("got \(String(describing: result)): \(comment)")
        }
    }

    private mutating func compare(
        _ reply: [UInt8], _ recorded: [UInt8], _ step: RecordedSessions.Step, _ comment: Comment
    ) throws {
        if step.entry.hasSuffix(":ws_get_messages"), case .ok(let page) = try GetMessagesResult(decoding: reply),
            !page.messages.isEmpty
        {
            guard case .ok(let recordedPage) = try GetMessagesResult(decoding: recorded) else {
                Issue.record("a page where none was recorded: \(comment)")
                return
            }
            pages.append(page)
            for (message, recorded) in zip(page.messages, recordedPage.messages) where message != recorded {
                let difference = "\(try Self.summary(message)) where \(try Self.summary(recorded)) was recorded"
                Issue.record("\(step.entry) \(step.note): \(difference)")
            }
            #expect(page.messages.count == recordedPage.messages.count, comment)
            // Certificate and tree may differ; all other bytes may not.
            #expect(page.reencoded(withProofOf: recordedPage) == recorded, comment)
            #expect(page.reencoded(withProofOf: page) == reply, comment)
        } else if let prefix = step.prefix {
            #expect(try errorText(reply).hasPrefix(prefix), comment)
        } else {
            #expect(reply == recorded, comment)
        }
    }

    /// A message in words, so that a difference can be read.
    private static func summary(_ message: OutputMessage) throws -> String {
        let content = try WebSocketMessage(decodingCBOR: message.content)
        let body = content.isServiceMessage ? "\(try ServiceMessage(decoding: content.content))" : hex(content.content)
        return "\(String(decoding: message.key.bytes, as: UTF8.self).suffix(6)) to \(message.clientKey.principal.text.prefix(5))"
            + "_\(message.clientKey.nonce): #\(content.sequenceNumber) at \(content.timestamp) \(body.prefix(80))"
    }

    private func errorText(_ reply: [UInt8]) throws -> String {
        let decoder = try CandidDecoder(reply)
        guard case .error(let text) = try decoder.argument(WebSocketResult.self) else { return "" }
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// The canister and the certified data it has now.
    var certifiedData: [UInt8] { subnet.canisters[canister]?.certifiedData ?? [] }

    var canisterID: Principal { canister }
}
