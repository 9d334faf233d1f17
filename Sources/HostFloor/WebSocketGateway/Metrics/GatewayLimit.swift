/// The limits of a gateway, by the names that they have where they are counted.
public enum GatewayLimit: String, Sendable, CaseIterable {
    // At the door.

    /// Sockets: ``AdmissionLimits/maximumConnections``.
    case sockets
    /// Sockets of one address: ``AdmissionLimits/maximumConnectionsPerAddress``.
    case socketsPerAddress = "sockets_per_address"
    /// Connections on their way to the upgrade, of all addresses.
    case handshakes
    /// Connections on their way to the upgrade, of one address.
    case handshakesPerAddress = "handshakes_per_address"
    /// Sockets that were refused and have not closed yet.
    case refusedSockets = "refused_sockets"
    /// Frames a second, and at once, of one socket.
    case frames
    /// The size of a message of a client.
    case messageSize = "message_size"

    // For each client.

    /// Envelopes that wait for the one under way: reading is paused.
    case clientQueue = "client_queue"
    /// Envelopes that came although reading was paused: the socket is closed.
    case clientQueueExcess = "client_queue_excess"
    /// Bytes that wait for a client that reads slowly.
    case sendBuffer = "send_buffer"
    /// Bytes of a canister's messages that wait until the client can verify them.
    case heldMessages = "held_messages"

    // For each canister, and for all.

    /// Connections of one canister: ``GatewayConfiguration/connectionsPerCanister``.
    case canisterConnections = "canister_connections"
    /// Calls under way: ``DeliveryLimits/concurrentCalls``. Further ones wait.
    case calls
    /// Calls under way to one canister. Further ones wait.
    case callsPerCanister = "calls_per_canister"
    /// Connections that wait until they are closed at their canister: ``ClosingLimits/maximumWaiting``.
    case closes
    /// Those of one canister: ``ClosingLimits/maximumWaitingPerCanister``.
    case closesPerCanister = "closes_per_canister"

    // Of the process.

    /// File descriptors: connections wait to be accepted.
    case descriptors
    /// Memory, of which nobody can tell that it was reached.
    case memory

    /// What is limited, and what happens to that which would be more.
    public var meaning: String {
        switch self {
        case .sockets: "open sockets; one more is closed with 1013"
        case .socketsPerAddress: "sockets of one address; one more is closed with 4106"
        case .handshakes: "connections before their upgrade; one more is cut"
        case .handshakesPerAddress: "connections of one address before their upgrade; one more is cut"
        case .refusedSockets: "refused sockets that still close; one more is cut"
        case .frames: "frames of one socket, at once and a second; beyond it is closed with 4107"
        case .messageSize: "bytes of a client's message; a larger one closes the socket with 1009"
        case .clientQueue: "messages of one client that wait for their turn; then its socket is not read"
        case .clientQueueExcess: "messages that came all the same; the socket is closed with 4107"
        case .sendBuffer: "bytes that wait for a slow client; beyond it is closed with 4100"
        case .heldMessages: "bytes that wait for a client that opens; beyond it is closed with 4100"
        case .canisterConnections: "connections of one canister; one more is closed with 4108"
        case .calls: "calls under way; further ones wait"
        case .callsPerCanister: "calls under way to one canister; further ones wait"
        case .closes: "connections that wait to be closed at canisters; further ones are left to their time-outs"
        case .closesPerCanister: "those of one canister; further ones are left to its time-outs"
        case .descriptors: "open file descriptors; connections wait until there are some"
        case .memory: "resident memory, of what the machine or the control group has"
        }
    }
}
