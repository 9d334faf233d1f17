import Candid
import Canister
import CanisterExecution
import CanisterTesting
import Testing

@Suite("Calls to other canisters")
struct CallTests {
    let bench: Bench
    let events = Events()
    let callee = Principal.testUser(500)

    init() throws { bench = try Bench() }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// Calls `greet` of the callee and answers with what comes.
    private func ask(_ change: @escaping (inout OutgoingCall) -> Void = { _ in }) -> CallResult {
        bench.update { [events, callee] in
            var call = OutgoingCall(to: callee, method: "greet")
            change(&call)
            do throws(OutgoingCall.NotSent) {
                try call.send([1, 2, 3]) { reply in
                    events.note("reply to \(IncomingCall.caller == .testUser(1) ? "the caller" : "nobody")")
                    IncomingCall.reply(reply)
                } onReject: { rejection in
                    events.note("\(rejection.code): \(rejection.text)")
                    IncomingCall.reject("passed on: \(rejection.text)")
                }
            } catch {
                IncomingCall.reject("not sent")
            }
        }
    }

    @Test("bring the method's name, the argument and the caller, and get the reply")
    func reply() {
        var seen: HostCanisterCall?
        bench.host { call in
            seen = call
            return .reply([9, 8, 7])
        }
        #expect(ask() == .reply([9, 8, 7]))
        #expect(events.take() == ["reply to the caller"])
        #expect(seen?.method == "greet")
        #expect(seen?.argument == [1, 2, 3])
        #expect(seen?.caller == bench.canister.id)
        #expect(seen?.cycles == 0)
        #expect(seen?.deadline == 0)
    }

    @Test("get a reject with its code and text")
    func reject() {
        bench.host { _ in .reject(Reject(.canisterReject, "not today")) }
        #expect(ask() == .reject(Reject(.canisterReject, "passed on: not today")))
        #expect(events.take() == ["4: not today"])
    }

    @Test("get a reject from a canister that is not there")
    func missing() {
        #expect(ask().reject?.code == .canisterReject)
        #expect(events.take() == ["3: Canister \(callee.text) not found"])
    }

    @Test("run neither closure while there is no answer, and the right one when it comes late")
    func later() {
        var open: CallID?
        bench.host { call in
            open = call.id
            return .later
        }
        let pending = ask()
        #expect(pending.reject?.code == .systemTransient)
        #expect(events.take() == [])
        if let open { bench.subnet.answer(open, with: .reply([4])) }
        bench.subnet.run()
        #expect(events.take() == ["reply to the caller"])
    }

    @Test("answered out of order each find their own closure")
    func outOfOrder() throws {
        var open: [CallID] = []
        bench.host { call in
            open.append(call.id)
            return .later
        }
        bench.perform { [events, callee] in
            for number in 0..<5 {
                try? OutgoingCall(to: callee, method: "greet").send([]) { reply in
                    events.note("\(number) got \(reply)")
                } onReject: { _ in
                    events.note("\(number) was rejected")
                }
            }
        }
        try #require(open.count == 5)
        for number in [3, 0, 4] { bench.subnet.answer(open[number], with: .reply([UInt8(number)])) }
        bench.subnet.answer(open[1], with: .reject(Reject(.canisterReject, "no")))
        bench.subnet.run()
        #expect(events.take() == ["3 got [3]", "0 got [0]", "4 got [4]", "1 was rejected"])
        bench.subnet.answer(open[2], with: .reply([2]))
        bench.subnet.run()
        #expect(events.take() == ["2 got [2]"])
    }

    @Test("from a callback go on in a chain")
    func chain() {
        bench.host { call in .reply(call.argument + [UInt8(call.argument.count)]) }
        let result = bench.update { [callee] in
            func step(_ argument: [UInt8]) {
                try? OutgoingCall(to: callee, method: "greet").send(argument) { reply in
                    if reply.count < 4 { step(reply) } else { IncomingCall.reply(reply) }
                } onReject: { _ in
                    IncomingCall.reject("broken")
                }
            }
            step([])
        }
        #expect(result == .reply([0, 1, 2, 3]))
    }

    @Test("to itself run as calls of their own")
    func toItself() {
        let result = bench.update { [bench, events] in
            bench.doer.action = {
                events.note("called by itself: \(IncomingCall.caller == bench.canister.id)")
                IncomingCall.reply([5])
            }
            try? OutgoingCall(to: bench.canister.id, method: "do").send([]) {
                IncomingCall.reply($0)
            } onReject: { _ in
            }
        }
        #expect(result == .reply([5]))
        #expect(events.take() == ["called by itself: true"])
    }

    @Test("beyond what the system lets wait are not sent: a typed error, and no closure runs")
    func notSent() {
        var open: [CallID] = []
        bench.host { call in
            open.append(call.id)
            return .later
        }
        var refused = 0
        bench.perform { [events, callee] in
            for number in 0..<503 {
                do throws(OutgoingCall.NotSent) {
                    try OutgoingCall(to: callee, method: "greet").send([]) { _ in
                        events.note("\(number)")
                    } onReject: { _ in
                        events.note("rejected \(number)")
                    }
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused == 3)
        #expect(open.count == 500)
        for call in open { bench.subnet.answer(call, with: .reply([])) }
        bench.subnet.run()
        #expect(events.take() == (0..<500).map { "\($0)" })
    }

    @Test("made in a message that fails do not leave")
    func rolledBack() {
        bench.host { [events] _ in
            events.note("called")
            return .reply([])
        }
        let result = bench.update { [callee] in
            IC.run { () throws(EntryPointFailure) in
                try? OutgoingCall(to: callee, method: "greet").send([]) { _ in
                } onReject: { _ in
                }
                throw .trap("after all not")
            }
        }
        #expect(result.reject?.trap?.message == "after all not")
        #expect(events.take() == [])
    }

    @Test("take cycles along; what the callee leaves comes back")
    func cycles() {
        bench.host { call in .reply([], acceptedCycles: call.cycles / 4) }
        let before = bench.canister.hosted?.cycles
        var refunded: UInt128?
        bench.perform { [callee] in
            var call = OutgoingCall(to: callee, method: "greet")
            call.cycles = 4_000_000
            try? call.send([]) { _ in
                refunded = Cycles.refunded
            } onReject: { _ in
            }
        }
        #expect(refunded == 3_000_000)
        #expect(bench.canister.hosted?.cycles == before.map { $0 - 1_000_000 })
    }

    @Test("with a bound end with code 6 when it is reached")
    func bounded() {
        var deadline: UInt64?
        bench.host { call in
            deadline = call.deadline
            return .later
        }
        _ = ask { $0.timeoutSeconds = 20 }
        #expect(deadline == bench.canister.time + 20_000_000_000)
        bench.canister.advance(by: .seconds(19))
        #expect(events.take() == [])
        bench.canister.advance(by: .seconds(1))
        #expect(events.take() == ["6: Call deadline has expired."])
    }

    @Test("answered after an upgrade are dropped")
    func upgrade() throws {
        var open: CallID?
        bench.host { call in
            open = call.id
            return .later
        }
        _ = ask()
        try bench.canister.upgrade()
        let call = try #require(open)
        bench.subnet.answer(call, with: .reply([1]))
        #expect(bench.subnet.run())
        #expect(events.take() == [])
        #expect(bench.canister.hosted?.openCallContexts == 0)
        bench.host { _ in .reply([2]) }
        #expect(ask() == .reply([2]))
    }
}
