/// The canister's messages that wait until the client can verify them.
struct HeldMessages {
    private let maximumBytes: Int
    private var frames: [[UInt8]] = []
    private var bytes = 0

    init(maximumBytes: Int) { self.maximumBytes = maximumBytes }

    /// Keeps a message.
    ///
    /// - Returns: whether there was room. One alone has room, whatever its size.
    mutating func add(_ frame: [UInt8]) -> Bool {
        guard frames.isEmpty || bytes + frame.count <= maximumBytes else { return false }
        frames.append(frame)
        bytes += frame.count
        return true
    }

    /// Gives all of them away, in order.
    mutating func takeAll() -> [[UInt8]] {
        defer { (frames, bytes) = ([], 0) }
        return frames
    }
}
