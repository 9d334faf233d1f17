import Candid
import ICProtocol

/// Why a request is not served. Each goes with an HTTP status and a text that says what was wrong and what was expected.
enum ServiceRefusal: Error {
    /// The address is none that the replica has.
    case noSuchAddress(path: String)
    /// The address takes requests of another method.
    case methodNotAllowed(found: String, path: String, allowed: String)
    /// The address names no principal.
    case notAPrincipal(text: String, error: PrincipalError)
    /// The address names another subnet.
    case otherSubnet(Principal, expected: Principal)
    /// The address names a canister that this subnet could not have.
    case notInRanges(Principal, of: Principal)
    /// The body is said to be something else than CBOR.
    case contentType(found: String?)
    /// The body is too large.
    case bodyTooLarge(maximum: Int)
    /// The body did not come to its end.
    case bodyIncomplete
    /// The body is no request.
    case undecodable(MessageError)
    /// The request is not one of its sender, or not for now and here.
    case refused(RequestRefusal)
    /// The request asks for what its sender may not read.
    case notReadable(ReadStateRefusal)
    /// A canister's page cannot be shown.
    case gateway(GatewayRefusal)
    /// The replica cannot answer.
    case replica(ReplicaError)

    /// The status of the HTTP response.
    var httpStatus: Int {
        switch self {
        case .noSuchAddress: 404
        case .methodNotAllowed: 405
        case .notAPrincipal, .otherSubnet, .notInRanges, .bodyIncomplete, .undecodable, .refused: 400
        case .contentType: 415
        case .bodyTooLarge: 413
        case .notReadable(let refusal): refusal.httpStatus
        case .gateway(let refusal): refusal.httpStatus
        case .replica(.overloaded), .replica(.stopped), .replica(.store): 503
        case .replica: 500
        }
    }
}

extension ServiceRefusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .noSuchAddress(let path):
            "There is nothing at '\(path)'. A replica answers at /api/v2/status, "
                + "/api/{v2,v3,v4}/canister/<effective_canister_id>/call, "
                + "/api/{v2,v3}/canister/<effective_canister_id>/query, "
                + "/api/{v2,v3}/canister/<effective_canister_id>/read_state and "
                + "/api/{v2,v3}/subnet/<effective_subnet_id>/read_state; a canister's pages are at "
                + "http://<canister_id>.localhost:<port>/ and at /?canisterId=<canister_id>."
        case .methodNotAllowed(let found, let path, let allowed):
            "The method \(found) is not allowed at '\(path)': expected \(allowed)."
        case .notAPrincipal(let text, let error):
            "'\(text)' in the URL is no principal: \(error)"
        case .otherSubnet(let found, let expected):
            "subnet_not_found: subnet \(found.text) is not here; the subnet of this replica is \(expected.text)."
        case .notInRanges(let canister, let subnet):
            "canister_not_found: \(canister.text) in the URL is no canister that subnet \(subnet.text) can have."
        case .contentType(let found):
            "Unsupported content type \(found.map { "'\($0)'" } ?? "(none)"): expected 'application/cbor'."
        case .bodyTooLarge(let maximum): "The body of the request is too large: at most \(maximum) bytes are taken."
        case .bodyIncomplete: "The body of the request ended too early."
        case .undecodable(let error): "Could not parse the body as a CBOR request: \(error)."
        case .refused(let refusal): refusal.description
        case .notReadable(let refusal): refusal.description
        case .gateway(let refusal): refusal.description
        case .replica(let error): error.description
        }
    }
}

extension ServiceRefusal {
    /// Runs what the replica itself may fail at.
    static func wrapping<Value>(
        _ body: () async throws(ReplicaError) -> Value
    ) async throws(ServiceRefusal) -> Value {
        do throws(ReplicaError) { return try await body() } catch { throw .replica(error) }
    }
}
