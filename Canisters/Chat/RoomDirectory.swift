import CanisterWebSockets

/// All rooms, and who is in which.
///
/// Whatever throws a ``Refusal`` has changed nothing.
struct RoomDirectory: ~Copyable {
    var limits = Limits()

    private(set) var byName = SortedMap<Text, Room>()
    /// The rooms of each client that is in one.
    private var ofClient = SortedMap<Principal, [Room]>()
    /// Rooms with messages and without members, by ``Room/emptySince``.
    private var empty = SortedMap<UInt64, Room>()
    /// The bytes of all messages, and of those in empty rooms: the sums of ``History/size``.
    private var size = 0
    private var emptySize = 0
}

// MARK: - Members

extension RoomDirectory {
    /// Makes a client a member of a room, which is made if it is not there; gives one that is a member another nickname.
    mutating func join(_ member: Member, _ name: Text) throws(Refusal) -> Room {
        try name.checkName(.room, maximum: limits.roomName)
        if let nickname = member.nickname { try nickname.checkName(.nickname, maximum: limits.nickname) }
        let room = byName[name]
        if let room, room.members.contains(member.client) {
            room.members.insert(member, for: member.client)
            return room
        }
        guard ofClient[member.client]?.count ?? 0 < limits.roomsOfClient else {
            throw .inTooManyRooms(UInt64(limits.roomsOfClient))
        }
        guard room?.members.count ?? 0 < limits.membersOfRoom else { throw .roomIsFull(UInt64(limits.membersOfRoom)) }
        let joined: Room
        if let room { joined = room } else { joined = try makeRoom(name) }
        add(member, to: joined)
        return joined
    }

    /// Ends a membership.
    ///
    /// - Returns: the room, with the members that stay, and the one that has left.
    mutating func leave(_ client: Principal, _ name: Text) throws(Refusal) -> (room: Room, member: Member) {
        let room = try room(name)
        guard let member = room.members.remove(client) else { throw .notMember }
        ofClient.withValue(of: client) { $0.removeAll { $0 === room } }
        if ofClient[client]?.isEmpty ?? false { ofClient.remove(client) }
        settle(room)
        return (room, member)
    }

    /// Ends all memberships of a client.
    mutating func leaveAll(_ client: Principal) -> [(room: Room, member: Member)] {
        var left: [(room: Room, member: Member)] = []
        for room in ofClient.remove(client) ?? [] {
            guard let member = room.members.remove(client) else { continue }
            settle(room)
            left.append((room, member))
        }
        return left
    }
}

// MARK: - Messages

extension RoomDirectory {
    /// Adds a member's message to the history of a room.
    mutating func talk(
        _ client: Principal, _ name: Text, _ text: Text, at time: UInt64
    ) throws(Refusal) -> (room: Room, message: Message) {
        try text.checkSize(.text, maximum: limits.text)
        let room = try room(name)
        guard let author = room.members[client] else { throw .notMember }
        let message = Message(text: text, time: time, author: author, sequence: room.history.last + 1)
        let growth = room.history.growth(by: message)
        guard size - emptySize + growth <= limits.history else { throw .historyIsFull(UInt64(limits.history)) }
        while size + growth > limits.history, forgetEmptyRoom() {}
        room.history.append(message)
        size += growth
        return (room, message)
    }

    /// The room of a name.
    func room(_ name: Text) throws(Refusal) -> Room {
        guard let room = byName[name] else { throw .noSuchRoom }
        return room
    }

    /// The next rooms after a name, or the first.
    func page(after name: Text?) -> [RoomSummary] {
        var page: [RoomSummary] = []
        byName.visit(after: name) { _, room in
            page.append(room.summary)
            return page.count < Limits.roomsOfPage
        }
        return page
    }
}

// MARK: - Rooms that come and go

extension RoomDirectory {
    /// Takes in a room as it was saved.
    mutating func restore(_ room: Room) {
        byName.insert(room, for: room.name)
        size += room.history.size
        if let number = room.emptySince { keepEmpty(room, number) }
        room.members.forEach { client, _ in ofClient.withValue(of: client, orInserting: []) { $0.append(room) } }
    }

    private mutating func makeRoom(_ name: Text) throws(Refusal) -> Room {
        guard byName.count < limits.rooms || forgetEmptyRoom() else { throw .tooManyRooms(UInt64(limits.rooms)) }
        let room = Room(name: name)
        byName.insert(room, for: name)
        return room
    }

    private mutating func add(_ member: Member, to room: Room) {
        if let number = room.emptySince {
            empty.remove(number)
            emptySize -= room.history.size
            room.emptySince = nil
        }
        room.members.insert(member, for: member.client)
        ofClient.withValue(of: member.client, orInserting: []) { $0.append(room) }
    }

    /// A member has left: without members a room waits to be forgotten; one without messages goes at once.
    private mutating func settle(_ room: Room) {
        guard room.members.isEmpty else { return }
        if room.history.last == 0 {
            byName.remove(room.name)
        } else {
            keepEmpty(room, (empty.last?.key ?? 0) + 1)
        }
    }

    private mutating func keepEmpty(_ room: Room, _ number: UInt64) {
        room.emptySince = number
        empty.insert(room, for: number)
        emptySize += room.history.size
    }

    /// Forgets the room that has had no members for the longest time.
    ///
    /// - Returns: whether there was one.
    private mutating func forgetEmptyRoom() -> Bool {
        guard let room = empty.removeFirst()?.value else { return false }
        byName.remove(room.name)
        size -= room.history.size
        emptySize -= room.history.size
        return true
    }
}
