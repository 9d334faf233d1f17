import Candid
import LocalReplica

/// Why the server does not do what it is asked: a status of HTTP, and words that say what was wrong.
struct PocketICRefusal: Error, Hashable {
    var status: Int
    var message: String

    /// The request cannot be right, or not now.
    static func badRequest(_ message: String) -> PocketICRefusal { PocketICRefusal(status: 400, message: message) }

    /// There is nothing of that name.
    static func notFound(_ message: String) -> PocketICRefusal { PocketICRefusal(status: 404, message: message) }

    /// PocketIC has it, and this server does not.
    static func notSupported(_ feature: String) -> PocketICRefusal {
        PocketICRefusal(status: 501, message: "Not supported by this server: \(feature).")
    }

    /// A part of a configuration that this server cannot be faithful to.
    static func notSupported(setting: String) -> PocketICRefusal {
        PocketICRefusal(status: 400, message: "Not supported by this server: \(setting).")
    }

    /// More than the server takes, or keeps.
    static func tooLarge(_ message: String) -> PocketICRefusal { PocketICRefusal(status: 413, message: message) }

    static func noCanister(_ id: Principal) -> PocketICRefusal {
        .badRequest("CanisterNotFound(\(id.text)): there is no such canister in this instance.")
    }

    static func noSubnet(_ id: Principal, expected: Principal) -> PocketICRefusal {
        .badRequest("SubnetNotFound(\(id.text)): the subnet of this instance is \(expected.text).")
    }

    static func badIngressMessage(_ reason: String) -> PocketICRefusal {
        .badRequest("BadIngressMessage(\"\(reason)\")")
    }
}

extension PocketICRefusal {
    /// What a replica cannot do, in PocketIC's words where it has some.
    init(_ error: ReplicaError) {
        switch error {
        case .timeInPast(let now, let wanted):
            self = .badRequest("SettingTimeIntoPast((\(now), \(wanted))): \(error)")
        case .overloaded: self.init(status: 429, message: "\(error)")
        case .stopped: self = .notFound("The instance was deleted.")
        default: self.init(status: 500, message: "\(error)")
        }
    }
}
