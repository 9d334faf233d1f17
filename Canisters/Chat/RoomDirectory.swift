import CanisterWebSockets

/// All rooms, and who is in which. Whatever throws a ``Refusal`` has changed nothing.
struct RoomDirectory: ~Copyable {
    var limits = Limits()

    private var byName = SortedMap<Text, Room>()
    private var visitors = SortedMap<Principal, Visitor>()
    /// Rooms without members, by ``Room/left``.
    private var empty = SortedMap<UInt64, Room>()

    subscript(name: Text) -> Room? { byName[name] }

    /// The room of a name, of which a client is a member.
    func room(_ name: Text, of client: Principal) throws(Refusal) -> Room {
        guard let room = byName[name], room.members.contains(client) else {
            throw Refusal("you are not a member of the room")
        }
        return room
    }

    /// A room that a client is in.
    func firstRoom(of client: Principal) -> Room? { visitors[client]?.rooms.first?.value }

    /// The names of all rooms, in bytewise order.
    var names: [Text] { byName.map { name, _ in name } }

    /// Makes a client a member of a room, which is made if it is not there.
    mutating func join(_ client: Principal, _ name: Text) throws(Refusal) -> Room {
        guard 1...Limits.name ~= name.bytes.count else { throw Refusal("a room's name has 1 to 64 bytes") }
        if let room = byName[name], room.members.contains(client) { return room }
        guard visitors[client]?.rooms.count ?? 0 < limits.roomsOfClient else { throw Refusal("you are in too many rooms") }
        let room = try openRoom(name)
        guard room.members.count < limits.membersOfRoom else { throw Refusal("the room is full") }
        enter(room, client)
        return room
    }

    /// Ends a membership. A room without members waits to be forgotten; one without messages goes at once.
    mutating func leave(_ room: Room, _ client: Principal) {
        if let visitor = room.members.remove(client) {
            visitor.rooms.remove(room.name)
            if visitor.rooms.isEmpty { visitors.remove(client) }
        }
        guard room.members.isEmpty else { return }
        if room.last == 0 { byName.remove(room.name) } else { setAside(room) }
    }

    private mutating func enter(_ room: Room, _ client: Principal) {
        if room.members.isEmpty { empty.remove(room.left) }
        let visitor = visitors[client] ?? Visitor()
        visitors.insert(visitor, for: client)
        visitor.rooms.insert(room, for: room.name)
        room.members.insert(visitor, for: client)
    }

    /// The room of a name, made if it is not there: then the room that was left first may have to go.
    private mutating func openRoom(_ name: Text) throws(Refusal) -> Room {
        if let room = byName[name] { return room }
        if byName.count >= limits.rooms {
            guard let oldest = empty.removeFirst()?.value else { throw Refusal("there are too many rooms") }
            byName.remove(oldest.name)
        }
        let room = Room(name: name)
        byName.insert(room, for: name)
        setAside(room)
        return room
    }

    private mutating func setAside(_ room: Room) {
        room.left = (empty.last?.key ?? 0) + 1
        empty.insert(room, for: room.left)
    }
}

// MARK: - Upgrades

/// What is kept in an upgrade stands there as the news that led to it: what was said, and who joined.
extension RoomDirectory {
    func save(into writer: inout StableWriter) {
        empty.forEach { _, room in room.save(into: &writer) }
        byName.forEach { _, room in if !room.members.isEmpty { room.save(into: &writer) } }
    }

    mutating func restore(_ news: AppMessage) throws(Refusal) {
        switch news {
        case .said(let said): try openRoom(said.room).keep(said.message)
        case .joined(let presence): enter(try openRoom(presence.room), presence.client)
        case .join, .leave, .talk, .left, .refused: throw Refusal("there is news of no such kind")
        }
    }
}
