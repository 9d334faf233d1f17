import Candid
import Canister
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Stable memory")
struct StableMemoryTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test("grows by pages and says what it was before")
    func grow() {
        var sizes: [UInt64?] = []
        bench.perform {
            sizes.append(StableMemory.pages)
            sizes.append(StableMemory.grow(by: 3))
            sizes.append(StableMemory.grow(by: 0))
            sizes.append(StableMemory.grow(by: 2))
            sizes.append(StableMemory.pages)
        }
        #expect(sizes == [0, 0, 3, 3, 5])
        #expect(bench.canister.stableMemory.pageCount == 5)
    }

    @Test("refuses to grow beyond its limit, and stays as it is")
    func limit() {
        var answers: [UInt64?] = []
        var ensured: [Bool] = []
        bench.perform {
            answers.append(StableMemory.grow(by: 8_192_001))
            answers.append(StableMemory.grow(by: .max))
            ensured.append(StableMemory.ensure(bytes: .max))
            answers.append(StableMemory.pages)
        }
        #expect(answers == [nil, nil, 0])
        #expect(ensured == [false])
    }

    @Test("is made large enough, in whole pages, and never smaller")
    func ensure() {
        var sizes: [UInt64] = []
        bench.perform {
            for bytes in [0, 1, 65_536, 65_537, 5, 655_360] as [UInt64] {
                #expect(StableMemory.ensure(bytes: bytes))
                sizes.append(StableMemory.pages)
            }
        }
        #expect(sizes == [0, 1, 1, 2, 2, 10])
    }

    @Test("gives back what was written, zeros elsewhere, also over pages and after an upgrade")
    func contents() throws {
        let data = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var read: [[UInt8]] = []
        bench.perform {
            #expect(StableMemory.ensure(bytes: 200_000))
            StableMemory.write(data, at: 50_000)
            StableMemory.write([UInt8](), at: 7)
            read.append(StableMemory.read(100_000, at: 50_000))
        }
        try bench.canister.upgrade()
        bench.perform {
            read.append(StableMemory.read(100_000, at: 50_000))
            read.append(StableMemory.read(3, at: 49_998))
            read.append(StableMemory.read(0, at: 12))
        }
        #expect(read == [data, data, [0, 0, 0], []])
    }

    @Test("is rolled back when a message fails")
    func rolledBack() {
        bench.perform {
            #expect(StableMemory.ensure(bytes: 10))
            StableMemory.write([1, 2, 3], at: 0)
        }
        bench.update {
            IC.run { () throws(EntryPointFailure) in
                StableMemory.write([9, 9, 9], at: 0)
                _ = StableMemory.grow(by: 4)
                throw .trap("no")
            }
        }
        #expect(bench.canister.stableMemory.read(at: 0, count: 3) == [1, 2, 3])
        #expect(bench.canister.stableMemory.pageCount == 1)
    }

    @Test("read or written beyond its end ends the process natively")
    func outOfBounds() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let bench = try Bench()
            bench.perform { StableMemory.write([1], at: 0) }
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("ic0.stable64_write trapped"))
    }
}

@Suite("Certified data")
struct CertifiedDataTests {
    private func set(_ bytes: [UInt8]) { bytes.withUnsafeBytes { CertifiedData.set($0) } }

    @Test("are what was set last, once the message is over")
    func lastCounts() throws {
        let bench = try Bench()
        bench.perform {
            set([1, 2, 3])
            set([UInt8](repeating: 7, count: 32))
        }
        #expect(bench.canister.certifiedData == [UInt8](repeating: 7, count: 32))
        bench.update {
            IC.run { () throws(EntryPointFailure) in
                set([1])
                throw .trap("no")
            }
        }
        #expect(bench.canister.certifiedData == [UInt8](repeating: 7, count: 32))
        bench.perform { set([]) }
        #expect(bench.canister.certifiedData == [])
    }

    @Test("have a certificate in a query that one node runs, and nowhere else")
    func certificate() throws {
        let bench = try Bench()
        bench.perform { set([5]) }
        var seen: [(Bool, [UInt8]?)] = []
        let look = { () -> Void in
            seen.append((CertifiedData.hasCertificate, CertifiedData.certificate))
            IncomingCall.replyEmpty()
        }
        bench.query { look() }
        bench.update { look() }
        bench.doer.action = look
        bench.canister.update("look")
        #expect(seen.map(\.0) == [true, false, false])
        #expect(seen.map(\.1) == [bench.canister.dataCertificate, nil, nil])
        #expect(bench.canister.dataCertificate?.isEmpty == false)
    }
}

@Suite("Cycles")
struct CyclesTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    @Test("the balance, and what can be spent of it")
    func balance() throws {
        let cycles: UInt128 = (1 << 64) + 5
        bench.canister.hosted?.cycles = cycles
        var balances: [UInt128] = []
        bench.perform { balances = [Cycles.balance, Cycles.liquidBalance] }
        #expect(balances[0] == cycles)
        #expect(balances[1] <= balances[0])
    }

    @Test("burnt are gone, no more than there are")
    func burn() {
        bench.canister.hosted?.cycles = 1_000
        var burnt: [UInt128] = []
        bench.perform {
            burnt.append(Cycles.burn(400))
            burnt.append(Cycles.burn(0))
            burnt.append(Cycles.burn(1 << 90))
        }
        #expect(burnt == [400, 0, 600])
        #expect(bench.canister.hosted?.cycles == 0)
    }

    @Test("that come with a call are taken as wanted; the rest goes back")
    func accept() throws {
        let other = try TestCanister(on: bench.subnet) { [id = bench.canister.id] in
            [
                .update("pay") {
                    var call = OutgoingCall(to: id, method: "do")
                    call.cycles = 1_000
                    try? call.send([]) { _ in
                        IncomingCall.reply([UInt8(Cycles.refunded / 100)])
                    } onReject: { _ in
                        IncomingCall.reject("refused")
                    }
                }
            ]
        }
        try other.install()
        var seen: [UInt128] = []
        let before = bench.canister.hosted?.cycles
        bench.doer.action = {
            seen.append(Cycles.available)
            seen.append(Cycles.accept(300))
            seen.append(Cycles.available)
            seen.append(Cycles.accept(0))
            seen.append(Cycles.accept(100))
            IncomingCall.replyEmpty()
        }
        #expect(other.update("pay") == .reply([6]))
        #expect(seen == [1_000, 300, 700, 0, 100])
        #expect(bench.canister.hosted?.cycles == before.map { $0 + 400 })
        bench.doer.action = {
            seen = [Cycles.accept(.max), Cycles.available]
            IncomingCall.replyEmpty()
        }
        #expect(other.update("pay") == .reply([0]))
        #expect(seen == [1_000, 0])
    }

    @Test("none come with a user's call")
    func user() {
        var seen: [UInt128] = []
        bench.perform { seen = [Cycles.available, Cycles.accept(10)] }
        #expect(seen == [0, 0])
    }
}
