import Candid
import ICProtocol

/// The addresses of a replica (Interface Specification, "HTTPS interface").
enum Route: Hashable {
    case status
    case call(CallResponse.Version, Endpoint.Destination)
    case query(Endpoint.Destination)
    case readState(isVersion2: Bool, Endpoint.Destination)

    /// Reads the path of a URL.
    init(path: String) throws(ServiceRefusal) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, parts[0] == "", parts[1] == "api" else { throw .noSuchAddress(path: path) }
        if parts == ["", "api", "v2", "status"] {
            self = .status
            return
        }
        guard parts.count == 6, let number = Int(parts[2].dropFirst()), parts[2] == "v\(number)" else {
            throw .noSuchAddress(path: path)
        }
        switch (parts[3], parts[5], number) {
        case ("canister", "call", 2...4):
            guard let version = CallResponse.Version(rawValue: number) else { throw .noSuchAddress(path: path) }
            self = .call(version, .canister(try Self.principal(parts[4])))
        case ("canister", "query", 2...3): self = .query(.canister(try Self.principal(parts[4])))
        case ("canister", "read_state", 2...3):
            self = .readState(isVersion2: number == 2, .canister(try Self.principal(parts[4])))
        case ("subnet", "read_state", 2...3):
            self = .readState(isVersion2: number == 2, .subnet(try Self.principal(parts[4])))
        default: throw .noSuchAddress(path: path)
        }
    }

    /// The only method that the address takes, beside `OPTIONS`.
    var method: String { self == .status ? "GET" : "POST" }

    private static func principal(_ text: String) throws(ServiceRefusal) -> Principal {
        do throws(PrincipalError) { return try Principal(text: text) } catch {
            throw .notAPrincipal(text: text, error: error)
        }
    }
}
