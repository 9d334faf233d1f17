/// How much strangers may fill. Sizes are in bytes.
struct Limits {
    var roomName = 64
    var nickname = 32
    var text = 4 << 10

    /// Rooms that are there at once.
    var rooms = 1_000
    /// Each message is sent to every member: 500 take less than a hundredth of what one execution may use.
    var membersOfRoom = 500
    /// Each of them is told when the client goes.
    var roomsOfClient = 20
    /// What the messages of all rooms take: ``Message/size``.
    var history = 64 << 20

    /// Rooms in one answer.
    static let roomsOfPage = 100
    /// The messages that are kept of a room.
    static let messagesOfRoom = 100
}
