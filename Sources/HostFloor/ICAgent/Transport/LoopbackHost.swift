/// The hosts that are this machine, whatever the network says: `localhost` and names below it (RFC 6761, 6.3),
/// `127.0.0.0/8` and `::1`.
enum LoopbackHost {
    static func contains(_ host: String) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        if name == "::1" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
    }
}
