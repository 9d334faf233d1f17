import WebSocketProtocol

/// What a relay between client and gateway could try.
enum Tampering: String, CaseIterable, Sendable {
    /// One bit of a message is changed.
    case flip
    /// Two messages are exchanged.
    case swap
    /// A message is left out.
    case drop
    /// A message is sent a second time.
    case replay

    /// What the relay does, in words.
    var description: String {
        switch self {
        case .flip: "changes one bit of a message"
        case .swap: "swaps two messages"
        case .drop: "drops a message"
        case .replay: "sends a message a second time"
        }
    }
}

/// Does it to the frames of one client, once; all others go on as they came.
struct FrameTamperer: Sendable {
    let tampering: Tampering

    /// How many of the gateway's frames are left alone first: its handshake, the canister's open message, and what
    /// more a connection begins with.
    private var untouched: Int
    private var held: [UInt8]?
    private var isDone = false

    init(_ tampering: Tampering, after untouched: Int) {
        self.tampering = tampering
        self.untouched = untouched
    }

    /// What goes to the client in the place of the gateway's next frame.
    mutating func frames(for frame: [UInt8]) -> [[UInt8]] {
        guard untouched == 0 else {
            untouched -= 1
            return [frame]
        }
        guard !isDone else { return [frame] }
        if let first = held {
            held = nil
            isDone = true
            return [frame, first]
        }
        switch tampering {
        case .swap:
            held = frame
            return []
        case .flip:
            isDone = true
            return [Self.flipped(frame)]
        case .drop:
            isDone = true
            return []
        case .replay:
            isDone = true
            return [frame, frame]
        }
    }

    /// The frame with another bit at the end of what the canister said, where nothing but its proof tells.
    private static func flipped(_ frame: [UInt8]) -> [UInt8] {
        guard let message = try? RelayedMessage(decoding: frame), let last = message.content.last else { return [0] }
        return RelayedMessage(
            key: message.key, content: message.content.dropLast() + [last ^ 1], certificate: message.certificate,
            tree: message.tree
        ).encoded
    }
}
