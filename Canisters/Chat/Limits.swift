import CanisterWebSockets

/// How much strangers may fill: with all of it the heap holds 200 MB.
struct Limits {
    /// Rooms that are there at once.
    var rooms = 1_000
    /// Each message is sent to every member: 500 take less than a hundredth of what one execution may use.
    var membersOfRoom = 500
    /// Each of them is told when the client goes.
    var roomsOfClient = 20

    /// Bytes of a room's name, and of what is said: their refusals name the numbers.
    static let name = 64
    static let text = 1_000
    /// The messages that are kept of a room.
    static let messagesOfRoom = 100
}

/// Why a client's message changes nothing.
struct Refusal: Error {
    let reason: Text

    init(_ reason: Text) { self.reason = reason }
}
