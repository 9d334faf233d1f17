import Candid
import WebSocketProtocol

/// What a generator remembers of a session, so that most of what it makes up is right. It judges nothing.
struct KnownState {
    struct Client {
        var key: ClientKey
        var gateway: Principal
        var nextNumber: UInt64 = 1
    }

    private(set) var clients: [Principal: Client] = [:]
    /// The number after that of the last message that each gateway fetched.
    var fetched: [Principal: UInt64] = [:]
    /// The most messages in a poll, and the acknowledgement interval in milliseconds.
    var settings: (UInt64, UInt64) = (50, 300_000)

    /// Learns what a step did from the lines that the canister printed.
    mutating func learn(_ log: [String]) {
        for line in log where line.hasPrefix("Client ") && line.hasSuffix(" disconnected") {
            let name = line.dropFirst("Client ".count).dropLast(" disconnected".count)
            for principal in clients.keys where principal.text == name { clients[principal] = nil }
        }
    }

    mutating func open(_ key: ClientKey, at gateway: Principal) {
        clients[key.principal] = Client(key: key, gateway: gateway)
    }

    mutating func count(messageOf client: Principal) { clients[client]?.nextNumber += 1 }

    /// Forgets all, as an upgrade does that keeps nothing.
    mutating func forget() {
        clients = [:]
        fetched = [:]
    }
}
