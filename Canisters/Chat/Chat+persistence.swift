import CanisterWebSockets

/// What survives upgrades: rooms with their members and messages. The library keeps the connections.
extension Chat {
    /// Changes when older code could not read what newer code writes.
    private static let layout: UInt32 = 1

    func save(into writer: inout StableWriter) {
        writer.write(littleEndian: Self.layout)
        writer.write(candid: UInt64(directory.byName.count))
        directory.byName.forEach { name, room in
            writer.write(candid: name)
            writer.write(candid: room.emptySince)
            writer.write(candid: room.memberList)
            writer.write(candid: room.history.messages())
        }
    }

    func restore(from reader: inout StableReader) throws(EntryPointFailure) {
        let layout = reader.read(littleEndian: UInt32.self)
        guard layout == Self.layout else {
            throw .trap("the saved rooms have layout \(UInt64(layout ?? 0)), this code reads layout 1: upgrade to newer code")
        }
        for _ in 0..<(try reader.read(candid: UInt64.self)) {
            let room = Room(name: try reader.read(candid: Text.self))
            room.emptySince = try reader.read(candid: UInt64?.self)
            for member in try reader.read(candid: [Member].self) { room.members.insert(member, for: member.client) }
            room.history = History(try reader.read(candid: [Message].self))
            directory.restore(room)
        }
    }
}
