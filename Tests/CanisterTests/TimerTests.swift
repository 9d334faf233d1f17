import Candid
import Canister
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Timers")
struct TimerTests {
    let bench: Bench
    let events = Events()

    init() throws { bench = try Bench() }

    @discardableResult
    private func schedule(after delay: TimeSpan, _ name: String) -> Timers.ID? {
        var id: Timers.ID?
        bench.perform { [bench, events] in id = try? bench.timers.schedule(after: delay) { events.note(name) } }
        return id
    }

    private func cancel(_ id: Timers.ID?) throws {
        let id = try #require(id)
        bench.perform { [bench] in bench.timers.cancel(id) }
    }

    @Test("run once, at their time and not before")
    func oneShot() {
        schedule(after: .seconds(5), "five")
        #expect(bench.canister.globalTimer == bench.canister.time + 5_000_000_000)
        bench.canister.advance(by: .nanoseconds(4_999_999_999))
        #expect(events.take() == [])
        bench.canister.advance(by: .nanoseconds(1))
        #expect(events.take() == ["five"])
        bench.canister.advance(by: .seconds(60))
        #expect(events.take() == [])
        #expect(bench.timers.count == 0)
        #expect(bench.canister.globalTimer == 0)
    }

    @Test("run in the order of their times, not that of their making")
    func order() {
        schedule(after: .seconds(3), "c")
        schedule(after: .seconds(1), "a")
        schedule(after: .seconds(2), "b")
        bench.canister.advance(by: .seconds(3))
        #expect(events.take() == ["a", "b", "c"])
    }

    @Test("that are due at once run in the order of their making")
    func sameTime() {
        for name in ["1", "2", "3", "4", "5"] { schedule(after: .seconds(1), name) }
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == ["1", "2", "3", "4", "5"])
    }

    @Test("without a delay run soon, in a message of their own")
    func noDelay() {
        bench.perform { [bench, events] in
            _ = try? bench.timers.schedule(after: .nanoseconds(0)) { events.note("timer") }
            events.note("maker")
        }
        #expect(events.take() == ["maker"])
        #expect(bench.canister.runTimers())
        #expect(events.take() == ["timer"])
    }

    @Test("come again after each interval, from the time they were due")
    func periodic() {
        let start = bench.canister.time
        bench.perform { [bench, events] in
            _ = try? bench.timers.schedule(every: .seconds(10)) { events.note("\((IC.time - start) / 1_000_000_000)") }
        }
        bench.canister.advance(by: .seconds(35))
        #expect(events.take() == ["10", "20", "30"])
        #expect(bench.timers.count == 1)
        #expect(bench.canister.globalTimer == start + 40_000_000_000)
    }

    @Test("a periodic one does not catch up on what it missed")
    func late() {
        bench.perform { [bench, events] in
            _ = try? bench.timers.schedule(every: .seconds(10)) { events.note("run") }
        }
        bench.subnet.advanceTime(by: 95_000_000_000)
        bench.canister.runTimers()
        #expect(events.take() == ["run"])
        #expect(bench.canister.globalTimer == bench.canister.time + 10_000_000_000)
    }

    @Test("that were cancelled do not run, and the rest do")
    func cancelled() throws {
        let first = schedule(after: .seconds(1), "first")
        schedule(after: .seconds(2), "second")
        try cancel(first)
        #expect(bench.canister.globalTimer == bench.canister.time + 2_000_000_000)
        bench.canister.advance(by: .seconds(3))
        #expect(events.take() == ["second"])
        try cancel(first)
        #expect(bench.timers.count == 0)
    }

    @Test("the last one that is cancelled leaves the canister's timer off")
    func cancelledLast() throws {
        try cancel(schedule(after: .seconds(1), "only"))
        #expect(bench.canister.globalTimer == 0)
        #expect(bench.timers.count == 0)
    }

    @Test("that were started and then cancelled, before their message ran, do not run")
    func cancelledWhileStarted() throws {
        let id = schedule(after: .seconds(1), "cancelled")
        schedule(after: .seconds(1), "other")
        bench.subnet.advanceTime(by: 1_000_000_000)
        let started = try #require(id)
        bench.doer.action = { [bench, events] in
            events.note("cancel")
            bench.timers.cancel(started)
        }
        _ = bench.subnet.submit(bench.canister.id, "do", [], from: .testUser(1))
        #expect(bench.subnet.runOneTimer())
        #expect(events.take() == [])
        bench.subnet.run()
        #expect(events.take() == ["cancel", "other"])
        #expect(bench.timers.count == 0)
    }

    @Test("cancel themselves and each other while they run")
    func cancelledWhileRunning() {
        var periodic: Timers.ID?
        var victim: Timers.ID?
        bench.perform { [bench, events] in
            periodic = try? bench.timers.schedule(every: .seconds(1)) {
                events.note("periodic")
                if let periodic { bench.timers.cancel(periodic) }
                if let victim { bench.timers.cancel(victim) }
            }
            victim = try? bench.timers.schedule(after: .seconds(1)) { events.note("victim") }
        }
        bench.canister.advance(by: .seconds(10))
        #expect(events.take() == ["periodic"])
        #expect(bench.timers.count == 0)
        #expect(bench.canister.globalTimer == 0)
    }

    @Test("set others while they run")
    func nested() {
        bench.perform { [bench, events] in
            _ = try? bench.timers.schedule(after: .seconds(1)) {
                events.note("outer")
                _ = try? bench.timers.schedule(after: .seconds(1)) { events.note("inner") }
            }
        }
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == ["outer"])
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == ["inner"])
    }

    @Test("many at once run in several runs of the canister's timer, each once, in order")
    func many() {
        bench.perform { [bench, events] in
            for number in 0..<650 {
                _ = try? bench.timers.schedule(after: .seconds(1)) { events.note("\(number)") }
            }
        }
        let before = bench.subnet.executions.count
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == (0..<650).map { "\($0)" })
        #expect(bench.timers.count == 0)
        let runs = bench.subnet.executions[before...].count { $0.context == .systemTask }
        #expect(runs == 4)
    }

    @Test("that cannot be started wait a second, keep their order, and do not spin")
    func fullQueue() {
        bench.perform { [bench, events] in
            for number in 0..<650 {
                _ = try? bench.timers.schedule(after: .seconds(1)) { events.note("\(number)") }
            }
        }
        bench.subnet.advanceTime(by: 1_000_000_000)
        // No message runs in between: after 500 the system takes no more.
        for _ in 0..<3 { #expect(bench.subnet.runOneTimer()) }
        #expect(bench.canister.globalTimer == bench.canister.time + 1_000_000_000)
        #expect(!bench.subnet.runOneTimer())
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == (0..<650).map { "\($0)" })
        #expect(bench.timers.count == 0)
    }

    @Test("are not lost when the canister is stopped between their start and their run")
    func stopped() throws {
        bench.perform { [bench, events] in
            _ = try? bench.timers.schedule(after: .seconds(1), onTrap: { events.note("trapped") }) {
                events.note("once")
            }
            _ = try? bench.timers.schedule(every: .seconds(1)) { events.note("again") }
        }
        bench.subnet.advanceTime(by: 1_000_000_000)
        #expect(bench.subnet.runOneTimer())
        try bench.subnet.stop(bench.canister.id)
        bench.subnet.run()
        #expect(bench.canister.hosted?.status == .stopped)
        bench.canister.advance(by: .seconds(10))
        #expect(events.take() == [])
        try bench.subnet.start(bench.canister.id)
        bench.canister.runTimers()
        #expect(events.take() == ["once", "again"])
        #expect(bench.timers.count == 1)
    }

    @Test("beyond the end of time are refused, and nothing changes")
    func overflow() throws {
        let bench = try Bench(time: .max - 10_000_000_000)
        var refused = 0
        bench.perform {
            do throws(Timers.BeyondTime) {
                try bench.timers.schedule(after: .seconds(11)) {}
            } catch {
                refused += 1
            }
            do throws(Timers.BeyondTime) {
                try bench.timers.schedule(every: .milliseconds(.max)) {}
            } catch {
                refused += 1
            }
        }
        #expect(refused == 2)
        #expect(bench.timers.count == 0)
        #expect(bench.canister.globalTimer == 0)
    }

    @Test("a periodic one ends where its next run would lie beyond the end of time")
    func periodicOverflow() throws {
        let bench = try Bench(time: .max - 10_000_000_000)
        bench.perform { [events] in
            _ = try? bench.timers.schedule(every: .seconds(4)) { events.note("run") }
        }
        bench.canister.advance(by: .seconds(10))
        #expect(events.take() == ["run", "run"])
        #expect(bench.timers.count == 0)
    }

    @Test("end with an upgrade")
    func upgrade() throws {
        schedule(after: .seconds(1), "old")
        try bench.canister.upgrade()
        #expect(bench.canister.globalTimer == 0)
        bench.canister.advance(by: .seconds(10))
        #expect(events.take() == [])
        #expect(bench.timers.count == 0)
        schedule(after: .seconds(1), "new")
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == ["new"])
    }

    /// The argument that runs the timer which is set first at the present time.
    private func firstNumber() -> [UInt8] {
        withUnsafeBytes(of: (bench.canister.time + 1).littleEndian) { Array($0) }
    }

    @Test("a call from before an upgrade, still under way, runs no timer that was set after it")
    func staleCall() throws {
        let old = firstNumber()
        schedule(after: .seconds(10), "old")
        bench.canister.call("<swift-canister> run_timer", old, caller: bench.canister.id)
        #expect(events.take() == ["old"])
        bench.canister.advance(by: .seconds(1))
        try bench.canister.upgrade()
        schedule(after: .seconds(10), "new")
        let stale = bench.canister.call("<swift-canister> run_timer", old, caller: bench.canister.id)
        #expect(stale == .reply(emptyArguments))
        #expect(events.take() == [])
        bench.canister.advance(by: .seconds(10))
        #expect(events.take() == ["new"])
    }

    @Test("are started by the canister itself alone")
    func foreign() throws {
        let number = firstNumber()
        schedule(after: .seconds(1), "timer")
        for caller in [Principal.testUser(1), .anonymous, bench.canister.controller, .managementCanister] {
            let reject = bench.canister.update("<swift-canister> run_timer", number, caller: caller).reject
            #expect(reject?.trap?.message == "only the canister itself runs its timers")
        }
        #expect(events.take() == [])
        let own = bench.canister.call("<swift-canister> run_timer", number, caller: bench.canister.id)
        #expect(own == .reply(emptyArguments))
        #expect(events.take() == ["timer"])
    }

    @Test("a malformed number of a timer is refused, an unknown one is nobody's", arguments: [0, 1, 7, 9, 100])
    func malformed(size: Int) {
        let method = "<swift-canister> run_timer"
        let argument = [UInt8](repeating: 0xff, count: size)
        let reject = bench.canister.call(method, argument, caller: bench.canister.id).reject
        #expect(reject?.trap?.message == "expected the 8 bytes of a timer's number")
        let unknown = bench.canister.call(method, [UInt8](repeating: 0xff, count: 8), caller: bench.canister.id)
        #expect(unknown == .reply(emptyArguments))
    }

    @Test("the canister's timer is set only when the next due time changes")
    func armsSparingly() {
        let calls = CountedCalls()
        bench.perform { [bench] in
            calls.count {
                _ = try? bench.timers.schedule(after: .seconds(5)) {}
                for _ in 0..<20 { _ = try? bench.timers.schedule(after: .seconds(9)) {} }
            }
        }
        #expect(calls["global_timer_set"] == 1)
    }

    @Test("spans too long for 64 bits of nanoseconds become the longest")
    func spans() {
        #expect(TimeSpan.seconds(3).nanoseconds == 3_000_000_000)
        #expect(TimeSpan.milliseconds(3) == .nanoseconds(3_000_000))
        #expect(TimeSpan.seconds(.max).nanoseconds == .max)
        #expect(TimeSpan.milliseconds(18_446_744_073_709).nanoseconds == 18_446_744_073_709_000_000)
        #expect(TimeSpan.milliseconds(18_446_744_073_710).nanoseconds == .max)
        #expect(TimeSpan.milliseconds(1) < .seconds(1))
    }
}
