import Foundation

extension RunEvent {
    /// The event as a line of JSON, with its kind under `event`.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers alone: there is nothing that could not be encoded.
        guard let data = try? encoder.encode(line) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private var line: Line {
        switch self {
        case .installed(let canister, let size, let signature):
            Line(event: "installed", canister: canister, signature: signature, size: size)
        case .step(let text): Line(event: "step", step: text)
        case .client(let number, let principal): Line(event: "client", client: number, principal: principal)
        case .received(let client, let number, let message): message.line(client: client, sequence: number)
        case .keptAlive(let client): Line(event: "kept-alive", client: client)
        case .nothingNew: Line(event: "nothing-new")
        case .reply(let text): Line(event: "reply", value: text)
        case .log(let line): Line(event: "log", text: line)
        case .instructions(let count): Line(event: "instructions", instructions: count)
        case .failed(let failure): Line(event: "failed", text: failure.message, backtrace: failure.backtrace)
        }
    }

    /// What is there of these is in the line.
    fileprivate struct Line: Encodable {
        var event: String
        var step: String?
        var canister: String?
        var signature: String?
        var size: Int?
        var client: Int?
        var principal: String?
        var sequence: UInt64?
        var service: String?
        var value: String?
        var bytes: String?
        var text: String?
        var instructions: UInt64?
        var backtrace: [String]?
    }
}

extension RunMessage {
    fileprivate func line(client: Int, sequence: UInt64) -> RunEvent.Line {
        var line = RunEvent.Line(event: "received", client: client, sequence: sequence)
        switch self {
        case .service(let text): line.service = text
        case .value(let text): line.value = text
        case .bytes(let digits): line.bytes = digits
        }
        return line
    }
}
