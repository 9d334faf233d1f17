import Glibc

/// Where a replica listens.
public struct ReplicaAddress: Hashable, Sendable {
    /// An IPv4 or IPv6 address in its usual form.
    public let host: String
    /// The port.
    public var port: Int

    /// - Parameter host: an IPv4 or IPv6 address, or `localhost`, which is taken for 127.0.0.1 alone.
    /// - Returns: `nil` where it is neither.
    public init?(host: String, port: Int) {
        guard let host = Self.canonical(host) else { return nil }
        self.host = host
        self.port = port
    }

    /// Where this machine reaches it. One that listens at all addresses of the machine is reached at its own.
    public var reachable: ReplicaAddress {
        switch host {
        case "0.0.0.0": ReplicaAddress(host: "127.0.0.1", port: port) ?? self
        case "::": ReplicaAddress(host: "::1", port: port) ?? self
        default: self
        }
    }

    /// `http://127.0.0.1:4943`, `http://[::1]:4943`.
    public var url: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    private static func canonical(_ host: String) -> String? {
        if host.lowercased() == "localhost" { return "127.0.0.1" }
        for family in [AF_INET, AF_INET6] {
            var address = in6_addr()
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            guard inet_pton(family, host, &address) == 1,
                inet_ntop(family, &address, &text, socklen_t(text.count)) != nil
            else { continue }
            return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        return nil
    }
}
