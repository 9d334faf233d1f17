import Candid

/// Which canister a request over HTTP is for (HTTP Gateway Protocol Specification, "Canister ID Resolution"): the one
/// whose id stands before `.localhost` in the host, else the one of the parameter `canisterId`, else that of the page
/// which the request comes from, as its `Referer` tells: so a page that was reached by the parameter finds what it
/// needs.
struct CanisterHost {
    /// The host with its port, as the request has it.
    var authority: String?
    /// Path and query.
    var path: String
    var referer: String?

    /// The canister; `nil` where none is named.
    var canister: Principal? {
        get throws(GatewayRefusal) {
            guard let text = idInHost ?? Self.id(inQueryOf: path) ?? idOfReferringPage else { return nil }
            let canister: Principal
            do throws(PrincipalError) { canister = try Principal(text: text) } catch {
                throw .notACanisterID(text: text, error: error)
            }
            guard canister.mayBeCanister, CertifiedStateTree.ranges.contains(canister) else {
                throw .noCanister(canister)
            }
            return canister
        }
    }

    private static let suffix = ".localhost"

    private var idInHost: String? {
        guard let authority else { return nil }
        let host = Self.host(of: authority)
        guard host.hasSuffix(Self.suffix), host.count > Self.suffix.count else { return nil }
        return String(host.dropLast(Self.suffix.count))
    }

    /// Only a page of this very replica counts.
    private var idOfReferringPage: String? {
        guard let referer, let authority, let rest = referer.wholeMatch(of: /https?:\/\/([^\/?#]*)(.*)/)
        else { return nil }
        guard rest.1.lowercased() == authority.lowercased() else { return nil }
        return Self.id(inQueryOf: String(rest.2))
    }

    /// The host in lower case, without the port.
    private static func host(of authority: String) -> String {
        let host = authority.hasPrefix("[") ? Substring(authority) : authority.prefix { $0 != ":" }
        return host.lowercased()
    }

    private static func id(inQueryOf path: String) -> String? {
        guard let query = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
        else { return nil }
        for field in query.prefix(while: { $0 != "#" }).split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == "canisterId" { return String(parts[1]) }
        }
        return nil
    }
}
