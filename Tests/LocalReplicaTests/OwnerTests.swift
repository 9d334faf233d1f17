import Candid
import ICProtocol
import Testing

@testable import LocalReplica

@Suite("What the owner of a replica does to it", .timeLimit(.minutes(60)))
struct OwnerTests {
    @Test("calls need no signature; each is executed by the next round, and its end is told")
    func calls() async throws {
        try await OwnedReplica.with { owned in
            let canister = try await owned.install()
            let sender = Principal(canisterIndex: 99)
            let id = try await owned.submit(canister, "add", [3], from: sender).get()
            #expect(try await owned.replica.status(of: id) == .received)
            #expect(owned.replica.sender(of: id) == nil)
            try await owned.replica.executeRound()
            #expect(try await owned.replica.status(of: id) == .replied([3, 3]))
            #expect(owned.replica.sender(of: id) == sender)
            #expect(try await owned.query(canister, "get", [3]) == .replied([3, 3]))
        }
    }

    @Test("a call that is submitted again is the same one, and with another nonce another one")
    func nonces() async throws {
        try await OwnedReplica.with { owned in
            let canister = try await owned.install()
            let first = try await owned.submit(canister, "add", [1], nonce: [1]).get()
            #expect(try await owned.submit(canister, "add", [1], nonce: [1]).get() == first)
            let second = try await owned.submit(canister, "add", [1], nonce: [2]).get()
            #expect(first != second)
            try await owned.replica.executeRound()
            #expect(try await owned.query(canister, "get", [1]) == .replied([2, 2]))
        }
    }

    @Test("a call that cannot be executed is rejected at once")
    func rejected() async throws {
        try await OwnedReplica.with { owned in
            guard case .failure(let rejection) = try await owned.submit(Principal(canisterIndex: 5), "add") else {
                throw Accepted()
            }
            #expect(rejection.errorCode == "IC0301")
            guard case .rejected = try await owned.query(Principal(canisterIndex: 5), "get") else { throw Accepted() }
        }
    }

    @Test("a round takes the time that was set, or else a nanosecond; time never goes back")
    func time() async throws {
        try await OwnedReplica.with { owned in
            let start = CoreFixture.start
            try await owned.replica.executeRound()
            #expect(owned.replica.time == start + 1)
            try await owned.replica.setTime(start + 50)
            #expect(owned.replica.time == start + 1 && owned.replica.currentTime == start + 50)
            try await owned.replica.executeRound()
            #expect(owned.replica.time == start + 50)
            await #expect(throws: ReplicaError.timeInPast(now: start + 50, wanted: start)) {
                try await owned.replica.setTime(start)
            }
        }
        try await OwnedReplica.with { $0.time = .clock } _: { owned in
            await #expect(throws: ReplicaError.timeNotTold) { try await owned.replica.setTime(.max) }
        }
    }

    @Test("a timer fires in the first round at its time or later")
    func timers() async throws {
        try await OwnedReplica.with { $0.time = .told(from: 1_000_000_000, executesAtOnce: false) } _: { owned in
            let canister = try await owned.install()
            _ = try await owned.call(canister, "arm", [5])
            try await owned.replica.setTime(4_999_999_999)
            try await owned.replica.executeRound()
            #expect(try await owned.query(canister, "get", [7]) == .replied([0, 0]))
            try await owned.replica.setTime(5_000_000_000)
            try await owned.replica.executeRound()
            #expect(try await owned.query(canister, "get", [7]) == .replied([7, 7]))
        }
    }

    @Test("cycles and controllers are seen, and cycles added, with no round")
    func canisters() async throws {
        try await OwnedReplica.with { owned in
            let canister = try await owned.create()
            #expect(owned.replica.hasCanister(canister) && !owned.replica.hasCanister(.anonymous))
            #expect(try await owned.replica.controllers(of: canister) == [.anonymous])
            #expect(try await owned.replica.controllers(of: .anonymous) == nil)
            #expect(try await owned.replica.addCycles(5, to: canister) == 12)
            #expect(try await owned.replica.addCycles(.max, to: canister) == .max)
            #expect(try await owned.replica.cycles(of: canister) == .max)
            #expect(try await owned.replica.addCycles(1, to: .anonymous) == nil)
        }
    }

    @Test("a stable memory is replaced: queries see it at once, updates write on it")
    func stableMemory() async throws {
        try await OwnedReplica.with { owned in
            let canister = try await owned.install()
            _ = try await owned.call(canister, "store", [1, 42])
            let content = [UInt8](repeating: 9, count: 70_000)
            guard case .success = try await owned.replica.setStableMemory(of: canister, to: content) else {
                throw Accepted()
            }
            #expect(try await owned.query(canister, "load", [1]) == .replied([9]))
            _ = try await owned.call(canister, "store", [2, 8])
            let memory = try await owned.replica.stableMemory(of: canister, atMost: 131_072).get()
            #expect(memory.count == 131_072 && Array(memory[9_999...10_002]) == [9, 2, 8, 9])
            #expect(memory[69_999] == 9 && memory[70_000] == 0)
            let refused = try await owned.replica.stableMemory(of: canister, atMost: 131_071)
            #expect(refused == .failure(.tooLarge(bytes: 131_072, maximum: 131_071)))
        }
    }

    @Test("a stable memory needs a canister with code, and room")
    func noStableMemory() async throws {
        try await OwnedReplica.with { $0.limits.resources.stablePages = 1 } _: { owned in
            let replica = owned.replica
            let empty = try await owned.create()
            #expect(try await replica.stableMemory(of: empty, atMost: 9) == .failure(.noCode))
            #expect(try await replica.stableMemory(of: .anonymous, atMost: 9) == .failure(.noCanister))
            let canister = try await owned.install()
            guard case .failure(.tooLarge(65_537, 65_536)) = try await replica.setStableMemory(
                of: canister, to: [UInt8](repeating: 1, count: 65_537))
            else { throw Accepted() }
            #expect(try await replica.stableMemory(of: canister, atMost: 9).get() == [])
        }
    }

    @Test("canisters are numbered from where the owner says")
    func numbers() async throws {
        try await OwnedReplica.with { $0.firstCanisterIndex = .max } _: { owned in
            let (last, first) = (try await owned.create(), try await owned.create())
            #expect([last, first] == [Principal(canisterIndex: .max), Principal(canisterIndex: 0)])
        }
    }

    @Test("a replica need not listen")
    func silent() async throws {
        try await OwnedReplica.with { owned in #expect(owned.replica.url == "" && owned.replica.port == 0) }
    }

    private struct Accepted: Error {}
}
