import Candid
import CanisterExecution
import HTTPVerification
import ICProtocol

/// Why a canister's page cannot be shown. Each goes with an HTTP status and a text that says what was wrong and what
/// was expected.
enum GatewayRefusal: Error {
    /// The address names no canister.
    case notACanisterID(text: String, error: PrincipalError)
    /// The address names what is no canister of this subnet.
    case noCanister(Principal)
    /// The canister has no code, or none that answers requests over HTTP.
    case noPages(Principal, reason: String)
    /// The canister takes no calls now.
    case stopped(Principal)
    /// The canister rejected, or failed.
    case rejected(Principal, method: String, Rejection)
    /// The canister's answer is none that can be passed on.
    case unusable(Principal, method: String, reason: String)
    /// The canister's answer is not what it certified.
    case notCertified(Principal, ResponseRefusal)
    /// Too many bodies are being collected already.
    case tooManyStreams(Principal, maximum: Int)
    /// The canister has not answered in time.
    case late(Principal, seconds: Int64)

    /// What a reject of one of the gateway's calls means.
    init(_ rejection: Rejection, of canister: Principal, _ method: String) {
        let code = rejection.errorCode.flatMap(ErrorCode.init(rawValue:))
        switch code {
        case .canisterNotFound: self = .noCanister(canister)
        case .canisterWasmModuleNotFound: self = .noPages(canister, reason: "it has no code")
        case .canisterMethodNotFound: self = .noPages(canister, reason: "it has no method '\(method)'")
        case .canisterStopped, .canisterStopping: self = .stopped(canister)
        default: self = .rejected(canister, method: method, rejection)
        }
    }

    /// The status of the HTTP response.
    var httpStatus: Int {
        switch self {
        case .notACanisterID: 400
        case .noCanister, .noPages: 404
        case .stopped, .tooManyStreams: 503
        case .rejected, .unusable, .notCertified: 502
        case .late: 504
        }
    }
}

extension GatewayRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .notACanisterID(let text, let error): "'\(text)' in the address is no canister: \(error)"
        case .noCanister(let canister): "There is no canister \(canister.text) here."
        case .noPages(let canister, let reason): "Canister \(canister.text) has no pages to show: \(reason)."
        case .stopped(let canister): "Canister \(canister.text) is stopped, or about to stop."
        case .rejected(let canister, let method, let rejection):
            "Canister \(canister.text) did not reply to '\(method)': \(rejection.message)"
        case .unusable(let canister, let method, let reason):
            "What canister \(canister.text) replied to '\(method)' cannot be passed on: \(reason)"
        case .notCertified(let canister, let refusal):
            "What canister \(canister.text) replied is not what it certified: \(refusal)"
        case .tooManyStreams(let canister, let maximum):
            "Canister \(canister.text) has a body in pieces, of which at most \(maximum) are collected at one time: try "
                + "again later."
        case .late(let canister, let seconds): "Canister \(canister.text) has not answered within \(seconds) s."
        }
    }
}
