import CanisterExecution
import Testing

@Suite("Calls that wait for a canister to stop")
struct StoppingTests {
    private let subnets = TestSubnet()
    /// The calls that the asked canister left open.
    private let asked = Box<[HostCanisterCall]>([])

    /// A management canister that stops and starts what its argument names, and a canister with a call that waits.
    private func installBusy() throws -> HostedCanister {
        let canister = try subnets.install(
            ["canister_update wait": { machine, _ throws(Trap) in try machine.send(user(40), "answer") }],
            callbacks: [1: { machine, _ throws(Trap) in try machine.reply() }])
        subnets.subnet.setHostCanister(user(40)) { [asked] call in
            asked.value.append(call)
            return .later
        }
        subnets.subnet.setHostCanister(user(41)) { [subnet = subnets.subnet] call in
            do throws(Reject) {
                try subnet.stop(canister.id, answering: call.id)
                return .later
            } catch {
                return .reject(error)
            }
        }
        _ = subnets.subnet.submit(canister.id, "wait", [], from: user(7))
        subnets.subnet.run()
        return canister
    }

    private func requestStop() -> CallID {
        let id = subnets.subnet.submit(user(41), "stop_canister", [], from: user(1))
        subnets.subnet.run()
        return id
    }

    private let noValues: CallResult = .reply([UInt8]("DIDL".utf8) + [0, 0])

    @Test("are answered all together when the last message is done")
    func answersWhenStopped() throws {
        let canister = try installBusy()
        let stops = [requestStop(), requestStop()]
        #expect(canister.status == .stopping)
        #expect(stops.allSatisfy { subnets.subnet.takeResult(of: $0) == nil })
        subnets.subnet.answer(try #require(asked.value.first).id, with: .reply([]))
        subnets.subnet.run()
        #expect(canister.status == .stopped)
        #expect(stops.map { subnets.subnet.takeResult(of: $0) } == [noValues, noValues])
        // One that is stopped already says so at once.
        #expect(subnets.subnet.takeResult(of: requestStop()) == noValues)
    }

    @Test("are rejected when it is started instead")
    func rejectsWhenStarted() throws {
        let canister = try installBusy()
        let stop = requestStop()
        try subnets.subnet.start(canister.id)
        #expect(canister.status == .running)
        #expect(subnets.subnet.takeResult(of: stop)?.reject?.errorCode?.rawValue == "IC0511")
    }

    @Test("are rejected when their time is over, and the canister goes on to stop")
    func expires() throws {
        let canister = try installBusy()
        let stop = requestStop()
        #expect(subnets.subnet.nextWakeUp == 1_000 + 300_000_000_000)
        subnets.subnet.advanceTime(by: 299_999_999_999)
        #expect(subnets.subnet.takeResult(of: stop) == nil)
        subnets.subnet.advanceTime(by: 1)
        #expect(subnets.subnet.takeResult(of: stop)?.reject?.errorCode?.rawValue == "IC0206")
        #expect(canister.status == .stopping)
        subnets.subnet.answer(try #require(asked.value.first).id, with: .reply([]))
        subnets.subnet.run()
        #expect(canister.status == .stopped)
        #expect(subnets.subnet.nextWakeUp == nil)
    }

    @Test("are limited in number")
    func limits() throws {
        _ = try installBusy()
        for _ in 0..<500 { _ = requestStop() }
        #expect(subnets.subnet.takeResult(of: requestStop())?.reject?.errorCode?.rawValue == "IC0201")
    }

    @Test("a canister whose open messages are uninstalled stops when their calls are answered")
    func stopsAfterUninstalling() throws {
        let canister = try installBusy()
        let stop = requestStop()
        try subnets.subnet.uninstall(canister.id)
        #expect(subnets.subnet.takeResult(of: stop) == nil)
        subnets.subnet.answer(try #require(asked.value.first).id, with: .reply([]))
        subnets.subnet.run()
        #expect(subnets.subnet.takeResult(of: stop) == noValues)
        try subnets.subnet.delete(canister.id)
        #expect(try subnets.subnet.createCanister(controllers: []).id != canister.id)
    }
}
