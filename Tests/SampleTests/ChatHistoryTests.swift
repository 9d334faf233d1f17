import Candid
import CanisterTesting
import Testing

@testable import Chat

@Suite("Chat: rooms and their history")
struct ChatHistoryTests {
    let canister: TestCanister
    let ann: Participant

    init() throws {
        canister = try TestCanister(Chat.self)
        ann = try Participant(1, in: canister)
    }

    @Test("keeps the last 100 messages, and gives those after a sequence number", arguments: [1, 99, 100, 101, 250])
    func ring(count: UInt64) throws {
        try ann.join("tea")
        for number in 1...count { try ann.talk("\(number)", in: "tea") }
        let kept = Array(max(count, 100) - 99...count)
        #expect(try canister.history(of: "tea").map(\.sequence) == kept)
        #expect(try canister.history(of: "tea").map(\.text) == kept.map { "\($0)" })
        for after in [0, 1, 100, 199, count - 1, count, count + 1, .max] {
            let expected = kept.filter { $0 > after }
            #expect(try canister.history(of: "tea", after: after).map(\.sequence) == expected)
            guard case .history(let messages) = try ann.history(of: "tea", after: after) else {
                Issue.record("no history")
                return
            }
            #expect(messages.map(\.sequence) == expected)
        }
    }

    @Test("outlives the members of its room, who find it when they come back")
    func emptyRoom() throws {
        try ann.join("tea", as: "Ann")
        try ann.talk("remember me", in: "tea")
        try ann.socket.close()
        #expect(try canister.rooms() == [RoomSummary(members: 0, last: 1, name: "tea")])
        #expect(try canister.history(of: "tea").map(\.author) == [ann.member("Ann")])
        try ann.socket.reopen()
        #expect(try ann.join("tea") == .joined(RoomSummary(members: 1, last: 1, name: "tea")))
        #expect(try ann.talk("again", in: "tea") == .said(2))
    }

    @Test("a room without messages goes with its last member")
    func silentRoom() throws {
        try ann.join("tea")
        try ann.ask(.leave("tea"))
        #expect(try canister.rooms() == [])
        #expect(try ann.talk("?", in: "tea") == .refused(.noSuchRoom))
    }

    @Test("queries give nothing of a room that is not there")
    func unknownRoom() throws {
        #expect(try canister.members(of: "attic") == [])
        #expect(try canister.history(of: "attic") == [])
    }

    @Test("lists rooms in the order of their names, 100 at a time")
    func pages() throws {
        let names = (0..<250).map { Text("room \(1_000 + $0)") }
        let others = try (0...12).map { try Participant(10 + $0, in: canister) }
        for (index, name) in names.reversed().enumerated() { try others[index / 20].join(name) }
        var listed: [Text] = []
        var sizes: [Int] = []
        repeat {
            let page = try canister.rooms(after: listed.last).map(\.name)
            #expect(try ann.ask(.rooms(listed.last)) == .rooms(try canister.rooms(after: listed.last)))
            listed += page
            sizes.append(page.count)
        } while sizes.last == 100
        #expect(listed == names)
        #expect(sizes == [100, 100, 50])
        #expect(try canister.rooms(after: "room 1248\u{0}").map(\.name) == ["room 1249"])
    }
}
