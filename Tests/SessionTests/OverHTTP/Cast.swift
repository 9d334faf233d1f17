import Candid
import ICAgent
import TestSupport
import Testing

/// Who plays whom of the recordings: for each principal that called there is a key.
struct Cast {
    let canister: Principal
    private var players: [Principal: any Identity] = [.anonymous: AnonymousIdentity()]

    init(of recorded: RecordedSessions) throws {
        canister = try Principal(bytes: #require([UInt8](hexadecimal: recorded.selfID)))
        for step in recorded.scenarios.flatMap(\.steps) {
            let caller = try step.principal
            guard players[caller] == nil else { continue }
            players[caller] = try Ed25519Identity(seed: Array((caller.bytes + [UInt8](repeating: 7, count: 32)).prefix(32)))
        }
    }

    /// A step with the principals of keys in the places of those that are recorded.
    func action(of step: RecordedSessions.Step) throws -> SessionAction {
        let parts = step.entry.split(separator: ":", maxSplits: 1).map(String.init)
        return SessionAction(
            kind: try #require(SessionAction.Kind(rawValue: parts[0]), "an entry of no known form: \(step.entry)"),
            method: parts.count > 1 ? parts[1] : "", caller: try #require(players[step.principal]), time: step.time,
            argument: try argument(of: step))
    }

    private func argument(of step: RecordedSessions.Step) throws -> [UInt8] {
        var argument = try #require([UInt8](hexadecimal: step.arg))
        for (recorded, player) in players where recorded.bytes.count > 1 {
            argument = argument.replacing(Self.inCandid(recorded), with: Self.inCandid(player.principal))
        }
        return argument
    }

    private static func inCandid(_ principal: Principal) -> [UInt8] {
        [1, UInt8(principal.bytes.count)] + principal.bytes
    }
}

/// A step to be taken by an engine or over a network.
struct SessionAction: Sendable {
    enum Kind: String, Sendable {
        case initialize = "init"
        case timer, update, query
        case replicatedQuery = "replicated_query"
    }

    let kind: Kind
    let method: String
    let caller: any Identity
    let time: UInt64
    let argument: [UInt8]
}

extension RecordedSessions.Step {
    /// Who called; the system's timers as if it were the management canister.
    fileprivate var principal: Principal {
        get throws { try Principal(bytes: #require([UInt8](hexadecimal: caller))) }
    }
}
