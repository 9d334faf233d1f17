import WebSocketTransport

/// Whether a page may be asked for by a name.
///
/// A page of a stranger can give its own name the address of this machine, once it is in the browser of someone who
/// reaches it (DNS rebinding), and then read what is answered. It cannot make the browser send another name than its
/// own, so that names nobody gave this machine are refused; an address is no name.
struct RequestedHost {
    private let names: Set<String>

    /// - Parameter names: of this machine, beside `localhost`.
    init(names: some Sequence<String>) { self.names = Set(names.map { $0.lowercased() }) }

    /// - Parameter host: the field `Host`: a name or an address, with or without a port.
    func isAllowed(_ host: String?) -> Bool {
        guard let host, let name = Self.nameOrAddress(in: host) else { return false }
        if NetworkAddress(name) != nil { return true }
        return name == "localhost" || name.hasSuffix(".localhost") || names.contains(name)
    }

    private static func nameOrAddress(in host: String) -> String? {
        let host = host.lowercased()
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]"), isPort(host[host.index(after: end)...]) else { return nil }
            return String(host[host.index(after: host.startIndex)..<end])
        }
        let name = host.prefix { $0 != ":" }
        guard !name.isEmpty, isPort(host[name.endIndex...]) else { return nil }
        return String(name)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || text.first == ":" && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Reads a name as an operator writes it.
    ///
    /// - Returns: nil for what is none (RFC 1123, section 2.1, with underscores, which some networks have).
    static func name(_ text: String) -> String? {
        let isName =
            (1...253).contains(text.utf8.count) && text.first != "." && text.first != "-"
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) }
        return isName ? text.lowercased() : nil
    }
}
