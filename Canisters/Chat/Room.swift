import CanisterWebSockets

/// Members who talk.
final class Room {
    let name: Text
    var members = SortedMap<Principal, Member>()
    var history = History()

    /// Counts up from room to room that was left by its last member; nil with members.
    var emptySince: UInt64?

    init(name: Text) { self.name = name }

    var summary: RoomSummary {
        RoomSummary(members: UInt32(members.count), last: history.last, name: name)
    }

    var memberList: [Member] {
        var list: [Member] = []
        list.reserveCapacity(members.count)
        members.forEach { _, member in list.append(member) }
        return list
    }
}
