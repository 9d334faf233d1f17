import CandidLanguage
import Foundation
import ICCertificates

/// A line that `icws candid --lines` reads.
struct CandidRequest: Decodable {
    enum Operation: String, CaseIterable {
        case decode, encode, check, subtype
    }

    var op: String
    var types: String?
    var defs: String?
    var method: String?
    /// To be decoded.
    var hex: String?
    /// To be encoded.
    var text: String?
    /// To be checked.
    var new: String?
    var old: String?
    /// To be compared.
    var sub: String?
    var `super`: String?

    /// Reads a line.
    init(line: [UInt8]) throws(CandidFailure) {
        do { self = try JSONDecoder().decode(Self.self, from: Data(line)) } catch let error as DecodingError {
            throw CandidFailure(.usage, Self.message(of: error))
        } catch { throw CandidFailure(.usage, "the line cannot be read: \(error.localizedDescription)") }
    }

    private static func message(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "the line has no '\(key.stringValue)': expected \(operations)"
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            "the line is no object: expected {\"op\":…}"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "'\(context.codingPath.last?.stringValue ?? "")' is no text: expected one between quotes"
        case .dataCorrupted: "the line is no JSON: expected {\"op\":…}"
        @unknown default: "the line cannot be read: expected {\"op\":…}"
        }
    }

    private static var operations: String {
        Operation.allCases.map { "\"op\":\"\($0.rawValue)\"" }.joined(separator: ", ")
    }

    // MARK: Answering

    func answer() throws(CandidFailure) -> CandidAnswer {
        guard let operation = Operation(rawValue: op) else {
            throw CandidFailure(.usage, "found \"op\":\"\(op.prefix(40))\": expected \(Self.operations)")
        }
        switch operation {
        case .decode:
            let hex = try needed(hex, "hex")
            return .decoded(try task(.results).decode([UInt8](hexadecimalText: hex)).description)
        case .encode:
            let text = try needed(text, "text")
            let result = try task(.arguments).encode(CandidSource(name: "text", text: text))
            return .encoded(result.message.hex, losses: result.losses.map(\.description))
        case .check:
            let new = CandidSource(name: "new", text: try needed(new, "new"))
            let old = CandidSource(name: "old", text: try needed(old, "old"))
            let report = try new.interface().describingService(new.name)
                .changes(since: try old.interface().describingService(old.name))
            return .checked(
                reasons: report.failures.map(\.description), losses: report.losses.map(\.description))
        case .subtype:
            let sub = CandidSource(name: "sub", text: try needed(sub, "sub"))
            let upper = CandidSource(name: "super", text: try needed(`super`, "super"))
            return .compared(reason: try definitions().subtypeFailure(sub, of: upper)?.description)
        }
    }

    private func needed(_ value: String?, _ name: String) throws(CandidFailure) -> String {
        guard let value else { throw CandidFailure(.usage, "the line has no '\(name)', which \"op\":\"\(op)\" needs") }
        return value
    }

    private func definitions() throws(CandidFailure) -> CandidInterface {
        try CandidSource(name: "defs", text: defs ?? "").interface()
    }

    private func task(_ side: CandidTask.Side) throws(CandidFailure) -> CandidTask {
        try CandidTask(
            types: types.map { CandidSource(name: "types", text: $0) }, method: method, side, in: try definitions())
    }
}
