import CanisterExecution
import Testing

@Suite("Settings of a canister")
struct SettingsTests {
    private let subnets = TestSubnet()

    private func error(_ change: (inout CanisterSettings) -> Void) -> CanisterSettingsError? {
        var settings = CanisterSettings(controllers: [user(1)])
        change(&settings)
        do throws(CanisterSettingsError) {
            try settings.check()
            return nil
        } catch {
            return error
        }
    }

    @Test("are checked for numbers and sizes, with words that tell the field")
    func checks() {
        #expect(error { _ in } == nil)
        let long = String(repeating: "x", count: 129)
        let cases: [(CanisterSettingsError?, String)] = [
            (error { $0.controllers = (0...10).map(user) }, "controllers has 11 elements; at most 10 are allowed"),
            (error { $0.computeAllocation = 101 }, "compute_allocation is 101; at most 100 is allowed"),
            (
                error { $0.memoryAllocation = 1 << 48 + 1 },
                "memory_allocation is 281474976710657; at most 281474976710656 is allowed"
            ),
            (
                error { $0.logVisibility = .viewers((0...10).map(user)) },
                "allowed_viewers has 11 elements; at most 10 are allowed"
            ),
            (
                error { $0.environmentVariables = (0...20).map { EnvironmentVariable(name: "\($0)", value: "") } },
                "environment_variables has 21 elements; at most 20 are allowed"
            ),
            (
                error { $0.environmentVariables = [EnvironmentVariable(name: "a", value: long)] },
                "the value of environment variable 'a' has 129 bytes; at most 128 are allowed"
            ),
            (
                error {
                    $0.environmentVariables = [
                        EnvironmentVariable(name: "a", value: "1"), EnvironmentVariable(name: "b", value: "1"),
                        EnvironmentVariable(name: "a", value: "2"),
                    ]
                }, "environment variable 'a' is set twice"
            ),
        ]
        for (error, text) in cases { #expect(error?.description == text) }
    }

    @Test("count as one change of the canister, and keep variables in order")
    func versions() throws {
        let canister = try subnets.subnet.createCanister(settings: CanisterSettings(controllers: [user(1)]))
        var settings = canister.settings
        settings.freezingThreshold = 5
        settings.environmentVariables = [
            EnvironmentVariable(name: "b", value: "2"), EnvironmentVariable(name: "a", value: "1"),
        ]
        canister.settings = settings
        #expect(canister.version == 1)
        #expect(canister.environmentVariables.map(\.name) == ["a", "b"])
        #expect(canister.creationTime == 1_000)
        #expect(canister.installationTime == nil)
    }

    @Test("hold the heap of updates and installs to the Wasm memory limit, and leave callbacks alone")
    func limitsHeap() throws {
        let grow: ScriptedGuest.Script = { machine, guest throws(Trap) in
            guest.heap["a"] = 1
            guest.heap["b"] = 2
            try machine.reply()
        }
        let canister = try subnets.install(
            [
                "canister_update grow": grow,
                "canister_query look": grow,
                "canister_update ask": { machine, _ throws(Trap) in try machine.send(user(40), "answer") },
            ],
            callbacks: [1: grow])
        subnets.subnet.setHostCanister(user(40)) { _ in .reply([]) }
        canister.settings.wasmMemoryLimit = 65_536
        let reject = try #require(subnets.call(canister, "grow").reject)
        #expect(reject.errorCode?.rawValue == "IC0539")
        #expect(
            reject.message.hasSuffix("the heap has 131072 bytes, and the canister's Wasm memory limit is 65536 bytes"))
        #expect(canister.heap("a") == nil)
        #expect(subnets.query(canister, "look") == .reply([]))
        #expect(subnets.call(canister, "ask") == .reply([]))
        #expect(canister.heap("b") == 2)
        canister.settings.wasmMemoryLimit = 0
        #expect(subnets.call(canister, "grow") == .reply([]))
    }

    @Test("the next wake-up is that of the first timer, and every round with a heartbeat")
    func wakesUp() throws {
        #expect(subnets.subnet.nextWakeUp == nil)
        _ = try subnets.install([
            "canister_init": { machine, _ throws(Trap) in try machine.call(.globalTimerSet, 5_000) },
            "canister_global_timer": { _, _ throws(Trap) in },
        ])
        #expect(subnets.subnet.nextWakeUp == 5_000)
        let beating = try subnets.install(["canister_heartbeat": { _, _ throws(Trap) in }])
        #expect(subnets.subnet.nextWakeUp == 1_000)
        try subnets.subnet.stop(beating.id)
        #expect(subnets.subnet.nextWakeUp == 5_000)
    }
}
