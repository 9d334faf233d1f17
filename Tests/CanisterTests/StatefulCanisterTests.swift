import Canister
import CanisterExecution
import CanisterTesting
import Testing

/// Counts calls, and keeps the count over upgrades.
private final class Counter: CanisterBase, StatefulCanister {
    var count: UInt64 = 0
    /// A count that is not saved.
    static let forbidden: UInt64 = 666

    var entryPoints: [EntryPoint] {
        [
            .initialize {}, .preUpgrade(preUpgrade), .postUpgrade(postUpgrade),
            .update("count") { [self] in
                count += 1
                IncomingCall.reply(CandidEncoder.encode(count))
            },
            .update("forbid") { [self] in
                count = Self.forbidden
                IncomingCall.replyEmpty()
            },
        ]
    }

    private func postUpgrade() {
        run { () throws(EntryPointFailure) in _ = try restoreState() }
    }

    func save(into writer: inout StableWriter) throws(EntryPointFailure) {
        if count == Self.forbidden { throw .trap("this is not to be saved") }
        writer.write(littleEndian: count)
    }

    func restore(from reader: inout StableReader) throws(EntryPointFailure) {
        guard reader.remaining == 8, let saved = reader.read(littleEndian: UInt64.self) else {
            throw .trap("the count is damaged")
        }
        count = saved
    }
}

/// Code that knows nothing of the state.
private final class Stateless: CanisterBase, CanisterService {
    var entryPoints: [EntryPoint] {
        [
            .preUpgrade(preUpgrade),
            .postUpgrade { [self] in run { () throws(EntryPointFailure) in _ = try restoreState() } },
        ]
    }
}

@Suite("An author's state over upgrades")
struct StatefulCanisterTests {
    private let canister: TestCanister

    init() throws {
        canister = try TestCanister(Counter.self)
    }

    private func count() throws -> UInt64 {
        let decoder = try CandidDecoder(try canister.update("count").get())
        return try decoder.argument(UInt64.self)
    }

    @Test("goes on as it was, through any number of upgrades")
    func upgrades() throws {
        #expect(try count() == 1)
        try canister.upgrade()
        #expect(try count() == 2)
        try canister.upgrade()
        try canister.upgrade()
        #expect(try count() == 3)
    }

    @Test("is there anew after a reinstallation")
    func reinstallation() throws {
        _ = try count()
        try canister.reinstall()
        #expect(try count() == 1)
    }

    @Test("is marked as read, so that nothing can bring it back")
    func once() throws {
        _ = try count()
        try canister.upgrade()
        #expect(canister.stableMemory.read(at: 0, count: 8) == [UInt8](repeating: 0, count: 8))
        #expect(canister.stableMemory.read(at: 24, count: 8) == [1, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("that code before left behind, more than an hour ago, is not read")
    func old() throws {
        _ = try count()
        // Saved, and not read.
        try canister.upgrade { Stateless().entryPoints }
        canister.advance(by: .seconds(3601))
        try canister.upgrade { Counter().entryPoints }
        #expect(try count() == 1)
    }

    @Test("that cannot be saved keeps the upgrade from taking place")
    func refusedSaving() throws {
        _ = canister.update("forbid")
        let reject = #expect(throws: Reject.self) { try canister.upgrade() }
        #expect(reject?.trap?.message == "this is not to be saved")
        #expect(try count() == 667)
    }

    @Test("that is damaged keeps the upgrade from taking place, and the old code goes on", arguments: [7, 9, UInt64.max])
    func damaged(size: UInt64) throws {
        _ = try count()
        let reject = #expect(throws: Reject.self) {
            try canister.upgrade {
                // The count of bytes, in the header.
                let counter = Counter()
                return counter.entryPoints.map { entry in
                    guard entry.name == "canister_post_upgrade" else { return entry }
                    return .postUpgrade {
                        withUnsafeBytes(of: size.littleEndian) { StableMemory.write($0, at: 16) }
                        entry.run()
                    }
                }
            }
        }
        #expect(
            reject?.trap?.message
                == (size == .max ? "the canister's state is damaged: stable memory ends inside of it" : "the count is damaged"))
        #expect(try count() == 2)
    }
}
