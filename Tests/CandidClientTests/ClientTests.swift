import ICAgent
import TestSupport
import Testing

@Suite("A client that was made of an interface, and the canister", .serialized)
struct ClientTests {
    private func run(_ body: (Interfaces) async throws -> Void) async throws {
        try await TestCanister.run(BuiltModule.ofTests("Interfaces")) { canister in
            try await body(Interfaces(agent: canister.agent, canister: canister.id))
        }
    }

    @Test("exchange values of every type", .timeLimit(.minutes(60)))
    func values() async throws {
        try await run { client in
            let scalars = Interfaces.Scalars(
                i8: -8, n8: 8, f32: 1.5, f64: -2.25, i16: -16, i32: -32, i64: .min, n16: 16, n32: 32, n64: .max,
                who: client.canister, truth: true, text: "größe", bytes: [1, 2], natural: 1_099_511_627_776, whole: -7,
                nullValue: Null(), anything: Reserved())
            #expect(try await client.scalars(scalars) == scalars)

            let (number, text, null, bools) = try await client.optionals(3, "a", nil, [true, nil])
            #expect(number == 3 && text == "a" && null == nil && bools == [true, nil])
            #expect(try await client.result(.err("why")) == .err("why"))
            let (pair, triple, _, single) = try await client.tuples(
                Tuple2(1, "one"), Tuple3(2, "two", Tuple2(true, -2)),
                Interfaces.TuplesArgument3(_0: 1, _1: 2, _2: 3, _3: 4), Interfaces.TuplesArgument4(_0: 9))
            #expect(pair == Tuple2(1, "one") && triple.second == "two" && single._0 == 9)

            let list: Interfaces.List = Interfaces.ListValue(head: 1, tail: Interfaces.ListValue(head: -2, tail: nil))
            let tree = Interfaces.Tree.fork(Interfaces.TreeFork(left: .leaf(1), right: .leaf(2)))
            let node = Interfaces.Node(next: nil, label: "a", others: [])
            let (sameList, sameTree, sameNode) = try await client.lists(list, tree, node)
            #expect(sameList == list && sameTree == tree && sameNode == node)

            let (shapes, sides) = try await client.shapes([.circle(Interfaces.ShapeCircle(radius: 2)), .nothing])
            #expect(shapes.count == 2 && sides == 2)
        }
    }

    @Test("speak by update, query, composite query and oneway, whatever methods are called", .timeLimit(.minutes(60)))
    func kinds() async throws {
        try await run { client in
            #expect(try await client.run(8) == 8)
            try await client.send()
            #expect(try await client.oddName() == "odd")
            try await client.notify(5)
            #expect(try await client.total() == 105)
        }
    }

    @Test("tell a rejection from a reply of another type", .timeLimit(.minutes(60)))
    func errors() async throws {
        try await run { client in
            let refused = await #expect(throws: ClientError.self) { try await client.refuse("no") }
            #expect(refused?.rejection?.rejection.code == 4 && refused?.rejection?.rejection.message == "no")
            #expect(refused?.rejection?.proof == .certificate)

            let other = await #expect(throws: ClientError.self) {
                try await client.call(query: "odd name!", returning: Nat.self)
            }
            guard case .reply(let error) = other else {
                Issue.record("expected a reply that is not decoded, found \(String(describing: other))")
                return
            }
            #expect(error.isMismatch)
            #expect(other?.description.hasPrefix("the canister's reply is not of the type in its interface: ") == true)

            let missing = await #expect(throws: ClientError.self) {
                try await client.call(oneway: "nothing of the kind")
            }
            #expect(missing?.rejection != nil)
            let nobody = Interfaces(agent: client.agent, canister: .anonymous)
            await #expect(throws: ClientError.self) { try await nobody.total() }
        }
    }

    @Test("of a sample are made of its own interface", .timeLimit(.minutes(60)))
    func chat() async throws {
        try await TestCanister.run(BuiltModule.sample("Chat")) { canister in
            let chat = Chat(agent: canister.agent, canister: canister.id)
            #expect(try await chat.rooms() == [])
            #expect(try await chat.history("lobby", 0) == [])
            #expect(try await chat.members("lobby") == [])
            guard case .ok(let page) = try await chat.wsGetMessages(Chat.CanisterWsGetMessagesArguments(nonce: 0))
            else {
                Issue.record("expected an empty page")
                return
            }
            #expect(page.isEndOfQueue && page.messages.isEmpty)
        }
    }
}
